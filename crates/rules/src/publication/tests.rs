//! What is published, each reason why not, and which addresses go with it.

use foral_model::id::HostId;
use foral_model::inspection::FindingKind;
use foral_model::repository::RepositoryName;
use foral_model::status::Statuses;
use foral_model::zone::{
    ApexServer, GuardPolicy, Offer, RemovalsWindow, ServerChecks, Signing, SoaTimers, ZoneDigest,
};

use super::*;
use crate::fixture::{self, NOW, name};

fn zone() -> Zone {
    Zone { dns: Some(policy()), ..fixture::zone() }
}

fn policy() -> DnsPolicy {
    policy_with(Offer::Absent)
}

/// A policy that listens to children, or does not.
pub(crate) fn policy_with(child_signals: Offer) -> DnsPolicy {
    DnsPolicy {
        primary: name("a.dns.pt"),
        mailbox: name("hostmaster.dns.pt"),
        timers: SoaTimers { refresh: 3600, retry: 900, expire: 7200, negative: 900, ttl: 3600 },
        servers: vec![ApexServer { name: name("a.dns.example"), addresses: Vec::new() }],
        records: Vec::new(),
        name_servers_min: 2,
        expired: Expired::Withheld,
        signing: Signing::Elsewhere,
        guard: GuardPolicy {
            removals_max: 100,
            removals_percent: 1,
            window: RemovalsWindow { hours: 24, removals_max: 300, removals_percent: 3 },
        },
        digest: ZoneDigest::Exported,
        checks: ServerChecks::Off,
        check_errors: FindingKind::ERRORS.to_vec(),
        child_signals,
        notify: None,
    }
}

fn attribute(server: &str, addresses: &[&str]) -> NameServer {
    let addresses = addresses.iter().map(|text| text.parse().unwrap()).collect();
    NameServer::Attribute { name: name(server), addresses }
}

fn domain() -> Domain {
    let mut domain = fixture::domain("exemplo.pt");
    domain.name_servers =
        vec![attribute("ns2.exemplo.pt", &["192.0.2.2"]), attribute("ns1.provedor.example", &[])];
    domain
}

fn signer(digest: u8) -> Signer {
    Signer { key_tag: 1, algorithm: 13, digest_type: 2, digest: vec![digest; 32], key: None }
}

fn host(text: &str, addresses: &[&str]) -> Host {
    Host {
        id: HostId(1),
        repository: RepositoryName::parse("pt").unwrap(),
        name: name(text),
        superordinate: None,
        sponsor: fixture::registrar("ALFA").id,
        created_by: fixture::registrar("ALFA").id,
        created: NOW,
        updated_by: None,
        updated: None,
        transferred: None,
        addresses: addresses.iter().map(|text| text.parse().unwrap()).collect(),
        ttls: vec![(RecordType::A, 600)],
        statuses: Statuses::NONE,
        version: 0,
    }
}

fn why(change: impl FnOnce(&mut Domain, &mut DnsPolicy)) -> Option<Unpublished> {
    let (mut domain, mut policy) = (domain(), policy());
    change(&mut domain, &mut policy);
    delegation(&domain, &Zone { dns: Some(policy), ..fixture::zone() }).err()
}

#[test]
fn a_name_with_servers_is_published_in_order_and_each_record_once() {
    let mut domain = domain();
    domain.signers = vec![signer(2), signer(1), Signer { key: None, ..signer(2) }];
    domain.ttls = vec![(RecordType::Ns, 600), (RecordType::Ds, 1)];
    let published = delegation(&domain, &zone()).unwrap();
    assert_eq!(published.servers, [name("ns1.provedor.example"), name("ns2.exemplo.pt")]);
    assert_eq!(published.signers, [signer(1), signer(2)]);
    assert_eq!((published.servers_ttl, published.signers_ttl), (600, 300));
}

#[test]
fn each_reason_is_told() {
    let until = NOW.plus_days(1);
    let set = |status| {
        move |domain: &mut Domain, _: &mut DnsPolicy| {
            domain.statuses = domain.statuses.with(status);
        }
    };
    let life = |lifecycle| {
        move |domain: &mut Domain, _: &mut DnsPolicy| {
            domain.lifecycle = lifecycle;
        }
    };
    assert_eq!(why(set(Status::ClientHold)), Some(Unpublished::ClientHold));
    assert_eq!(why(set(Status::ServerHold)), Some(Unpublished::ServerHold));
    let redemption = Lifecycle::Redemption { until };
    assert_eq!(why(life(redemption)), Some(Unpublished::Redemption));
    let leaving = Lifecycle::PendingDelete { purge: until };
    assert_eq!(why(life(leaving)), Some(Unpublished::PendingDelete));
    let expired = Lifecycle::Expired { renewable_until: until };
    assert_eq!(why(life(expired)), Some(Unpublished::Expired));
    assert_eq!(why(|domain, _| domain.name_servers.clear()), Some(Unpublished::NoNameServers));
    let one = |domain: &mut Domain, _: &mut DnsPolicy| domain.name_servers.truncate(1);
    assert_eq!(why(one), Some(Unpublished::FewNameServers));
    let unpublished = delegation(&domain(), &fixture::zone());
    assert_eq!(unpublished, Err(Unpublished::ZoneUnpublished));
}

#[test]
fn a_first_look_is_awaited_where_the_zone_delays() {
    use foral_model::inspection::{Inspection, InspectionState, Shown};
    let look = |state, before| Inspection {
        domain: domain().id,
        name: domain().name,
        zone: zone().name,
        wanted: Shown::default(),
        before,
        since: NOW,
        attempts: 0,
        looked: None,
        state,
        findings: Vec::new(),
        version: 1,
    };
    let waiting = InspectionState::Waiting { next: NOW };
    let first = FirstLook::of(Some(&look(waiting, None)));
    assert_eq!(first, FirstLook::Awaited);
    let past = [
        FirstLook::of(None),
        FirstLook::of(Some(&look(waiting, Some(Shown::default())))),
        FirstLook::of(Some(&look(InspectionState::Passed, None))),
        FirstLook::of(Some(&look(InspectionState::Overruled, None))),
    ];
    assert_eq!(past, [FirstLook::Past; 4]);

    let delaying = DnsPolicy { checks: ServerChecks::Delay, ..policy() };
    let delaying = Zone { dns: Some(delaying), ..fixture::zone() };
    assert_eq!(obstacle(&domain(), &delaying, first), Some(Unpublished::ServersNotSeen));
    assert_eq!(obstacle(&domain(), &delaying, FirstLook::Past), None);
    assert_eq!(obstacle(&domain(), &zone(), first), None, "the zone does not look any more");
    let mut held = domain();
    held.statuses = held.statuses.with(Status::ClientHold);
    assert_eq!(obstacle(&held, &delaying, first), Some(Unpublished::ClientHold));
}

#[test]
fn what_is_no_reason() {
    let until = NOW.plus_days(1);
    assert_eq!(why(|_, _| ()), None);
    assert_eq!(why(|domain, _| domain.disputed = true), None);
    let restoring = Lifecycle::PendingRestore { report_by: until, redemption_until: until };
    assert_eq!(why(|domain, _| domain.lifecycle = restoring), None);
    let expired = |domain: &mut Domain, policy: &mut DnsPolicy| {
        domain.lifecycle = Lifecycle::Expired { renewable_until: until };
        policy.expired = Expired::Published;
    };
    assert_eq!(why(expired), None);
    let one = |domain: &mut Domain, policy: &mut DnsPolicy| {
        domain.name_servers.truncate(1);
        policy.name_servers_min = 1;
    };
    assert_eq!(why(one), None);
}

#[test]
fn the_first_reason_is_the_one_that_nothing_else_could_mend() {
    let all = |domain: &mut Domain, _: &mut DnsPolicy| {
        domain.lifecycle = Lifecycle::PendingDelete { purge: NOW };
        domain.statuses = domain.statuses.with(Status::ClientHold);
        domain.name_servers.clear();
    };
    assert_eq!(why(all), Some(Unpublished::PendingDelete));
}

#[test]
fn only_addresses_below_the_name_are_its_glue() {
    let hosts = [host("ns3.exemplo.pt", &["2001:db8::3", "192.0.2.3"])];
    let found = glue(&domain(), &hosts, &zone());
    let told: Vec<_> = found
        .iter()
        .map(|glue| (glue.server.as_str(), glue.address.to_string(), glue.ttl))
        .collect();
    assert_eq!(
        told,
        [
            ("ns2.exemplo.pt", "192.0.2.2".to_owned(), 3600),
            ("ns3.exemplo.pt", "192.0.2.3".to_owned(), 600),
            ("ns3.exemplo.pt", "2001:db8::3".to_owned(), 3600),
        ]
    );
    let foreign = [host("ns1.provedor.example", &["192.0.2.9"])];
    assert_eq!(glue(&domain(), &foreign, &zone()).len(), 1);
}

#[test]
fn what_is_told_is_what_the_zone_says() {
    let (wish, not_yet) = (Some(Unpublished::PendingDelete), Some(Unpublished::NotYet));
    let now = NOW;
    let later = |presence: Presence, wish| presence.reason(wish, now.plus_seconds(-MOMENT), now);
    assert_eq!(later(Presence::There, wish), None);
    assert_eq!(later(Presence::There, None), None);
    assert_eq!(later(Presence::NotThere, wish), wish);
    assert_eq!(later(Presence::NotThere, None), not_yet);
    assert_eq!(later(Presence::Unknown, wish), wish);
    assert_eq!(later(Presence::Unknown, None), None);
    // What was registered just now is on its way.
    assert_eq!(Presence::NotThere.reason(None, now.plus_seconds(-1), now), None);
    assert_eq!(Presence::NotThere.reason(wish, now, now), wish);
}

#[test]
fn reasons_have_names_of_their_own() {
    let mut names = Unpublished::ALL.map(Unpublished::as_str).to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Unpublished::ALL.len());
}
