//! Rules of refusals, what a session did not announce, and data that is not all there.

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::contact::info::Shown as ContactShown;
use foral_epp_wire::domain::info::{Shown, Signers};
use foral_epp_wire::ext::rgp::{Grace, GraceShown};
use foral_epp_wire::ext::unhandled::Unhandled;
use foral_epp_wire::namespace::{Extension, Object};
use foral_epp_wire::reply::{Data, PendingResult, Queue, Reply, Value};
use foral_epp_wire::told::Told;

use crate::extensions_told::gtld;
use crate::objects::{sample_contact, sample_domain, sample_transfer};
use crate::replies::{IDS, PLAIN, told as written};
use crate::{at, name};

#[test]
fn a_refusal_names_its_rules() {
    let value =
        |element, value, rule| Value { element, value, reason: "Porque não.", lang: "pt", rule };
    let values = [
        value("domain:name", "exemplo.pt", Some("NameTaken")),
        value("domain:period", "12", Some("https://foral.example/rules#PeriodNotOffered")),
        value("launch:phase", "open", None),
        value("mark:label", "", Some("\"<&")),
    ];
    let answer = written("rules", &Reply { code: ResultCode::Policy, values: &values, ..PLAIN });
    let rules: Vec<_> = answer
        .values
        .iter()
        .map(|value| value.rule.as_deref())
        .collect();
    assert_eq!(rules, values.map(|value| value.rule));
    assert_eq!(answer.values[2].element, "launch:phase");
    assert_eq!(answer.values[3].element, "mark:label");
}

#[test]
fn what_a_session_did_not_announce_is_a_value() {
    let (domain, exemplo) = (sample_domain(), name("exemplo.pt"));
    let transfer = sample_transfer(None);
    let message = Some((at("2026-11-23T18:04:00Z"), "Transfer"));
    let queued = Reply {
        code: ResultCode::Message,
        queue: Some(Queue { count: 1, id: 7, message }),
        unhandled: Unhandled::Tell,
        announced: &[Extension::UnhandledNamespaces],
        objects: &[Object::Host],
        ..PLAIN
    };
    let moved = Data::DomainTransfer { name: &exemplo, transfer: &transfer };
    let reply = Reply { data: Some(moved), ..queued };
    let answer = written("unhandled-object", &reply);
    assert_eq!((answer.data.as_ref(), answer.extensions.len()), (None, 0));
    assert_eq!(answer.values[0].element, "domain:trnData");
    let reason = "urn:ietf:params:xml:ns:domain-1.0 not in login services";
    assert_eq!(answer.values[0].reason, reason);
    let graces = [GraceShown { grace: Grace::Redemption, remark: "" }];
    let all = [Told::Grace(&graces, "en")];
    let shown = Shown { signers: Signers::Shown, ..gtld(&domain) };
    let info = Some(Data::DomainInfo(shown));
    let reply = Reply { data: info, told: &all, objects: &[Object::Domain], ..queued };
    let answer = written("unhandled-extension", &reply);
    assert!(answer.data.is_some() && answer.extensions.is_empty());
    let strange: Vec<_> = answer
        .values
        .iter()
        .map(|value| value.element.as_str())
        .collect();
    assert_eq!(strange, ["secDNS:infData", "rgp:infData"]);
    let silent = Reply { unhandled: Unhandled::Omit, ..reply };
    assert!(written("unhandled-omitted", &silent).values.is_empty());
}

#[test]
fn a_contact_without_an_address_is_shown() {
    let mut contact = sample_contact();
    contact.postal.clear();
    contact.email.clear();
    let statuses = contact.statuses;
    let data = Data::ContactInfo(ContactShown { contact: &contact, statuses, suffix: "FORAL" });
    let answer = written("contact-info-minimal", &Reply { data: Some(data), ..PLAIN });
    assert_eq!(answer.text("postalInfo/addr/cc"), Some("ZZ"));
}

#[test]
fn a_name_can_wait_for_its_creation() {
    let (exemplo, created) = (name("exemplo.pt"), at("2026-11-23T18:04:00Z"));
    let data = Data::DomainCreated { name: &exemplo, roid: "", created, expires: None };
    let code = ResultCode::Pending;
    let answer = written("domain-create-pending", &Reply { code, data: Some(data), ..PLAIN });
    assert_eq!(answer.text("exDate"), None);
    assert!(answer.extensions.is_empty());
}

#[test]
fn a_host_can_wait_too() {
    let host = name("ns.exemplo.pt");
    let result = PendingResult::Refused;
    let data = Data::HostPending { name: &host, result, ids: IDS, at: at("2026-11-23T18:04:00Z") };
    let answer = written("host-pending", &Reply { data: Some(data), ..PLAIN });
    assert_eq!(answer.text("paTRID/svTRID"), Some(IDS.server));
}
