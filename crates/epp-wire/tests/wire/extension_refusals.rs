//! Extensions that are refused: with which code, about which element, and why.

use foral_epp_wire::command::Frame;
use foral_epp_wire::namespace::{Extension, Object};
use foral_epp_wire::{Kind, Malformed, Offered, read, read_offered, write_command};

use crate::extensions;

const DOMAIN: &str = "xmlns:domain='urn:ietf:params:xml:ns:domain-1.0'";

fn frame(inside: &str) -> String {
    let namespace = "urn:ietf:params:xml:ns:epp-1.0";
    format!("<epp xmlns='{namespace}'><command>{inside}<clTRID>ALFA-1</clTRID></command></epp>")
}

/// A command on a domain, with an element of an extension beside it.
fn beside(verb: &str, extension: Extension, element: &str) -> String {
    let prefix = extension.prefix();
    let declared = element.replacen('>', &format!(" xmlns:{prefix}='{}'>", extension.uri()), 1);
    let more = match verb {
        "create" => "<domain:authInfo><domain:pw/></domain:authInfo>",
        "renew" => "<domain:curExpDate>2027-03-31</domain:curExpDate>",
        _ => "",
    };
    frame(&format!(
        "<{verb}><domain:{verb} {DOMAIN}><domain:name>a.pt</domain:name>{more}</domain:{verb}></{verb}>\
         <extension>{declared}</extension>"
    ))
}

fn refused(frame: &str) -> Malformed {
    match read(frame.as_bytes()) {
        Err(fault) => fault,
        Ok(read) => panic!("{frame} was read as {read:?}"),
    }
}

fn check(kind: Kind, element: &str, why: &str, frame: &str) {
    let fault = refused(frame);
    assert_eq!((fault.kind, fault.element.as_str()), (kind, element), "{fault:?}");
    assert!(fault.reason.contains(why), "{fault:?}");
    assert_eq!(fault.client_trid.as_deref(), Some("ALFA-1"), "{fault:?}");
}

#[test]
fn what_is_not_offered_is_refused() {
    for (title, envelope) in extensions::all() {
        let mut written = Vec::new();
        write_command(&mut written, &envelope).unwrap();
        let whole = Offered::ALL;
        assert!(matches!(read_offered(&written, &whole), Ok(Frame::Command(_))), "{title}");
        let bare = Offered { extensions: &[], ..whole };
        let fault = read_offered(&written, &bare).unwrap_err();
        assert_eq!(fault.kind, Kind::Extension, "{title}: {fault:?}");
        let uri = fault.value.as_str();
        assert!(envelope.extensions.iter().any(|e| e.uri() == uri), "{title}: {fault:?}");
        let only = Offered { objects: &[Object::Balance], ..whole };
        let verdict = read_offered(&written, &only).map_err(|fault| fault.kind);
        match envelope.body.object() {
            Some(_) => assert_eq!(verdict.unwrap_err(), Kind::ObjectService, "{title}"),
            None => assert!(verdict.is_ok(), "{title}"),
        }
    }
}

#[test]
fn extensions_stand_beside_their_own_commands_only() {
    use Extension as E;
    for (verb, extension, element) in [
        ("create", E::Rgp, "<rgp:update></rgp:update>"),
        ("create", E::Fee, "<fee:check></fee:check>"),
        ("delete", E::Fee, "<fee:delete></fee:delete>"),
        ("info", E::Fee, "<fee:check></fee:check>"),
        ("renew", E::Launch, "<launch:create></launch:create>"),
        ("info", E::ChangePoll, "<changePoll:changeData></changePoll:changeData>"),
        ("create", E::LoginSec, "<loginSec:loginSec></loginSec:loginSec>"),
        ("create", E::Retry, "<retry:repeated></retry:repeated>"),
        ("create", E::SecureAuthInfo, "<secureAuthInfo:x></secureAuthInfo:x>"),
        ("delete", E::Ttl, "<ttl:create></ttl:create>"),
        ("info", E::Idn, "<idn:data></idn:data>"),
        ("info", E::OrgExt, "<orgext:create></orgext:create>"),
        ("create", E::AddlEmail, "<addlEmail:addlEmail></addlEmail:addlEmail>"),
        ("info", E::DryRun, "<dryRun:request></dryRun:request>"),
        (
            "delete",
            E::AllocationToken,
            "<allocationToken:allocationToken></allocationToken:allocationToken>",
        ),
    ] {
        let fault = refused(&beside(verb, extension, element));
        assert_eq!(fault.kind, Kind::UseError, "{verb} {element}: {fault:?}");
    }
    let once = "<allocationToken:info></allocationToken:info>";
    let uri = Extension::AllocationToken.uri();
    let twice = beside("info", Extension::AllocationToken, once)
        .replace("</extension>", &format!("<x:info xmlns:x='{uri}'/></extension>"));
    check(Kind::UseError, "allocationToken:info", "twice", &twice);
}

#[test]
fn restores_and_reports_belong_together() {
    let restore = |inside: &str| {
        beside("update", Extension::Rgp, &format!("<rgp:update>{inside}</rgp:update>"))
    };
    check(
        Kind::Missing,
        "rgp:restore",
        "rgp:report is missing",
        &restore("<rgp:restore op='report'/>"),
    );
    check(Kind::Syntax, "rgp:restore", "request or report", &restore("<rgp:restore op='undo'/>"));
    check(Kind::Syntax, "rgp:restore", "op is missing", &restore("<rgp:restore/>"));
    let report = "<rgp:report><rgp:preData/><rgp:postData/><rgp:delTime>2026-07-10T22:00:00Z</rgp:delTime>\
                  <rgp:resTime>2026-07-10T22:00:00Z</rgp:resTime><rgp:resReason/><rgp:statement/></rgp:report>";
    let both = restore(&format!("<rgp:restore op='request'>{report}</rgp:restore>"));
    check(Kind::UseError, "rgp:restore", "carries no report", &both);
}

#[test]
fn amounts_have_their_signs() {
    let renew =
        |inside: &str| beside("renew", Extension::Fee, &format!("<fee:renew>{inside}</fee:renew>"));
    let fee = |text: &str| format!("<fee:fee>{text}</fee:fee>");
    check(Kind::Syntax, "fee:fee", "not below zero", &renew(&fee("-1")));
    check(Kind::Syntax, "fee:fee", "not an amount", &renew(&fee("1,00")));
    check(Kind::Syntax, "fee:renew", "lacks currency or fee", &renew(""));
    let credit = format!("{}<fee:credit>1</fee:credit>", fee("1"));
    check(Kind::Syntax, "fee:credit", "not above zero", &renew(&credit));
    let currency = format!("<fee:currency>euro</fee:currency>{}", fee("1"));
    check(Kind::Syntax, "fee:currency", "not a currency", &renew(&currency));
    let grace = "<fee:fee grace-period='5 days'>1</fee:fee>";
    check(Kind::Syntax, "fee:fee", "duration", &renew(grace));
}

#[test]
fn passwords_stand_in_one_place() {
    let login = |pw: &str, new: &str, inside: &str| {
        let uri = Extension::LoginSec.uri();
        frame(&format!(
            "<login><clID>ALFA</clID><pw>{pw}</pw>{new}<options><version>1.0</version>\
             <lang>en</lang></options><svcs><objURI>x</objURI></svcs></login><extension>\
             <loginSec:loginSec xmlns:loginSec='{uri}'>{inside}</loginSec:loginSec></extension>"
        ))
    };
    let pw = "<loginSec:pw>a long password</loginSec:pw>";
    let new = "<loginSec:newPW>a long password</loginSec:newPW>";
    let elsewhere = "[LOGIN-SECURITY]";
    check(Kind::Missing, "loginSec:loginSec", "not here", &login(elsewhere, "", ""));
    check(Kind::UseError, "loginSec:pw", "of its own", &login("Segredo-1", "", pw));
    check(Kind::UseError, "loginSec:newPW", "not there", &login("Segredo-1", "", new));
    let own = "<newPW>Segredo-2</newPW>";
    check(Kind::UseError, "loginSec:newPW", "of its own", &login("Segredo-1", own, new));
    let short = login(elsewhere, "", "<loginSec:pw>short</loginSec:pw>");
    check(Kind::Syntax, "loginSec:pw", "at least 6", &short);
    assert!(!format!("{:?}", refused(&short)).contains("short\""));
    let silent = login("Segredo-1", "", "<loginSec:userAgent/>");
    check(Kind::Syntax, "loginSec:userAgent", "lacks app or tech or os", &silent);
}

#[test]
fn ttls_are_of_known_records_once() {
    let set = |inside: &str| {
        beside("create", Extension::Ttl, &format!("<ttl:create>{inside}</ttl:create>"))
    };
    let one = |attributes: &str, text: &str| format!("<ttl:ttl {attributes}>{text}</ttl:ttl>");
    check(
        Kind::Missing,
        "ttl:ttl",
        "of which records",
        &set(&one("for='custom'", "1")).replace("ttl:ttl:", "ttl:"),
    );
    check(Kind::Policy, "ttl:ttl", "for other types", &set(&one("for='NS' custom='A'", "1")));
    check(Kind::Syntax, "ttl:ttl", "no such type", &set(&one("for='MX'", "1")));
    check(Kind::Syntax, "ttl:ttl", "up to 2147483647", &set(&one("for='NS'", "2147483648")));
    let twice = format!("{}{}", one("for='NS'", "1"), one("for='NS'", "2"));
    check(Kind::Syntax, "ttl:ttl", "twice", &set(&twice));
}

#[test]
fn nothing_is_missing_that_must_be_said() {
    let launch = beside(
        "create",
        Extension::Launch,
        "<launch:create><launch:phase>sunrise</launch:phase><launch:codeMark/></launch:create>",
    );
    check(Kind::Missing, "launch:codeMark", "neither a code nor a mark", &launch);
    let orgext = beside("update", Extension::OrgExt, "<orgext:update></orgext:update>");
    check(Kind::Missing, "orgext:update", "neither add, rem nor chg", &orgext);
}

#[test]
fn services_have_their_own_verbs_only() {
    for (verb, prefix, object) in [
        ("check", "maint", Object::Maintenance),
        ("create", "balance", Object::Balance),
        ("renew", "org", Object::Organisation),
    ] {
        let uri = object.uri();
        let inside = format!("<{verb}><{prefix}:{verb} xmlns:{prefix}='{uri}'/></{verb}>");
        let element = format!("{prefix}:{verb}");
        check(Kind::Command, &element, "there is no", &frame(&inside));
    }
    let uri = Object::Organisation.uri();
    let transfer = format!("<transfer op='request'><org:transfer xmlns:org='{uri}'/></transfer>");
    check(Kind::Command, "org:transfer", "there is no", &frame(&transfer));
}
