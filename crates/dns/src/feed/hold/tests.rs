//! What is held twice is held as one, and released as one.

use std::sync::Arc;

use foral_registry::Registry;
use foral_registry::clock::Clock;
use foral_store::Database;
use foral_testkit::postgres::Postgres;

use super::super::Family;
use super::super::tests::registry;
use super::*;
use crate::delegation::{Delegation, Ttls};
use crate::keys::Keyring;
use crate::publish::{Publisher, Settings};
use crate::zone::Denial;

const PT: &str = include_str!("../../../../../zones/pt.toml");
const NAMES: [&str; 3] = ["um.pt", "dois.pt", "tres.pt"];

/// A policy whose guard lets nothing go.
fn policy() -> String {
    PT.replace("removals_max = 100", "removals_max = 0")
        .replace("removals_percent = 1", "removals_percent = 0")
        .replace("by = \"foral\"", "by = \"elsewhere\"")
        .replace("checks = \"delay\"", "checks = \"off\"")
}

fn delegation(text: &str) -> Delegation {
    let ns = ["ns1.dns.example", "ns2.dns.example"].map(|text| Name::parse_text(text).unwrap());
    Delegation {
        owner: Name::parse_text(text).unwrap(),
        ns: ns.into(),
        ds: Vec::new(),
        glue: Vec::new(),
        ttl: Ttls { ns: 60, ds: 60, a: 60, aaaa: 60 },
    }
}

/// A feed whose zone has names that the registry does not know.
async fn feed(registry: &Arc<Registry>, directory: &tempfile::TempDir) -> Feed {
    let zone = DomainName::parse("pt").unwrap();
    let settings = Settings {
        denial: Denial::None,
        ..Settings::new(Name::from_domain(&zone), directory.path().join("pt"))
    };
    let publisher = Publisher::open(settings, Keyring::new(), Clock::system().now()).unwrap();
    let family = Arc::new(Family::default());
    let mut feed = Feed::new(Arc::clone(registry), &zone, publisher, None, family).unwrap();
    feed.begin().await.unwrap();
    let strangers = NAMES.map(|name| (Name::parse_text(name).unwrap(), Some(delegation(name))));
    let prepared = feed.prepare(strangers.into(), None).unwrap();
    feed.put_out(prepared, Matter::keys()).await.unwrap();
    assert_eq!(delegations(&feed), 3);
    feed
}

fn delegations(feed: &Feed) -> usize {
    feed.publisher.published().current().delegations()
}

/// Something wants to take a name away, as it stands in the journal at a line.
async fn take_away(feed: &mut Feed, name: &str, line: i64) {
    let (owner, domain) = (Name::parse_text(name).unwrap(), DomainName::parse(name).unwrap());
    let prepared = feed.prepare(vec![(owner, None)], None).unwrap();
    let matter = Matter::of(Lines::from([(domain, vec![line])]));
    feed.put_out(prepared, matter).await.unwrap();
}

fn held(feed: &Feed) -> (Vec<String>, Vec<String>) {
    let hold = feed.held.as_ref().unwrap();
    let names = hold.names().iter().map(ToString::to_string).collect();
    (names, hold.described().alarms)
}

#[tokio::test(flavor = "multi_thread")]
async fn holds_merge_and_are_released_as_one() {
    for postgres in [None, Some(Postgres::start().unwrap())] {
        let directory = tempfile::tempdir().unwrap();
        let database = match &postgres {
            Some(server) => Database::parse(&server.database().unwrap()),
            None => Database::Sqlite(directory.path().join("registry.db")),
        };
        let registry = registry(&database, policy()).await;
        let mut feed = feed(&registry, &directory).await;

        take_away(&mut feed, "um.pt", 1).await;
        let since = feed.held.as_ref().unwrap().since;
        assert_eq!(held(&feed).0, ["um.pt"]);
        take_away(&mut feed, "dois.pt", 2).await;
        assert_eq!(delegations(&feed), 3, "nothing went");
        let (names, alarms) = held(&feed);
        assert_eq!(names, ["dois.pt", "um.pt"]);
        assert_eq!(alarms[0], "2 of 3 delegations would go");
        let hold = feed.held.as_ref().unwrap();
        assert_eq!((hold.since, hold.grown), (since, false));
        // A name that is in both is in it once, with the lines of both.
        take_away(&mut feed, "um.pt", 3).await;
        let lines = &feed.held.as_ref().unwrap().matter.names;
        assert_eq!(lines[&DomainName::parse("um.pt").unwrap()], [1, 3]);
        let Ok(Answer::Diff(lines)) = feed.held_lines().await else { panic!("it has a diff") };
        let gone = |line: &&String| line.starts_with("- ") && line.contains("\tNS\t");
        assert_eq!(lines.iter().filter(gone).count(), 4, "{lines:?}");

        feed.release().await.unwrap();
        assert!(feed.held.is_none());
        assert_eq!(delegations(&feed), 1);

        // A rollback drops both halves as well.
        let back = ["um.pt", "dois.pt"];
        let back = back.map(|name| (Name::parse_text(name).unwrap(), Some(delegation(name))));
        let prepared = feed.prepare(back.into(), None).unwrap();
        feed.put_out(prepared, Matter::keys()).await.unwrap();
        take_away(&mut feed, "um.pt", 4).await;
        take_away(&mut feed, "tres.pt", 5).await;
        feed.roll_back().await.unwrap();
        assert!(feed.held.is_none());
        assert_eq!(delegations(&feed), 3);
        let kept: Vec<String> = feed.kept_names().map(|it| it.name.to_string()).collect();
        assert_eq!(kept, ["tres.pt", "um.pt"]);
    }
}
