//! What the shipped zone files say, and what any text does.

mod launch;
mod price_refusals;
pub(super) mod refusals;

use foral_model::contact::ContactRole;
use foral_model::extension::Extension;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::{
    Amount, Approval, AtExpiry, CodeNeed, Discount, GraceDays, HolderChange, HostModel, Offer,
    PricedVerb, Requirement, RestorePolicy, SignerForm, TtlRange, Zone, ZoneState,
};
use proptest::prelude::*;

use super::{parse, with_name};

pub(super) const GTLD: &str = include_str!("../../../../zones/gtld.toml");
pub(super) const PT: &str = include_str!("../../../../zones/pt.toml");
const THIN: &str = include_str!("../../../../zones/gtld-thin.toml");
const COMING: &str = include_str!("../../../../zones/gtld-2025.toml");
pub(super) const ES: &str = include_str!("../../../../zones/es.toml");
const NATIONAL: [(&str, &str); 6] = [
    ("pt", PT),
    ("com.pt", include_str!("../../../../zones/com.pt.toml")),
    ("edu.pt", include_str!("../../../../zones/edu.pt.toml")),
    ("gov.pt", include_str!("../../../../zones/gov.pt.toml")),
    ("net.pt", include_str!("../../../../zones/net.pt.toml")),
    ("org.pt", include_str!("../../../../zones/org.pt.toml")),
];
const MANUAL: &str = include_str!("../../../../docs/policy.md");

/// The namespaces that are not in IANA's registry of extensions.
const PRIVATE: [Extension; 6] = [
    Extension::PtDomain,
    Extension::PtContact,
    Extension::PtNis2,
    Extension::DryRun,
    Extension::Retry,
    Extension::Balance,
];

pub(super) fn read(text: &str) -> Zone {
    parse(text).unwrap_or_else(|why| panic!("{why}"))
}

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// The only line of a verb without a tier.
fn price(zone: &Zone, verb: PricedVerb) -> Option<Amount> {
    let mut lines = zone
        .prices
        .list
        .iter()
        .filter(|line| line.verb == verb && line.tier.is_none());
    let amount = lines.next().map(|line| line.amount);
    assert_eq!(lines.next(), None);
    amount
}

#[test]
fn national_zones_move_at_once_with_a_code_and_renew_as_wished() {
    for (name, text) in NATIONAL {
        let zone = read(text);
        assert_eq!(zone.name.as_str(), name);
        assert_eq!(zone.repository.as_str(), "pt");
        assert_eq!(zone.periods, [1, 3, 5]);
        assert_eq!(zone.transfer.approval, Approval::Nobody);
        assert_eq!(zone.transfer.code, CodeNeed::Needed);
        assert_eq!(zone.transfer.years, 0);
        assert_eq!(zone.transfer.expired, Offer::Absent);
        assert_eq!(zone.codes.registrar_bits, 0);
        assert_eq!(zone.codes.by_holder, Offer::Offered);
        assert_eq!(zone.life.at_expiry, AtExpiry::AsWished { years: 1 });
        assert_eq!((zone.life.renewable_days, zone.life.pending_delete_days), (30, 5));
        assert_eq!(zone.life.redemption_days, 0);
        assert_eq!(zone.life.grace, GraceDays::default());
        let days = HolderChange::ByAgreement { present_days: 8, new_days: 8 };
        assert_eq!(zone.holder_change, days);
        assert_eq!(zone.prices.tax_basis_points, 0);
        let year = Some(Amount::PerYear(euros(960)));
        assert_eq!(price(&zone, PricedVerb::Create), year);
        assert_eq!(price(&zone, PricedVerb::Renew), year);
        assert_eq!(price(&zone, PricedVerb::Transfer), None);
        assert_eq!(zone.direct.as_ref().map(|id| id.as_str()), Some("DNSPT"));
        assert!(zone.extensions.has(Extension::PtDomain));
        assert!(!zone.extensions.has(Extension::SecureAuthInfo));
        assert!(!zone.extensions.has(Extension::Rgp));
    }
}

#[test]
fn national_zones_differ_in_who_may_register() {
    for (name, text) in NATIONAL {
        let (open, closed) = match read(text).state {
            ZoneState::Open => (true, false),
            ZoneState::Closed { .. } => (false, true),
            ZoneState::Restricted { authority, .. } => (authority.is_empty(), false),
        };
        assert_eq!(open, ["pt", "com.pt"].contains(&name), "{name}");
        assert_eq!(closed, ["net.pt", "org.pt", "edu.pt"].contains(&name), "{name}");
    }
}

#[test]
fn a_generic_domain_waits_for_the_losing_registrar_and_can_be_restored() {
    let zone = read(GTLD);
    assert_eq!(zone.periods, (1..=10).collect::<Vec<_>>());
    assert_eq!(zone.hosts, HostModel::Objects);
    assert_eq!(zone.signer_form, SignerForm::Ds);
    assert_eq!(zone.ttl, TtlRange { min: 300, default: 3_600, max: 86_400 });
    assert_eq!(zone.registrant, Requirement::Required);
    assert_eq!(zone.required_roles, [ContactRole::Admin, ContactRole::Tech]);
    assert_eq!(zone.transfer.approval, Approval::LosingRegistrar { days: 5 });
    assert_eq!(zone.transfer.years, 1);
    assert_eq!(zone.transfer.lock_after_create_days, 0);
    assert_eq!((zone.codes.days, zone.codes.registrar_bits), (14, 128));
    assert_eq!(zone.codes.by_holder, Offer::Absent);
    assert_eq!(zone.life.at_expiry, AtExpiry::Renew { years: 1 });
    assert_eq!(zone.life.grace, GraceDays { add: 5, renew: 5, auto_renew: 45, transfer: 5 });
    assert_eq!(zone.life.redemption_days, 30);
    assert_eq!(zone.life.restore, RestorePolicy::ByReport { days: 5 });
    assert_eq!(zone.life.pending_delete_days, 5);
    assert_eq!(zone.direct, None);
    assert_eq!(price(&zone, PricedVerb::Restore), Some(Amount::Once(euros(4_000))));
    assert_eq!(zone.prices.tiers[0].name, "premium");
    for extension in Extension::ALL {
        assert_eq!(zone.extensions.has(*extension), !PRIVATE.contains(extension), "{extension}");
    }
}

#[test]
fn the_minimum_data_set_knows_no_contacts() {
    let (zone, full) = (read(THIN), read(GTLD));
    assert_eq!(zone.registrant, Requirement::Forbidden);
    assert!(zone.required_roles.is_empty());
    assert_eq!(zone.contacts_max, 0);
    assert!(!zone.extensions.has(Extension::AdditionalEmail));
    assert_eq!((zone.life, zone.transfer, zone.prices), (full.life, full.transfer, full.prices));
}

#[test]
fn the_coming_policy_has_codes_of_two_weeks_and_thirty_days_of_rest() {
    let (zone, full) = (read(COMING), read(GTLD));
    let quiet = foral_model::zone::CodePolicy { notice: Offer::Absent, ..zone.codes.clone() };
    assert_eq!(quiet, full.codes);
    assert_eq!(zone.codes.notice, Offer::Offered, "the holder is told of each code");
    assert_eq!(zone.transfer.lock_after_create_days, 30);
    assert_eq!(zone.transfer.lock_after_transfer_days, 30);
    assert_eq!(zone.transfer.approval, full.transfer.approval);
    assert_eq!((zone.life, zone.prices), (full.life, full.prices));
}

#[test]
fn the_style_of_es_asks_people_and_needs_no_code() {
    let zone = read(ES);
    assert_eq!(zone.transfer.approval, Approval::AdministrativeContact { days: 10 });
    assert_eq!(zone.transfer.code, CodeNeed::Optional);
    assert_eq!(zone.codes.by_registrar, Offer::Absent);
    let agreed = HolderChange::ByAgreement { present_days: 10, new_days: 10 };
    assert_eq!(zone.holder_change, agreed);
    assert_eq!(zone.direct.map(|id| id.to_string()).as_deref(), Some("ESNIC"));
    assert_eq!(zone.life.at_expiry, AtExpiry::AsWished { years: 1 });
    assert_eq!(zone.required_roles.len(), 3);
}

#[test]
fn a_file_serves_a_zone_of_another_name() {
    let name = DomainName::parse("zz--main-1234").unwrap();
    let text = with_name(GTLD, &name).unwrap();
    assert_eq!(text.len(), GTLD.len() + "zz--main-1234".len() - "example-gtld".len());
    let renamed = read(&text);
    // The names of its own servers follow.
    assert_eq!(renamed, Zone { name, dns: renamed.dns.clone(), ..read(GTLD) });
    assert!(with_name("periods = [1]", &DomainName::parse("shop").unwrap()).is_err());
}

#[test]
fn dates_discounts_and_taxes_are_read() {
    let text = GTLD.replace("# [[prices.promotion]]", "[[prices.promotion]]");
    let (before, after) = text.split_once("[[prices.promotion]]").unwrap();
    let text = format!("{before}[[prices.promotion]]{}", after.replace("\n# ", "\n"))
        .replace("tax_percent = \"0\"", "tax_percent = \"6.5\"")
        .replacen(
            "per_year = \"8.00\"\n",
            "per_year = \"8 EUR\"\n\n[[prices.list]]\nverb = \"create\"\nper_year = \"9\"\n\
             from = \"2028-01-01T00:00:00Z\"\n",
            1,
        );
    let zone = read(&text);
    assert_eq!(zone.prices.tax_basis_points, 650);
    let promotion = &zone.prices.promotions[0];
    assert_eq!((promotion.years, promotion.discount), (Some(1), Discount::Percent(50)));
    assert_eq!(promotion.from, Timestamp::parse("2027-04-01T00:00:00Z").unwrap());
    assert_eq!(zone.prices.list[0].amount, Amount::PerYear(euros(800)));
    assert_eq!(zone.prices.list[1].from, Timestamp::parse("2028-01-01T00:00:00Z"));
}

#[test]
fn what_is_left_out_has_the_default_of_the_manual() {
    let zone = read(
        "name = 'short'\nrepository = 'gtld'\nperiods = [1]\nhosts.model = 'objects'\n\
         contacts.registrant = 'optional'\ncodes = { by_holder = false, by_registrar = true }\n\
         transfer.approval = 'nobody'\nlife.at_expiry = 'renew'\n\
         prices = { currency = 'EUR', list = [{ verb = 'create', once = '1' }, \
         { verb = 'renew', once = '1' }] }",
    );
    assert_eq!(zone.state, ZoneState::Open);
    assert_eq!((zone.syntax.min, zone.syntax.max), (1, 63));
    assert_eq!(zone.horizon_years, 10);
    assert_eq!((zone.name_servers_max, zone.signers_max, zone.contacts_max), (13, 0, 4));
    assert_eq!((zone.codes.days, zone.codes.registrar_min, zone.codes.per_day), (30, 8, 5));
    assert_eq!((zone.life.at_expiry.years(), zone.life.pending_delete_days), (1, 5));
    assert_eq!(zone.holder_change, HolderChange::ByRegistrar);
    assert_eq!(zone.ttl, read(GTLD).ttl);
}

#[test]
fn each_key_of_the_files_is_in_the_manual() {
    let files = NATIONAL.map(|(_, text)| text);
    let mut seen = 0;
    for text in files.into_iter().chain([GTLD, THIN, COMING, ES]) {
        let lines = text.lines().map(|line| line.trim_start_matches("# "));
        let keys = lines
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key);
        for key in keys.filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) {
            assert!(MANUAL.contains(&format!("`{key}`")), "{key}");
            seen += 1;
        }
    }
    assert!(seen > 400);
}

/// A shipped file, with one line replaced by something else that might be there.
fn a_slip() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just(String::new()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<u8>().prop_map(|n| n.to_string()),
        (0u8..12).prop_map(|n| n.to_string()),
        "[ -~à-ÿ]{0,12}".prop_map(|text| format!("{text:?}")),
        "[0-9]{1,22}(\\.[0-9]{0,3})?( EUR| USD)?".prop_map(|text| format!("{text:?}")),
        Just("\"+999999999999-12-31T23:59:60Z\"".to_owned()),
    ];
    let files = prop::sample::select(vec![PT, GTLD, THIN, COMING, ES]);
    (files, any::<prop::sample::Index>(), value).prop_map(|(text, index, value)| {
        let lines: Vec<&str> = text.lines().collect();
        let at = index.index(lines.len());
        let replaced = |(number, line): (usize, &&str)| match line.split_once(" = ") {
            Some((key, _)) if number == at => {
                format!("{} = {value}\n", key.trim_start_matches("# "))
            }
            _ => format!("{line}\n"),
        };
        lines.iter().enumerate().map(replaced).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
        let _ = parse(&text);
        let _ = with_name(&text, &DomainName::parse("shop").unwrap());
    }

    #[test]
    fn a_slip_is_read_or_refused(text in a_slip()) {
        if let Err(why) = parse(&text) {
            prop_assert!(!why.is_empty());
        }
    }
}

#[test]
fn the_directory_says_who_is_published() {
    use foral_model::zone::{ContactField, DirectoryRole, Objection, WhoisFormat};
    for (name, text) in NATIONAL {
        let directory = read(text).directory;
        assert_eq!(directory.whois, WhoisFormat::Pt, "{name}");
        assert_eq!(directory.roles, [DirectoryRole::Registrant, DirectoryRole::Admin], "{name}");
        assert_eq!(directory.objection, Objection::Overruled, "{name}: bodies cannot hide");
        assert!(
            directory.legal.has(ContactField::Email) && directory.consent.has(ContactField::Email)
        );
        assert!(!directory.natural.has(ContactField::Country), "{name}");
    }
    for text in [GTLD, COMING] {
        let directory = read(text).directory;
        assert_eq!(directory.whois, WhoisFormat::Icann);
        assert!(directory.natural.has(ContactField::Country));
        assert!(!directory.natural.has(ContactField::Email));
        assert!(!directory.legal.has(ContactField::Handle));
    }
    assert_eq!(read(THIN).directory.roles, [], "there are no contacts to show");
    let silent = PT.split_once("[directory]").unwrap().0.to_owned()
        + "[codes]"
        + PT.split_once("[codes]").unwrap().1;
    assert_eq!(read(&silent).directory, Default::default());
    for (from, to, why) in [
        ("whois = \"pt\"", "whois = \"ris\"", "unknown variant"),
        ("natural = []", "natural = [\"shoe-size\"]", "directory.natural: shoe-size is none of"),
        ("\"registrant\", \"admin\"]", "\"registrant\", \"registrant\"]", "is there twice"),
        ("\"registrant\", \"admin\"]", "\"registrant\", \"owner\"]", "directory.roles: owner"),
    ] {
        let text = PT.replacen(from, to, 1);
        assert_ne!(text, PT, "{from}");
        assert!(parse(&text).unwrap_err().contains(why), "{to}");
    }
}
