//! A zone whose policy changes: what can be followed at once is, what cannot is announced.

use std::sync::Arc;

use foral_model::zone::{DnsPolicy, ServerChecks, Signing, Zone};
use foral_registry::error::Incident;
use foral_registry::zone_feed::LongestTtl;

use super::Feed;
use super::apex::apex;
use super::hold::Matter;

/// What a publisher does not follow by itself, in sentences for staff; nothing if it follows all.
/// `before` and `after` say what a zone's policy says of its publication.
pub fn not_followed(before: Option<&DnsPolicy>, after: Option<&DnsPolicy>) -> Vec<String> {
    let (before, after) = match (before, after) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec!["it is published after the server's next start".to_owned()],
        (Some(_), None) => {
            return vec!["it stays published as it is until the server's next start".to_owned()];
        }
        (Some(before), Some(after)) => (before, after),
    };
    let mut sentences = Vec::new();
    match (&before.signing, &after.signing) {
        (Signing::Here(old), Signing::Here(new)) if old.algorithm != new.algorithm => {
            sentences.push(
                "its keys are of another algorithm: `foral zone key roll` follows them by new ones"
                    .to_owned(),
            );
        }
        (Signing::Here(_), Signing::Elsewhere) => sentences.push(
            "it is signed here until its parent has let its keys go and nobody remembers its DS; \
             `foral zone key withdraw` asks for that"
                .to_owned(),
        ),
        (Signing::Elsewhere, Signing::Here(_)) => sentences.push(
            "it is signed here from the server's next start on; `foral zone key generate` makes \
             its keys"
                .to_owned(),
        ),
        _ => {}
    }
    if before.child_signals != after.child_signals {
        sentences.push("child_signals is followed after the server's next start".to_owned());
    }
    sentences
}

impl Feed {
    /// Follows what the zone's policy says now.
    ///
    /// # Errors
    /// If it cannot be prepared or published; it is tried again.
    pub(super) async fn follow_policy(&mut self) -> Result<(), Incident> {
        let Some(zone) = self.registry.zone(&self.zone) else { return Ok(()) };
        if Arc::ptr_eq(&zone, &self.seen) || self.held.is_some() {
            return Ok(());
        }
        self.announce(zone.dns.as_ref());
        let before = self.policy.clone();
        let done = self.follow_to(&before, &zone).await;
        match done {
            Ok(()) => self.seen = zone,
            // The whole way from what was is gone again the next time.
            Err(_) => self.policy = before,
        }
        done
    }

    /// Goes from one policy to that of a zone.
    async fn follow_to(&mut self, before: &DnsPolicy, zone: &Zone) -> Result<(), Incident> {
        if let Some(said) = &zone.dns {
            self.policy = followed(before, said);
            self.longest_ttl = self.longest_ttl.or(longest(zone));
        }
        if self.policy != *before {
            tracing::info!(zone = %self.zone, "the zone's policy has changed, and is followed");
            self.publisher.follow(&self.policy);
            if self.policy.checks == ServerChecks::Off {
                self.looks.forget();
            }
            let prepared = self.prepare(Vec::new(), Some(&apex(&self.origin, &self.policy)))?;
            self.put_out(prepared, Matter::apex()).await?;
        }
        Ok(())
    }

    fn announce(&mut self, said: Option<&DnsPolicy>) {
        let mut awaited = not_followed(Some(&self.policy), said);
        if said.is_some_and(|said| said.checks.delays()) && self.prober.is_none() {
            awaited.push(
                "its new name servers wait for a look, and dns.resolvers of the configuration \
                 names nobody who knows where they are"
                    .to_owned(),
            );
        }
        for sentence in &awaited {
            tracing::warn!(zone = %self.zone, "the zone's policy has changed: {sentence}");
        }
        self.not_followed = awaited;
    }
}

/// What can be followed of a policy while the zone is published.
fn followed(present: &DnsPolicy, said: &DnsPolicy) -> DnsPolicy {
    let mut followed = said.clone();
    followed.child_signals = present.child_signals;
    followed.signing = match (present.signing, said.signing) {
        (Signing::Here(present), Signing::Here(mut said)) => {
            said.algorithm = present.algorithm;
            Signing::Here(said)
        }
        (present, _) => present,
    };
    followed
}

/// The longest times to live that a zone's policy lets be.
pub(super) fn longest(zone: &Zone) -> LongestTtl {
    let apex = zone.dns.as_ref().map_or(0, |dns| dns.timers.ttl);
    LongestTtl { apex, all: zone.ttl.max.max(apex) }
}

#[cfg(test)]
mod tests {
    use foral_registry::policy;

    use super::*;

    const PT: &str = include_str!("../../../../zones/pt.toml");

    fn dns(change: (&str, &str)) -> Option<DnsPolicy> {
        let text = PT.replace(change.0, change.1);
        assert!(text != PT || change.0 == change.1, "{change:?}");
        policy::parse(&text).unwrap().dns
    }

    #[test]
    fn what_is_not_followed_is_said_and_stays() {
        let before = dns(("", "")).unwrap();
        for (change, word) in [
            (("algorithm = \"ecdsa-p256\"", "algorithm = \"ed25519\""), "key roll"),
            (("by = \"foral\"", "by = \"elsewhere\""), "key withdraw"),
            (("child_signals = false", "child_signals = true"), "child_signals"),
            (("published = true", "published = false"), "stays published"),
        ] {
            let after = dns(change);
            let said = not_followed(Some(&before), after.as_ref());
            assert!(said.len() == 1 && said[0].contains(word), "{said:?}");
            if let Some(after) = after {
                assert_eq!(followed(&before, &after), before);
            }
        }
        for change in [
            ("refresh_days = 10", "refresh_days = 9"),
            ("denial = \"nsec3-opt-out\"", "denial = \"nsec\""),
            ("hostmaster@dns.pt", "dns@dns.pt"),
            ("digest = \"none\"", "digest = \"served\""),
            ("removals_max = 100", "removals_max = 7"),
        ] {
            let after = dns(change).unwrap();
            assert_eq!(not_followed(Some(&before), Some(&after)), Vec::<String>::new());
            assert_eq!(followed(&before, &after), after);
        }
        assert_eq!(not_followed(None, Some(&before)).len(), 1);
        assert!(not_followed(None, None).is_empty());
    }
}
