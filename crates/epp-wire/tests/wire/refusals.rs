//! Frames that are refused: with which code, about which element, and why.

use foral_epp_wire::{Kind, Malformed, read};

const DOMAIN: &str = "xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'";
const CONTACT: &str = "xmlns:contact='urn:ietf:params:xml:ns:contact-1.0'";
const HOST: &str = "xmlns:host='urn:ietf:params:xml:ns:host-1.0'";
const SECDNS: &str = "xmlns:secDNS='urn:ietf:params:xml:ns:secDNS-1.1'";
const PTDOMAIN: &str = "xmlns:ptdomain='http://eppdev.dns.pt/schemas/ptdomain-1.0'";
const PTNIS2: &str = "xmlns:ptnis2='http://eppdev.dns.pt/schemas/ptnis2-1.0'";

fn refused(frame: &str) -> Malformed {
    match read(frame.as_bytes()) {
        Err(fault) => fault,
        Ok(read) => panic!("{frame} was read as {read:?}"),
    }
}

/// Puts a command into a frame with a reference.
fn command(inside: &str) -> String {
    let namespace = "urn:ietf:params:xml:ns:epp-1.0";
    format!("<epp xmlns='{namespace}'><command>{inside}<clTRID>ALFA-1</clTRID></command></epp>")
}

/// Checks what is said about a command, and that its reference is found in any case.
fn check(kind: Kind, element: &str, part_of_reason: &str, inside: &str) {
    let fault = refused(&command(inside));
    assert_eq!(fault.kind, kind, "{fault:?}");
    assert_eq!(fault.element, element, "{fault:?}");
    assert!(fault.reason.contains(part_of_reason), "{fault:?}");
    assert_eq!(fault.client_trid.as_deref(), Some("ALFA-1"), "{fault:?}");
}

fn info(name: &str) -> String {
    format!("<info><domain:info {DOMAIN}><domain:name>{name}</domain:name></domain:info></info>")
}

#[test]
fn frames_that_are_no_commands() {
    for (frame, why) in [
        ("", "root"),
        ("<epp", "unfinished tag"),
        ("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'></ep>", "1:45"),
        ("<epp/>", "the root is not epp"),
        ("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'/>", "lacks hello or command"),
        ("<a:epp/>", "unknown namespace prefix"),
        (
            "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><response/></epp>",
            "unexpected response in epp; expected hello or command",
        ),
        ("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/><hello/></epp>", "expected the end"),
        ("<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'>x<hello/></epp>", "text where"),
        ("<epp x='1' xmlns='urn:ietf:params:xml:ns:epp-1.0'><hello/></epp>", "attribute x"),
    ] {
        let fault = refused(frame);
        assert_eq!((fault.kind, fault.client_trid.as_deref()), (Kind::Syntax, None), "{frame}");
        assert!(fault.reason.contains(why), "{frame}: {fault:?}");
    }
    let extension =
        "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'><extension><a xmlns='b'/></extension></epp>";
    assert_eq!(refused(extension).kind, Kind::Command);
}

#[test]
fn commands_that_epp_or_the_object_lacks() {
    check(Kind::UnknownCommand, "restore", "no command restore", "<restore/>");
    let other = "<info><x:info xmlns:x='urn:x'/></info>";
    check(Kind::ObjectService, "info", "no such object", other);
    let wrong = format!("<create><domain:info {DOMAIN}/></create>");
    check(Kind::Syntax, "domain:info", "domain:info inside create", &wrong);
    let renew = format!("<renew><contact:renew {CONTACT}/></renew>");
    check(Kind::Command, "contact:renew", "there is no contact:renew", &renew);
    let transfer = format!("<transfer op='query'><host:transfer {HOST}/></transfer>");
    check(Kind::Command, "host:transfer", "there is no host:transfer", &transfer);
    let op = format!("<transfer op='steal'><domain:transfer {DOMAIN}/></transfer>");
    check(Kind::Syntax, "transfer", "no such op", &op);
    check(Kind::UseError, "poll", "names no message", "<poll op='req' msgID='1'/>");
    check(Kind::Syntax, "poll", "op is missing", "<poll/>");
}

#[test]
fn order_and_number_are_those_of_the_schemas() {
    let create =
        |inside: &str| format!("<create><domain:create {DOMAIN}>{inside}</domain:create></create>");
    let name = "<domain:name>exemplo.pt</domain:name>";
    let pw = "<domain:authInfo><domain:pw/></domain:authInfo>";
    check(Kind::Syntax, "domain:create", "domain:create lacks name", &create(""));
    let late = create(&format!(
        "{name}<domain:registrant>KTRW-1</domain:registrant><domain:period unit='y'>1</domain:period>{pw}"
    ));
    check(
        Kind::Syntax,
        "domain:period",
        "unexpected domain:period in domain:create; expected contact or authInfo",
        &late,
    );
    let twice = create(&format!("{name}{name}{pw}"));
    check(Kind::Syntax, "domain:name", "expected period or ns or registrant", &twice);
    let mixed = create(&format!(
        "{name}<domain:ns><domain:hostObj>a.pt</domain:hostObj><domain:hostAttr/></domain:ns>{pw}"
    ));
    check(Kind::Syntax, "domain:hostAttr", "expected hostObj", &mixed);
    let foreign = create(&format!("<name xmlns='urn:x'>a.pt</name>{pw}"));
    check(Kind::Syntax, "name", "expected name", &foreign);
}

#[test]
fn values_are_those_of_the_schemas() {
    let create = |period: &str| {
        format!(
            "<create><domain:create {DOMAIN}><domain:name>a.pt</domain:name>{period}\
             <domain:authInfo><domain:pw/></domain:authInfo></domain:create></create>"
        )
    };
    for (period, kind) in [
        ("<domain:period unit='y'>0</domain:period>", Kind::Syntax),
        ("<domain:period unit='y'>100</domain:period>", Kind::Syntax),
        ("<domain:period unit='y'>+1</domain:period>", Kind::Syntax),
        ("<domain:period unit='d'>1</domain:period>", Kind::Syntax),
        ("<domain:period>1</domain:period>", Kind::Syntax),
        ("<domain:period unit='m'>18</domain:period>", Kind::Range),
    ] {
        check(kind, "domain:period", "", &create(period));
    }
    let contact =
        |attribute: &str| create(&format!("<domain:contact{attribute}>KTRW-1</domain:contact>"));
    check(Kind::Missing, "domain:contact", "type is missing", &contact(""));
    check(Kind::Syntax, "domain:contact", "admin, billing or tech", &contact(" type='boss'"));
    let handle = create("<domain:registrant>não existe</domain:registrant>");
    check(Kind::ValueSyntax, "domain:registrant", "a handle has", &handle);
    let short = create("<domain:registrant>a</domain:registrant>");
    check(Kind::Syntax, "domain:registrant", "3 to 16", &short);
    let address = "<domain:ns><domain:hostAttr><domain:hostName>a.pt</domain:hostName>\
                   <domain:hostAddr ip='v6'>192.0.2.1</domain:hostAddr></domain:hostAttr></domain:ns>";
    check(Kind::ValueSyntax, "domain:hostAddr", "not an IPv6 address", &create(address));
    check(Kind::ValueSyntax, "domain:name", "empty label", &info("a..pt"));
    check(Kind::Syntax, "domain:name", "must not be empty", &info(""));
    check(Kind::Syntax, "domain:name", "1 to 255", &info(&"a".repeat(256)));
}

#[test]
fn sessions_are_opened_in_the_one_way_there_is() {
    let login = |pw: &str, version: &str, lang: &str| {
        format!(
            "<login><clID>ALFA</clID><pw>{pw}</pw><options><version>{version}</version>\
             <lang>{lang}</lang></options><svcs><objURI>urn:x</objURI></svcs></login>"
        )
    };
    check(Kind::Version, "version", "1.0", &login("Segredo-1", "2.0", "en"));
    check(Kind::Syntax, "lang", "language tag", &login("Segredo-1", "1.0", "português"));
    let long = refused(&command(&login("Segredo-que-e-longo", "1.0", "en")));
    assert_eq!((long.kind, long.element.as_str()), (Kind::Syntax, "pw"));
    assert!(!format!("{long:?}").contains("Segredo"), "{long:?}");
}

#[test]
fn extensions_have_their_places() {
    let with = |extension: &str| format!("{}<extension>{extension}</extension>", info("a.pt"));
    check(Kind::Extension, "fee", "no such extension", &with("<fee xmlns='urn:x'/>"));
    check(Kind::Syntax, "extension", "empty", &with(""));
    let renew = format!("<ptdomain:renew {PTDOMAIN}/>");
    check(Kind::UseError, "ptdomain:renew", "beside info", &with(&renew));
    let nis2 = format!("<ptnis2:create {PTNIS2}/>");
    check(Kind::UseError, "ptnis2:create", "does not belong", &with(&nis2));
    let twice = format!("<ptdomain:info {PTDOMAIN}/>").repeat(2);
    check(Kind::UseError, "ptdomain:info", "twice", &with(&twice));
    let odd = format!(
        "<ptdomain:info {PTDOMAIN}><ptdomain:autoRenew>true</ptdomain:autoRenew></ptdomain:info>"
    );
    check(Kind::UseError, "ptdomain:autoRenew", "has no place", &with(&odd));
}

fn update_with(extension: &str) -> String {
    format!(
        "<update><domain:update {DOMAIN}><domain:name>a.pt</domain:name></domain:update></update>\
         <extension>{extension}</extension>"
    )
}

#[test]
fn dnssec_is_offered_without_options_and_not_mixed() {
    let update = |attributes: &str, inside: &str| {
        update_with(&format!("<secDNS:update {SECDNS}{attributes}>{inside}</secDNS:update>"))
    };
    let key = "<secDNS:keyData><secDNS:flags>257</secDNS:flags><secDNS:protocol>3</secDNS:protocol>\
               <secDNS:alg>13</secDNS:alg><secDNS:pubKey>AQ==</secDNS:pubKey></secDNS:keyData>";
    let add = |inside: &str| update("", &format!("<secDNS:add>{inside}</secDNS:add>"));
    let ds = "<secDNS:dsData><secDNS:keyTag>1</secDNS:keyTag><secDNS:alg>13</secDNS:alg>\
              <secDNS:digestType>2</secDNS:digestType><secDNS:digest>AB</secDNS:digest></secDNS:dsData>";
    let rem = |inside: &str| format!("<secDNS:rem>{inside}</secDNS:rem>");
    let mixed = update("", &format!("{}<secDNS:add>{key}</secDNS:add>", rem(ds)));
    check(Kind::Policy, "secDNS:update", "do not mix", &mixed);
    let mixed = update("", &format!("{}<secDNS:add>{ds}</secDNS:add>", rem(key)));
    check(Kind::Policy, "secDNS:update", "do not mix", &mixed);
    let both = add(&format!("{ds}{key}"));
    check(Kind::Syntax, "secDNS:keyData", "expected dsData", &both);
    check(Kind::Option, "secDNS:update", "urgent", &update(" urgent='1'", ""));
    let life = "<secDNS:maxSigLife>604800</secDNS:maxSigLife>";
    check(Kind::Option, "secDNS:maxSigLife", "not offered", &add(&format!("{life}{key}")));
    let chg = format!("<secDNS:chg>{life}</secDNS:chg>");
    check(Kind::Option, "secDNS:maxSigLife", "not offered", &update("", &chg));
    let ds = |tag: &str, digest: &str| {
        add(&format!(
            "<secDNS:dsData><secDNS:keyTag>{tag}</secDNS:keyTag><secDNS:alg>13</secDNS:alg>\
             <secDNS:digestType>2</secDNS:digestType><secDNS:digest>{digest}</secDNS:digest></secDNS:dsData>"
        ))
    };
    check(Kind::Syntax, "secDNS:keyTag", "too large", &ds("65536", "AB"));
    check(Kind::Syntax, "secDNS:digest", "hexadecimal", &ds("1", "ABC"));
    check(Kind::Syntax, "secDNS:digest", "hexadecimal", &ds("1", "é"));
    assert!(read(command(&ds("1", "abCD")).as_bytes()).is_ok());
}

#[test]
fn contradictions_are_refused() {
    let both = update_with(&format!(
        "<ptdomain:update {PTDOMAIN}><ptdomain:ownerConf>true</ptdomain:ownerConf>\
         <ptdomain:ownerVisible>true</ptdomain:ownerVisible></ptdomain:update>"
    ));
    check(Kind::Policy, "ptdomain:ownerVisible", "contradicts", &both);
    let nobody = format!(
        "<update><domain:update {DOMAIN}><domain:name>a.pt</domain:name><domain:chg>\
         <domain:registrant/></domain:chg></domain:update></update>"
    );
    check(Kind::Policy, "domain:registrant", "not removed", &nobody);
}

#[test]
fn other_authorisation_than_a_password_is_not_offered() {
    let ext = format!(
        "<info><domain:info {DOMAIN}><domain:name>a.pt</domain:name><domain:authInfo>\
         <domain:ext><x xmlns='urn:x'/></domain:ext></domain:authInfo></domain:info></info>"
    );
    check(Kind::Option, "domain:ext", "only a password", &ext);
}

#[test]
fn strange_values_are_repeated_shortly() {
    let fault = refused(&command(&info(&format!("-{}", "é".repeat(200)))));
    assert!(fault.value.chars().count() <= 130, "{fault:?}");
}
