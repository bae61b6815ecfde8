//! What is told of applications for names (RFC 8334): when they are made, while they wait, and at
//! their end.

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::ext::launch::info::{Shown, State, Status};
use foral_epp_wire::reply::{Data, PendingResult, Queue, Reply, TransactionIds};
use foral_epp_wire::told::{Told, Words};
use foral_model::domain::Domain;
use foral_model::status::Statuses;

use crate::extensions::application;
use crate::extensions_told::gtld;
use crate::objects::sample_domain;
use crate::replies::{PLAIN, told};
use crate::{at, name};

#[test]
fn an_application_that_was_made_has_an_identifier_and_no_expiry() {
    let (made, asked) = (application(), name("exemplo.pt"));
    let created = at("2026-11-23T18:04:00Z");
    let data = Data::DomainCreated { name: &asked, roid: "", created, expires: None };
    let applied = [Told::Applied(&made)];
    let reply = Reply { code: ResultCode::Pending, data: Some(data), told: &applied, ..PLAIN };
    let answer = told("launch-application-made", &reply);
    assert_eq!(answer.text("exDate"), None);
    let data = answer.extension("launch:creData").unwrap();
    assert_eq!(data.find("applicationID").unwrap().text, "abc123");
}

#[test]
fn a_status_is_told_with_the_domain_that_is_asked_for() {
    let domain = Domain { statuses: Statuses::NONE, ..sample_domain() };
    let made = application();
    let remark = Some(Words { text: "A titular da marca é outra.", lang: "pt" });
    let status = Some(Status { state: State::Invalid, name: None, remark });
    let (phase, id) = (&made.phase, Some(made.id.as_str()));
    let launch = [Told::Launch(Shown { phase, application: id, status, marks: &[] })];
    let reply = Reply {
        code: ResultCode::Message,
        queue: Some(queue()),
        data: Some(Data::DomainInfo(gtld(&domain))),
        told: &launch,
        ..PLAIN
    };
    let answer = told("launch-poll-invalid", &reply);
    let data = answer.extension("launch:infData").unwrap();
    assert_eq!(data.find("status").unwrap().attribute("s"), Some("invalid"));
    assert_eq!(data.find("status").unwrap().attribute("lang"), Some("pt"));
}

#[test]
fn the_end_is_told_with_the_references_of_the_command() {
    let (made, asked) = (application(), name("exemplo.pt"));
    for (title, state, result, told_result) in [
        ("launch-poll-allocated", State::Allocated, PendingResult::Done, "1"),
        ("launch-poll-rejected", State::Rejected, PendingResult::Refused, "0"),
    ] {
        let ids = TransactionIds { client: Some("create-7"), server: "FORAL-0000000007" };
        let at = at("2026-11-23T18:04:00Z");
        let status = Some(Status { state, name: None, remark: None });
        let (phase, id) = (&made.phase, Some(made.id.as_str()));
        let launch = [Told::Launch(Shown { phase, application: id, status, marks: &[] })];
        let reply = Reply {
            code: ResultCode::Message,
            queue: Some(queue()),
            data: Some(Data::DomainPending { name: &asked, result, ids, at }),
            told: &launch,
            ..PLAIN
        };
        let answer = told(title, &reply);
        let data = answer.data.as_ref().unwrap();
        assert_eq!(data.find("name").unwrap().attribute("paResult"), Some(told_result));
        assert_eq!(data.find("paTRID/clTRID").unwrap().text, "create-7");
    }
}

fn queue() -> Queue<'static> {
    Queue { count: 1, id: 7, message: Some((at("2026-11-23T18:04:00Z"), "an application")) }
}
