//! Files with a mistake, and the sentence that tells it.

use super::{ES, GTLD, PT, THIN, parse};

/// What is replaced by what in a file, and what is said then.
pub(in crate::policy) type Slip = (&'static str, &'static str, &'static str);

/// Each slip alone, in a file that is otherwise sound.
pub(in crate::policy) fn check(file: &str, slips: &[Slip]) {
    for (old, new, wanted) in slips {
        assert!(file.contains(old), "{old} is not in the file");
        let why = parse(&file.replacen(old, new, 1)).map(|_| "nothing is wrong".to_owned());
        assert_eq!(why.unwrap_or_else(|why| why), *wanted, "{new}");
    }
}

#[test]
fn keys_at_the_top() {
    let slips: &[Slip] = &[
        ("name = \"example-gtld\"", "name = \"a..b\"", "name: a..b is no name"),
        (
            "repository = \"gtld\"",
            "repository = \"Shops\"",
            "repository: Shops is not one to sixteen lower-case letters, digits and hyphens",
        ),
        ("[\"example\", \"nic\"", "[\"nic\", \"nic\"", "reserved: nic is there twice"),
        ("[\"example\", \"nic\"", "[\"a.b\", \"nic\"", "reserved: a.b is no label"),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "[]", "periods: at least one is needed"),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "[2, 1, 2]", "periods: 2 is there twice"),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "[0, 1]", "periods: 0 is not between 1 and 99 years"),
        (
            "horizon_years = 10",
            "horizon_years = 5",
            "periods: 10 years lead beyond horizon_years, which is 5",
        ),
        (
            "# renewal_window_days = 60",
            "renewal_window_days = 0",
            "renewal_window_days: with 0 no renewal would be accepted before expiry; leave the key \
             out to accept it always",
        ),
        ("# direct = \"REGISTRY\"", "direct = \"a b\"", "direct: a b is no registrar's identifier"),
        ("\"rgp\", \"fee\"", "\"rgp\", \"rgp\"", "extensions: rgp is there twice"),
        (
            "organisation_roles = [\"reseller\"]",
            "organisation_roles = []",
            "organisation_roles: at least one is needed; to have no organisations, take orgext out \
             of extensions",
        ),
        (
            "organisation_roles = [\"reseller\"]",
            "organisation_roles = [\"Reseller\"]",
            "organisation_roles: Reseller is not one word of lower-case letters, digits and \
             hyphens, such as reseller",
        ),
        (
            "organisation_roles = [\"reseller\"]",
            "organisation_roles = [\"reseller\", \"reseller\"]",
            "organisation_roles: reseller is there twice",
        ),
        (
            "\"idn\", \"orgext\",",
            "\"idn\",",
            "organisation_roles: there are no organisations without orgext in extensions",
        ),
        (
            "\"rgp\", \"fee\"",
            "\"rgp\", \"price\"",
            "extensions: price is unknown; there are secDNS, rgp, fee, launch, allocationToken, \
             changePoll, loginSec, secure-authinfo-transfer, unhandled-namespaces, maintenance, \
             ttl, idn, orgext, addlEmail, ptdomain, ptcontact, ptnis2, dryRun, retry, balance",
        ),
    ];
    check(GTLD, slips);
}

#[test]
fn unknown_keys() {
    for (table, key) in [
        ("[state]", "colour"),
        ("[hosts]", "modell"),
        ("[life.grace]", "restore"),
        ("[[prices.list]]", "cost"),
        ("[[prices.tier]]", "label"),
    ] {
        let why = parse(&GTLD.replacen(table, &format!("{table}\n{key} = 1"), 1)).unwrap_err();
        assert!(why.contains(&format!("unknown field `{key}`")), "{why}");
    }
}

#[test]
fn state_syntax_hosts_and_contacts() {
    let slips: &[Slip] = &[
        (
            "# authority = \"Name",
            "authority = \"Name",
            "state.authority: it goes with kind = \"restricted\" only",
        ),
        (
            "kind = \"open\"",
            "kind = \"restricted\"",
            "state.authority: a restricted zone needs its name",
        ),
        (
            "kind = \"open\"",
            "kind = \"closed\"",
            "state.since: an instant such as 2021-02-02T00:00:00Z is needed",
        ),
        ("min = 1\n", "min = 0\n", "syntax.min: a label has at least one character"),
        ("min = 1\n", "min = 64\n", "syntax.min: 64 is more than syntax.max, which is 63"),
        ("max = 63", "max = 64", "syntax.max: 64 is more than the 63 that a label can have"),
        ("extra = \"àá", "extra = \"àà", "syntax.extra: à is there twice"),
        (
            "extra = \"àá",
            "extra = \"àÁ",
            "syntax.extra: 'Á' is no letter beyond ASCII that a name can have",
        ),
        (
            "extra = \"àá",
            "extra = \"à_",
            "syntax.extra: '_' is no letter beyond ASCII that a name can have",
        ),
        (
            "extra = \"àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœ\"",
            "extra = \"\"",
            "syntax.table: there are no letters in it, see syntax.extra",
        ),
        ("table = \"latin\"", "", "extensions: idn is offered, but syntax.table names no table"),
        (
            "signers_max = 8",
            "signers_max = 0",
            "extensions: secDNS is offered, but hosts.signers_max is 0",
        ),
        (
            "\"secDNS\", ",
            "",
            "hosts.signers_max: 8 signers cannot be given without secDNS in extensions",
        ),
        ("min = 300", "min = 4000", "ttl.default: 3600 is not between ttl.min and ttl.max"),
        ("max = 86400", "max = 2147483648", "ttl.max: 2147483648 is more than 2147483647 seconds"),
        (
            "per_role_max = 4",
            "per_role_max = 0",
            "contacts.required_roles: admin is required, but contacts.per_role_max = 0 takes none",
        ),
        (
            "[\"admin\", \"tech\"]",
            "[\"admin\", \"owner\"]",
            "contacts.required_roles: owner is none of admin, billing and tech",
        ),
    ];
    check(GTLD, slips);
}

#[test]
fn codes_transfers_and_holders() {
    let slips: &[Slip] = &[
        ("days = 14", "days = 0", "codes.days: a code that works for 0 days moves nothing"),
        (
            "by_registrar = true",
            "by_registrar = false",
            "codes.registrar_min: registrars set no codes (codes.by_registrar)",
        ),
        (
            "registrar_bits = 128",
            "registrar_bits = 64",
            "extensions: secure-authinfo-transfer promises codes of at least 128 bits, but \
             codes.registrar_bits is 64",
        ),
        (
            "approval = \"losing-registrar\"",
            "approval = \"nobody\"",
            "transfer.approval_days: approval = \"nobody\" waits for nobody",
        ),
        (
            "approval_days = 5",
            "approval_days = 0",
            "transfer.approval_days: at least one day is needed for the answer",
        ),
        (
            "expired = false",
            "expired = true",
            "transfer.expired: no name is expired and renewable here (life.at_expiry, \
             life.renewable_days)",
        ),
        (
            "years = 1\n",
            "years = 11\n",
            "transfer.years: 11 years lead beyond horizon_years, which is 10",
        ),
        (
            "years = 1\n",
            "years = 0\n",
            "life.grace.transfer: a transfer adds no years here (transfer.years), so that there is \
             nothing to undo",
        ),
        (
            "# present_days = 8",
            "present_days = 8",
            "holder_change.present_days: kind = \"by-registrar\" has no deadlines",
        ),
        (
            "kind = \"by-registrar\"",
            "kind = \"by-agreement\"\npresent_days = 8",
            "holder_change.new_days: at least one day is needed for the answer",
        ),
    ];
    check(GTLD, slips);
}

#[test]
fn people_and_codes_that_a_law_stands_on() {
    let slips: &[Slip] = &[
        (
            "registrant = \"required\"",
            "registrant = \"forbidden\"",
            "codes.by_holder: there are no holders, because contacts.registrant is \"forbidden\"",
        ),
        (
            "code = \"needed\"",
            "code = \"optional\"",
            "transfer.code: without a code and without approval any registrar could take any name",
        ),
        ("per_day = 5", "per_day = 0", "codes.per_day: holders make codes here, but 0 a day"),
        (
            "\"secDNS\", \"fee\"",
            "\"secDNS\", \"rgp\"",
            "extensions: rgp is offered, but life has neither grace nor redemption",
        ),
    ];
    check(PT, slips);
    let slips: &[Slip] = &[
        (
            "code = \"optional\"",
            "code = \"needed\"",
            "transfer.code: a code is needed, but neither holders nor registrars make any (codes)",
        ),
        (
            "registrant = \"required\"",
            "registrant = \"forbidden\"",
            "holder_change.kind: there are no holders to agree, because contacts.registrant is \
             \"forbidden\"",
        ),
    ];
    check(ES, slips);
    let nobody = ES
        .replace("registrant = \"required\"", "registrant = \"optional\"")
        .replace("[\"admin\", \"billing\", \"tech\"]", "[\"tech\"]");
    assert_eq!(
        parse(&nobody).unwrap_err(),
        "transfer.approval: a name may be without anybody to ask; require a registrant or an \
         \"admin\" contact"
    );
    let slips: &[Slip] = &[(
        "\"orgext\",",
        "\"addlEmail\",",
        "extensions: addlEmail is about contacts, and there are none here",
    )];
    check(THIN, slips);
}

#[test]
fn the_life_of_a_name() {
    let slips: &[Slip] = &[
        (
            "at_expiry_years = 1",
            "at_expiry_years = 0",
            "life.at_expiry_years: a renewal adds at least one year",
        ),
        (
            "renewable_days = 0",
            "renewable_days = 30",
            "life.renewable_days: with at_expiry = \"renew\" no name is left expired",
        ),
        (
            "redemption_days = 30",
            "redemption_days = 0",
            "life.restore: without life.redemption_days nothing can be restored",
        ),
        (
            "restore = \"by-report\"",
            "",
            "life.report_days: it goes with restore = \"by-report\" only",
        ),
        (
            "restore = \"by-report\"",
            "restore = \"at-once\"",
            "life.report_days: it goes with restore = \"by-report\" only",
        ),
        ("report_days = 5", "", "life.report_days: at least one day is needed for the report"),
        (
            "\"secDNS\", \"rgp\"",
            "\"secDNS\"",
            "life.redemption_days: nobody can ask for a restoration without rgp in extensions",
        ),
        (
            "verb = \"restore\"\nonce = \"40.00\"",
            "verb = \"renew\"\ntier = \"premium\"\nyears = 2\nonce = \"40.00\"",
            "prices.list: there is no price for a restore",
        ),
    ];
    check(GTLD, slips);
    let slips: &[Slip] = &[(
        "redemption_days = 0",
        "redemption_days = 30",
        "life.restore: with life.redemption_days it must be \"at-once\" or \"by-report\"",
    )];
    check(PT, slips);
}
