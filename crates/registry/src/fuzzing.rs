//! The bodies of the fuzz targets of what operators and the clearing house hand in: property tests
//! run them as well.

use foral_model::name::DomainName;

use crate::policy;
use crate::trademark::{Claims, RevokedMarks, Sources, Trademarks};

/// Any text is a zone's policy or is refused, and a policy serves a zone of another name as well.
///
/// # Panics
/// If it does not.
pub fn zone_policy(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(zone) = policy::parse(text) else { return };
    let Ok(other) = DomainName::parse("outra") else { return };
    let renamed = policy::with_name(text, &other);
    assert!(renamed.is_ok(), "what was read has a name: {renamed:?}");
    // A policy that has hosts of its own zone is not one of another.
    if let Ok(again) = policy::parse(&renamed.unwrap_or_default()) {
        assert_eq!(again.name, other);
        assert_eq!(again.prices.currency, zone.prices.currency);
    }
}

/// Any text is a list of the clearing house or is refused, and any octets are anchors and
/// revocations or none.
pub fn mark_lists(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).ok();
    if let Some(text) = text {
        let _ = Claims::parse(text);
        let _ = RevokedMarks::parse(text);
    }
    let _ = Trademarks::read(&Sources { anchors: Some(bytes), ..Sources::default() });
    let _ = Trademarks::read(&Sources { revoked_certificates: Some(bytes), ..Sources::default() });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The body of a target.
    type Target = fn(&[u8]);

    #[test]
    fn seeds_and_findings_hold() {
        let targets: [(&str, Target); 2] =
            [("../../zones", zone_policy), ("../../fuzz/seeds/mark_lists", mark_lists)];
        for (seeds, check) in targets {
            for seed in std::fs::read_dir(seeds).unwrap() {
                check(&std::fs::read(seed.unwrap().path()).unwrap());
            }
        }
        mark_lists(include_bytes!("../../../fuzz/nobody.pem"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn policies_with_lines_of_others_are_read_or_refused(
            lines in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
            number in any::<u64>(),
        ) {
            let [one, other] = ["../../zones/pt.toml", "../../zones/gtld.toml"]
                .map(|file| std::fs::read_to_string(file).unwrap());
            let mut mixed: Vec<&str> = one.lines().collect();
            let others: Vec<&str> = other.lines().collect();
            for (at, from) in lines {
                let at = at.index(mixed.len());
                mixed[at] = others[from.index(others.len())];
            }
            let text = mixed.join("\n");
            zone_policy(text.as_bytes());
            zone_policy(text.replacen("= 30", &format!("= {number}"), 1).as_bytes());
        }
    }
}
