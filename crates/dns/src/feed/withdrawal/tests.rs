//! A parent of somebody else's lets the keys of a zone go: seen at all of its servers, and remembered.

use std::collections::BTreeSet;
use std::sync::Arc;

use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;
use foral_registry::clock::Clock;
use foral_store::Database;

use super::super::Family;
use super::super::tests::registry;
use super::*;
use crate::delegation::Ds;
use crate::keys::file::Directory;
use crate::keys::{Role, Safe, Times};
use crate::parent::{Unseen, Vouched};
use crate::publish::{Publisher, Settings};
use crate::wire::{Name, Rtype};

const COM_PT: &str = include_str!("../../../../../zones/com.pt.toml");
const DAY: u32 = 86_400;

/// A signed zone whose parent is nobody of ours.
async fn feed(directory: &tempfile::TempDir) -> Feed {
    let database = Database::Sqlite(directory.path().join("registry.db"));
    let registry = registry(&database, COM_PT.replace("\"delay\"", "\"off\"")).await;
    let zone = DomainName::parse("com.pt").unwrap();
    let (origin, now) = (Name::from_domain(&zone), Clock::system().now());
    let safe = Safe::sealed(Secret::new("andorinha"));
    let vault = Directory::new(directory.path().join("keys"), origin.clone(), safe);
    let mut keys = vault.load().unwrap();
    for role in [Role::KeySigning, Role::ZoneSigning] {
        keys.generate(role, Algorithm::Ed25519, Times::from(now))
            .unwrap();
    }
    keys.keys().iter().for_each(|key| vault.save(key).unwrap());
    let mut settings = Settings::new(origin, directory.path().join("com.pt"));
    settings.follow(registry.zone(&zone).unwrap().dns.as_ref().unwrap());
    let publisher = Publisher::open(settings, keys, now).unwrap();
    let family = Arc::new(Family::default());
    let mut feed = Feed::new(registry, &zone, publisher, Some(vault), family).unwrap();
    feed.begin().await.unwrap();
    feed
}

/// What the parent's servers say: which signers any of them has, and for how long.
fn said(signers: &[u16], ttl: u32) -> Result<Vouched, Unseen> {
    let signer =
        |tag: &u16| Ds { key_tag: *tag, algorithm: 15, digest_type: 2, digest: Box::from([7; 32]) };
    let anywhere: BTreeSet<Ds> = signers.iter().map(signer).collect();
    // No two of them have the same.
    Ok(Vouched { signers: BTreeSet::new(), anywhere, ttl })
}

fn forgotten(feed: &Feed) -> Option<Timestamp> {
    feed.publisher
        .keys()
        .withdrawal()
        .and_then(|withdrawal| withdrawal.forgotten)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_of_a_parent_is_remembered_for_as_long_as_others_do() {
    for (seen, least) in [(2 * DAY, 2 * DAY), (60, DAY)] {
        let directory = tempfile::tempdir().unwrap();
        let mut feed = feed(&directory).await;
        feed.parent_said(said(&[], 0)).await;
        assert_eq!(feed.publisher.keys().withdrawal(), None, "nobody asked");
        feed.withdraw(Withdraw::Ask).await.unwrap();
        assert!(feed.awaits_end());
        feed.parent_said(Err(Unseen::NoServers)).await;
        // One server has it still, or another key's.
        feed.parent_said(said(&[1, 2], seen)).await;
        assert_eq!(forgotten(&feed), None);
        let before = feed.clock.now();
        feed.parent_said(said(&[], 0)).await;
        let instant = forgotten(&feed).unwrap();
        let lasts = instant.seconds_since(before);
        assert!((i64::from(least)..=i64::from(least) + 60).contains(&lasts), "{lasts}");
        // Once it was seen it is seen, and until then the zone stays signed, whatever its policy says.
        feed.parent_said(said(&[1], seen)).await;
        assert_eq!(forgotten(&feed), Some(instant));
        let mut zone = (*feed.seen).clone();
        if let Some(dns) = &mut zone.dns {
            dns.signing = Signing::Elsewhere;
        }
        feed.seen = Arc::new(zone);
        feed.leave_signing().await;
        let version = feed.publisher.published().current();
        let apex = version.at(version.origin());
        assert!(apex.iter().any(|record| record.rtype == Rtype::DNSKEY));
    }
}
