//! Whatever a client means to say is what a server reads.

use foral_epp_wire::answer::{Answer, read_answer};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::{
    Body, Check, CheckName, ContactInfo, DomainInfo, Envelope, HostFilter, Info, TransferQuery,
};
use foral_epp_wire::ext::unhandled::Unhandled;
use foral_epp_wire::reply::{Reply, TransactionIds, Value, write_reply};
use foral_epp_wire::write_command;
use foral_model::command::{
    AddressChange, Command, ContactCreate, ContactTransfer, ContactUpdate, DomainCreate,
    DomainDelete, DomainRenew, DomainTransfer, DomainUpdate, HostCreate, HostUpdate, LinkChange,
    NationalChange, PostalChange, SignerChange, SignerRemoval, Terms, TransferStep,
};
use foral_model::contact::{ContactRole, Disclose, Phone, Postal, PostalForm, Verification};
use foral_model::domain::{Key, Signer};
use foral_model::extension::Extensions;
use foral_model::host::NameServer;
use foral_model::id::Handle;
use foral_model::identity::Country;
use foral_model::name::DomainName;
use foral_model::period::Period;
use foral_model::secret::Secret;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::read_command;

fn names() -> impl Strategy<Value = DomainName> {
    "[a-z0-9áçõ]{1,20}(\\.[a-z]{1,8}){1,3}".prop_map(|text| crate::name(&text))
}

fn handles() -> impl Strategy<Value = Handle> {
    "[A-Z]{4}-[0-9]{6}-PT".prop_map(|text| crate::handle(&text))
}

/// A line of text as people write it, with all that XML must escape.
fn lines() -> impl Strategy<Value = String> {
    "[A-Za-zÀ-ÿ<>&\"'日]([A-Za-zÀ-ÿ <>&\"';]{0,40}[a-z&>\"'])?"
}

fn secrets() -> impl Strategy<Value = Secret> {
    "[ -~é]{0,40}".prop_map(Secret::new)
}

fn steps() -> impl Strategy<Value = TransferStep> {
    use TransferStep as T;
    select(vec![T::Request, T::Approve, T::Reject, T::Cancel])
}

fn addresses() -> impl Strategy<Value = Vec<std::net::IpAddr>> {
    vec(any::<std::net::IpAddr>(), 0..3)
}

fn servers() -> impl Strategy<Value = Vec<NameServer>> {
    let object = names().prop_map(NameServer::Object);
    let attribute = (names(), addresses())
        .prop_map(|(name, addresses)| NameServer::Attribute { name, addresses });
    prop_oneof![vec(object, 0..4), vec(attribute, 0..4)]
}

fn contacts() -> impl Strategy<Value = Vec<(ContactRole, Handle)>> {
    let role = select(vec![ContactRole::Admin, ContactRole::Billing, ContactRole::Tech]);
    vec((role, handles()), 0..3)
}

/// Statuses that every object has.
fn statuses() -> impl Strategy<Value = Vec<Status>> {
    vec(select(vec![Status::ClientDeleteProhibited, Status::ClientUpdateProhibited]), 0..3)
}

fn signers() -> impl Strategy<Value = Vec<Signer>> {
    let key = (any::<u16>(), any::<u8>(), any::<u8>(), vec(any::<u8>(), 1..70)).prop_map(
        |(flags, protocol, algorithm, public_key)| Key { flags, protocol, algorithm, public_key },
    );
    let digest = vec(any::<u8>(), 0..65);
    let signer = (any::<u16>(), any::<u8>(), any::<u8>(), digest, of(key)).prop_map(
        |(key_tag, algorithm, digest_type, digest, key)| Signer {
            key_tag,
            algorithm,
            digest_type,
            digest,
            key,
        },
    );
    vec(signer, 0..3)
}

fn signer_changes() -> impl Strategy<Value = SignerChange> {
    let some = signers().prop_filter("at least one", |all| !all.is_empty());
    let removal = prop_oneof![
        Just(SignerRemoval::None),
        Just(SignerRemoval::All),
        some.prop_map(SignerRemoval::Some),
    ];
    (removal, signers()).prop_map(|(remove, add)| SignerChange { remove, add })
}

fn nationals() -> impl Strategy<Value = NationalChange> {
    let claims = (of(any::<bool>()), of(any::<bool>()), of(any::<bool>()));
    let codes = (of("[0-9]{1,3}"), of("[0-9]{3}( brand number=[0-9]{3})?"), of("[0-9]{7}"));
    (claims, codes).prop_map(|((auto_renew, arbitration, owner_confidential), codes)| {
        let (legitimacy, registration_basis, process_id) = codes;
        NationalChange {
            auto_renew,
            arbitration,
            owner_confidential,
            legitimacy,
            registration_basis,
            process_id,
        }
    })
}

/// What `renew` and `transfer` may say.
fn few_nationals() -> impl Strategy<Value = NationalChange> {
    (of(any::<bool>()), of("[0-9]{7}")).prop_map(|(auto_renew, process_id)| NationalChange {
        auto_renew,
        process_id,
        ..NationalChange::default()
    })
}

fn periods() -> impl Strategy<Value = Option<Period>> {
    of((1u8..=99).prop_map(|years| Period::years(years).unwrap()))
}

prop_compose! {
    fn domain_creates()(
        name in names(),
        period in periods(),
        name_servers in servers(),
        registrant in of(handles()),
        contacts in contacts(),
        auth_info in secrets(),
        signers in signers(),
        national in of(nationals()),
    ) -> Command {
        Command::DomainCreate(DomainCreate { organisations: Vec::new(),
            name, period, name_servers, registrant, contacts, auth_info, signers, national, ttls: Vec::new(), idn_table: None, terms: Terms::default() })
    }
}

prop_compose! {
    fn domain_updates()(
        name in names(),
        (add_name_servers, remove_name_servers) in (servers(), servers()),
        (add_contacts, remove_contacts) in (contacts(), contacts()),
        (add_statuses, remove_statuses) in (statuses(), statuses()),
        (registrant, auth_info) in (of(handles()), of(secrets())),
        signers in signer_changes(),
        national in of(nationals()),
    ) -> Command {
        Command::DomainUpdate(DomainUpdate { organisations: LinkChange::default(),
            name, add_name_servers, remove_name_servers, add_contacts, remove_contacts,
            add_statuses, remove_statuses, registrant, auth_info, signers, national, ttls: Vec::new(), terms: Terms::default() })
    }
}

prop_compose! {
    fn domain_steps()(
        name in names(),
        step in steps(),
        period in periods(),
        auth_info in of(secrets()),
        national in of(few_nationals()),
        flag: bool,
        current_expiry in "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
    ) -> [Command; 2] {
        let said = flag && national.is_some();
        let renew = DomainRenew {
            name: name.clone(), current_expiry, period, national: national.clone(), not_renew: said, terms: Terms::default() };
        let transfer = DomainTransfer { step, name, period, auth_info, national, renounce: said, terms: Terms::default() };
        [Command::DomainRenew(renew), Command::DomainTransfer(transfer)]
    }
}

fn forms() -> impl Strategy<Value = PostalForm> {
    select(vec![PostalForm::International, PostalForm::Local])
}

fn countries() -> impl Strategy<Value = Country> {
    select(Country::all().collect::<Vec<_>>())
}

prop_compose! {
    fn places()(
        street in vec(lines(), 0..4),
        city in lines(),
        province in of(lines()),
        postal_code in of("[A-Z0-9]{1,8}(-[0-9]{1,7})?"),
        country in countries(),
    ) -> AddressChange {
        AddressChange { street, city, province, postal_code, country }
    }
}

prop_compose! {
    fn postals()(form in forms(), name in lines(), organisation in of(lines()), at in places()) -> Postal {
        let AddressChange { street, city, province, postal_code, country } = at;
        Postal { form, name, organisation, street, city, province, postal_code, country }
    }
}

prop_compose! {
    fn postal_changes()(
        form in forms(),
        name in of(lines()),
        organisation in of(prop_oneof![lines(), Just(String::new())]),
        address in of(places()),
    ) -> PostalChange {
        PostalChange { form, name, organisation, address }
    }
}

fn phones() -> impl Strategy<Value = Phone> {
    ("\\+[0-9]{1,3}\\.[0-9]{1,12}", of("[0-9]{1,6}"))
        .prop_map(|(number, extension)| Phone { number, extension })
}

fn disclosures() -> impl Strategy<Value = Disclose> {
    let all = ["name/int", "name/loc", "org/int", "org/loc", "addr/int", "voice", "fax", "email"];
    let some = proptest::sample::subsequence(all.map(str::to_owned).to_vec(), 0..=all.len());
    (any::<bool>(), some).prop_map(|(allow, elements)| Disclose { allow, elements })
}

fn verifications() -> impl Strategy<Value = Verification> {
    // From 1970 to 2100, in milliseconds.
    let at = of((0i64..4_102_444_800_000).prop_map(|ms| Timestamp::from_micros(ms * 1_000)));
    (any::<bool>(), at).prop_map(|(validated, at)| Verification { validated, at })
}

const MOBILE: &str = "\\+351\\.9[0-9]{8}";
const TAX_NUMBER: &str = "(PT)?[0-9]{9}";

prop_compose! {
    fn contact_creates()(
        postal in postals(),
        (voice, fax) in (of(phones()), of(phones())),
        (mobile, identity) in (of(MOBILE), of(TAX_NUMBER)),
        email in "[a-z]{1,9}@[a-z]{1,9}\\.pt",
        auth_info in secrets(),
        disclose in of(disclosures()),
        verification in of(verifications()),
    ) -> Command {
        Command::ContactCreate(ContactCreate { organisations: Vec::new(),
            postal: vec![postal], voice, fax, mobile, email, identity, auth_info, disclose,
            verification, lang: None, proposed: None, additional_email: None, uses: Extensions::NONE })
    }
}

prop_compose! {
    fn contact_updates()(
        handle in handles(),
        (add_statuses, remove_statuses) in (statuses(), statuses()),
        postal in vec(postal_changes(), 0..2),
        (voice, fax, mobile) in (of(of(phones())), of(of(phones())), of(of(MOBILE))),
        (email, identity) in (of("[a-z]{1,9}@[a-z]{1,9}\\.pt"), of(TAX_NUMBER)),
        auth_info in of(secrets()),
        disclose in of(disclosures()),
        verification in of(verifications()),
    ) -> Command {
        Command::ContactUpdate(ContactUpdate { organisations: LinkChange::default(),
            handle, add_statuses, remove_statuses, postal, voice, fax, mobile, email, identity,
            auth_info, disclose, verification, additional_email: None, uses: Extensions::NONE })
    }
}

prop_compose! {
    fn host_updates()(
        (name, rename) in (names(), of(names())),
        (add_addresses, remove_addresses) in (addresses(), addresses()),
        (add_statuses, remove_statuses) in (statuses(), statuses()),
    ) -> Command {
        Command::HostUpdate(HostUpdate { organisations: LinkChange::default(),
            name, add_addresses, remove_addresses, add_statuses, remove_statuses, rename, ttls: Vec::new() })
    }
}

fn small_commands() -> impl Strategy<Value = Command> {
    let transfer = (steps(), handles(), of(secrets())).prop_map(|(step, handle, auth_info)| {
        Command::ContactTransfer(ContactTransfer { step, handle, auth_info })
    });
    let host = (names(), addresses()).prop_map(|(name, addresses)| {
        Command::HostCreate(HostCreate {
            organisations: Vec::new(),
            name,
            addresses,
            ttls: Vec::new(),
        })
    });
    prop_oneof![
        transfer,
        host,
        names().prop_map(Command::HostDelete),
        names()
            .prop_map(|name| Command::DomainDelete(DomainDelete { name, terms: Terms::default() })),
        handles().prop_map(Command::ContactDelete),
    ]
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        contact_creates(),
        contact_updates(),
        domain_creates(),
        domain_updates(),
        (domain_steps(), 0usize..2).prop_map(|(both, which)| both[which].clone()),
        host_updates(),
        small_commands(),
    ]
}

fn questions() -> impl Strategy<Value = Body> {
    let filter = select(vec![
        HostFilter::All,
        HostFilter::Delegated,
        HostFilter::Subordinate,
        HostFilter::None,
    ]);
    let asked = || vec("[!-~é]{1,60}".prop_map(CheckName::new), 1..5);
    let domain = (names(), filter, of(secrets()))
        .prop_map(|(name, hosts, auth_info)| Info::Domain(DomainInfo { name, hosts, auth_info }));
    let contact = (handles(), of(secrets()))
        .prop_map(|(handle, auth_info)| Info::Contact(ContactInfo { handle, auth_info }));
    let query = (names(), of(secrets()))
        .prop_map(|(name, auth_info)| TransferQuery::Domain { name, auth_info });
    prop_oneof![
        asked().prop_map(|names| Body::Check(Check::Domain(names))),
        asked().prop_map(|names| Body::Check(Check::Host(names))),
        vec("[!-~é]{3,16}", 1..5).prop_map(|ids| Body::Check(Check::Contact(ids))),
        domain.prop_map(Body::Info),
        contact.prop_map(Body::Info),
        names().prop_map(|name| Body::Info(Info::Host(name))),
        query.prop_map(Body::TransferQuery),
        of("[0-9]{1,18}").prop_map(Body::PollAck),
    ]
}

/// Says back what strangers wrote, as an answer that is valid in any case.
fn told(element: &str, value: &str, reason: &str) -> Answer {
    let values = [Value { element, value, reason, lang: "pt", rule: None }];
    let reply = Reply {
        code: ResultCode::ValueSyntax,
        message: "Erro",
        lang: "pt",
        values: &values,
        queue: None,
        data: None,
        told: &[],
        objects: &[],
        announced: &[],
        unhandled: Unhandled::Omit,
        ids: TransactionIds { client: None, server: "FORAL-1" },
    };
    let mut written = Vec::new();
    write_reply(&mut written, &reply);
    read_answer(&written).unwrap()
}

fn check(body: Body, client_trid: Option<String>) {
    let envelope = Envelope { client_trid, ..Envelope::new(body) };
    let mut written = Vec::new();
    write_command(&mut written, &envelope).unwrap();
    let read = read_command(&written);
    assert_eq!(read.body, envelope.body);
    assert_eq!(read.client_trid, envelope.client_trid);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn commands_are_read_as_they_were_meant(command in commands(), trid in of("[!-~é]{3,64}")) {
        check(Body::Do(command), trid);
    }

    #[test]
    fn whatever_is_said_back_is_well_formed(
        element in "(\\PC{0,9}|domain:[a-z]{1,9}|[a-z]{1,9})",
        value in any::<String>(),
        reason in any::<String>(),
    ) {
        let answer = told(&element, &value, &reason);
        prop_assert_eq!(answer.values.len(), 1);
        if value.chars().all(|c| c.is_ascii_graphic()) {
            prop_assert_eq!(&answer.values[0].value, &value);
        }
    }

    #[test]
    fn questions_are_read_as_they_were_meant(body in questions(), trid in of("[!-~é]{3,64}")) {
        check(body, trid);
    }
}
