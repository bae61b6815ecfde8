//! What is remembered is what was read.

use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::money::Currency;
use foral_model::secret::Digest;
use foral_model::status::Statuses;
use foral_model::time::Timestamp;
use proptest::prelude::*;

use super::*;

fn name(text: &str) -> DomainName {
    DomainName::parse(text).unwrap()
}

fn registrar(text: &str) -> RegistrarId {
    RegistrarId::parse(text).unwrap()
}

fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

fn plain(at: Timestamp) -> Domain {
    Domain {
        id: DomainId(100_000_017),
        name: name("exemplo.pt"),
        zone: name("pt"),
        sponsor: registrar("ALFA"),
        created_by: registrar("ALFA"),
        created: at,
        updated_by: None,
        updated: None,
        transferred: None,
        expires: at.plus_days(365),
        registrant: Some(handle("KTRW-482133-PT")),
        contacts: Vec::new(),
        name_servers: vec![
            NameServer::Object(name("ns1.dns.example")),
            NameServer::Object(name("ns2.dns.example")),
        ],
        signers: Vec::new(),
        statuses: Statuses::NONE,
        lifecycle: Lifecycle::Registered,
        graces: Vec::new(),
        pending_transfer: None,
        pending_holder: None,
        timed: Vec::new(),
        ttls: Vec::new(),
        disputed: false,
        national: National::default(),
        codes: AuthCodes::default(),
        deletion: None,
        version: 0,
    }
}

prop_compose! {
    fn charges()(fee: i64, tax: i64) -> Charge {
        let euros = |minor| Money::new(minor, Currency::EUR);
        Charge { fee: euros(fee), tax: euros(tax) }
    }
}

fn instants() -> impl Strategy<Value = Timestamp> {
    any::<i64>().prop_map(Timestamp::from_micros)
}

fn lives() -> impl Strategy<Value = Lifecycle> {
    prop_oneof![
        Just(Lifecycle::Registered),
        instants().prop_map(|renewable_until| Lifecycle::Expired { renewable_until }),
        instants().prop_map(|until| Lifecycle::Redemption { until }),
        (instants(), instants()).prop_map(|(report_by, redemption_until)| {
            Lifecycle::PendingRestore { report_by, redemption_until }
        }),
        instants().prop_map(|purge| Lifecycle::PendingDelete { purge }),
    ]
}

fn codes() -> impl Strategy<Value = StoredCode> {
    let fate = prop_oneof![
        Just(CodeFate::Live),
        instants().prop_map(CodeFate::Used),
        instants().prop_map(CodeFate::Revoked),
    ];
    ("\\PC{0,40}", instants(), instants(), fate).prop_map(|(digest, made, expires, fate)| {
        StoredCode { digest: Digest(digest), made, expires, fate }
    })
}

fn signers() -> impl Strategy<Value = Signer> {
    let key = (any::<u16>(), any::<Vec<u8>>()).prop_map(|(flags, public_key)| Key {
        flags,
        protocol: 3,
        algorithm: 13,
        public_key,
    });
    (any::<u16>(), any::<u8>(), any::<Vec<u8>>(), proptest::option::of(key)).prop_map(
        |(key_tag, algorithm, digest, key)| Signer {
            key_tag,
            algorithm,
            digest_type: 2,
            digest,
            key,
        },
    )
}

fn waiting() -> impl Strategy<Value = (PendingTransfer, PendingHolder)> {
    let texts = proptest::option::of("\\PC{0,20}");
    (instants(), charges(), any::<u8>(), any::<bool>(), texts).prop_map(
        |(acts, paid, years, first, client)| {
            let transfer = PendingTransfer {
                gaining: registrar("BETA"),
                requested: Timestamp::from_micros(1),
                acts,
                silence: if first { Silence::Approves } else { Silence::Cancels },
                years,
                paid,
            };
            let reference = Reference { client, server: "FORAL-1".to_owned() };
            let holder = PendingHolder {
                to: handle("ANA-1"),
                asked_by: first.then(|| registrar("ALFA")),
                reference: Some(reference),
                requested: acts,
                awaits: if first { Party::New } else { Party::Present },
                lapses: acts,
            };
            (transfer, holder)
        },
    )
}

proptest! {
    #[test]
    fn a_domain_in_any_state_reads_back(
        at in instants(),
        lifecycle in lives(),
        paid in charges(),
        signers in proptest::collection::vec(signers(), 0..4),
        code in proptest::option::of(codes()),
        wait in proptest::option::of(waiting()),
        status in proptest::sample::select(Status::ALL),
        addresses: Vec<IpAddr>,
        flags: [bool; 3],
    ) {
        let grace = |kind| Grace { kind, until: at, years: 3, before: at, paid };
        let attribute =
            NameServer::Attribute { name: name("ns.açúcar.pt"), addresses: addresses.clone() };
        let (pending_transfer, pending_holder) = wait.clone().unzip();
        let domain = Domain {
            updated_by: flags[0].then(|| registrar("BETA")),
            updated: flags[0].then_some(at),
            transferred: flags[1].then_some(at),
            contacts: ROLES.map(|role| (role, handle("HOLDER"))).into(),
            name_servers: vec![attribute, NameServer::Object(name("ns1.dns.example"))],
            signers,
            statuses: Statuses::NONE.with(status),
            lifecycle,
            graces: GraceKind::ALL.map(grace).into(),
            pending_transfer,
            deletion: wait.and_then(|(_, holder)| holder.reference),
            pending_holder,
            timed: vec![(status, at)],
            ttls: RecordType::ALL.map(|kind| (kind, u32::MAX)).into(),
            disputed: flags[2],
            national: National {
                auto_renew: flags[0],
                arbitration: flags[1],
                owner_confidential: Some(flags[2]),
                legitimacy: Some("1".to_owned()),
                registration_basis: Some(String::new()),
            },
            codes: AuthCodes { registrar: code.clone(), holder: code },
            version: 7,
            ..plain(at)
        };
        let addresses = vec![(name("ns1.dns.example"), addresses)];
        let folded = Folded::of(&domain, &addresses);
        prop_assert!(folded.is_served_by_objects());
        prop_assert_eq!(folded.unfold(), Some((domain, addresses)));
    }

    #[test]
    fn any_octets_are_a_domain_or_none(octets: Vec<u8>) {
        let _ = <(Domain, Addresses)>::unfold(&mut octets.as_slice());
    }
}

#[test]
fn a_usual_domain_takes_little() {
    let at = Timestamp::parse("2026-11-30T17:08:34Z").unwrap();
    let folded = Folded::of(&plain(at), &Vec::new());
    assert!(folded.octets() < 160, "{} octets", folded.octets());
}
