//! Every answer that a server gives, as bytes, and what a client reads of it.

use foral_epp_wire::answer::{Answer, read_answer};
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::HostFilter;
use foral_epp_wire::domain::info::View;
use foral_epp_wire::ext::unhandled::Unhandled;
use foral_epp_wire::greeting::{Greeting, read_greeting, write_greeting};
use foral_epp_wire::namespace::{Extension, Object};
use foral_epp_wire::reply::{
    Checked, Data, PendingResult, Queue, Reply, TransactionIds, Value, write_reply,
};
use foral_epp_wire::{contact, domain, host};
use foral_model::domain::{Domain, Lifecycle};
use foral_model::host::NameServer;
use foral_model::status::{Status, Statuses};

use crate::golden::check;
use crate::objects::{sample_contact, sample_domain, sample_host, sample_transfer};
use crate::{at, handle, name};

pub(crate) const IDS: TransactionIds<'_> =
    TransactionIds { client: Some("ALFA-0001"), server: "FORAL-0000000001" };

pub(crate) const PLAIN: Reply<'_> = Reply {
    code: ResultCode::Ok,
    message: "Command completed successfully",
    lang: "en",
    values: &[],
    queue: None,
    data: None,
    told: &[],
    objects: &Object::ALL,
    announced: &Extension::ALL,
    unhandled: Unhandled::Omit,
    ids: IDS,
};

/// Writes a reply, compares it with its golden, and reads both.
pub(crate) fn told(title: &str, reply: &Reply<'_>) -> Answer {
    let mut written = Vec::new();
    write_reply(&mut written, reply);
    let golden = check(&format!("reply/{title}.xml"), &written);
    let answer = read_answer(&written).unwrap();
    assert_eq!(read_answer(&golden).unwrap(), answer, "{title}");
    assert_eq!(answer.code, reply.code.number(), "{title}");
    assert_eq!(answer.message, reply.message, "{title}");
    assert_eq!(answer.client_trid.as_deref(), reply.ids.client, "{title}");
    assert_eq!(answer.server_trid, reply.ids.server, "{title}");
    answer
}

pub(crate) fn told_data(title: &str, data: Data<'_>) -> Answer {
    told(title, &Reply { data: Some(data), ..PLAIN })
}

fn domain_shown(domain: &Domain, filter: HostFilter, view: View) -> domain::info::Shown<'_> {
    domain::info::Shown {
        domain,
        statuses: domain.epp_statuses(),
        hosts: &[],
        suffix: "PT",
        filter,
        view,
        signers: domain::info::Signers::Shown,
        national: domain::info::NationalData::Shown,
    }
}

#[test]
fn a_greeting_says_what_is_offered() {
    let greeting = Greeting {
        server_name: "Foral <EPP>",
        now: at("2026-11-23T18:04:00Z"),
        langs: &["en", "pt", "es"],
        objects: &Object::ALL,
        extensions: &Extension::ALL,
    };
    let mut written = Vec::new();
    write_greeting(&mut written, &greeting);
    let seen = read_greeting(&check("reply/greeting.xml", &written)).unwrap();
    assert_eq!(seen.server_name, greeting.server_name);
    assert_eq!(seen.now, "2026-11-23T18:04:00.000Z");
    assert_eq!(seen.langs, greeting.langs);
    let objects: Vec<_> = seen
        .objects
        .iter()
        .filter_map(|uri| Object::parse(uri))
        .collect();
    assert_eq!(objects, Object::ALL);
    let extensions: Vec<_> = seen
        .extensions
        .iter()
        .filter_map(|uri| Extension::parse(uri))
        .collect();
    assert_eq!(extensions, Extension::ALL);
    written.clear();
    write_greeting(&mut written, &Greeting { extensions: &[], ..greeting });
    let bare = read_greeting(&check("reply/greeting-bare.xml", &written)).unwrap();
    assert!(bare.extensions.is_empty());
}

#[test]
fn plain_answers() {
    told("ok", &PLAIN);
    let unnamed = TransactionIds { client: None, server: "FORAL-0000000002" };
    let end = Reply { code: ResultCode::OkEnd, ids: unnamed, ..PLAIN };
    told("logout", &end);
    let pending =
        Reply { code: ResultCode::Pending, message: "Ação pendente", lang: "pt", ..PLAIN };
    assert_eq!(told("pending", &pending).lang, "pt");
}

#[test]
fn a_failure_names_what_was_wrong() {
    let value = |element, value, reason| Value { element, value, reason, lang: "en", rule: None };
    let values = [
        value(
            "domain:name",
            "exemplo&.pt",
            "character that no host name has; a long reason may be longer than 32",
        ),
        value("domain:pw", "", "too short"),
        value("clTRID", "ab", "2 characters; 3 to 64 are allowed"),
        value("<strange>", "x", "no name of an element"),
        value("", "", "nothing in particular"),
    ];
    let reply = Reply { code: ResultCode::ValueSyntax, values: &values, ..PLAIN };
    let answer = told("failure", &reply);
    let elements: Vec<_> = answer
        .values
        .iter()
        .map(|fault| fault.element.as_str())
        .collect();
    assert_eq!(elements, ["domain:name", "domain:pw", "clTRID", "undef", "undef"]);
    assert_eq!(answer.values[0].value, "exemplo&.pt");
    assert_eq!(answer.values[0].reason, values[0].reason);
    assert_eq!(answer.values[2].value, "ab");
}

#[test]
fn the_queue_tells_its_head() {
    let message = Some((at("2026-11-23T18:04:00Z"), "exemplo.pt <mudou> de agente"));
    let queue = Queue { count: 3, id: 4711, message };
    let transfer = sample_transfer(Some("2027-03-31T22:59:59Z"));
    let exemplo = name("exemplo.pt");
    let reply = Reply {
        code: ResultCode::Message,
        lang: "pt",
        queue: Some(queue),
        data: Some(Data::DomainTransfer { name: &exemplo, transfer: &transfer }),
        ..PLAIN
    };
    let seen = told("poll", &reply).queue.unwrap();
    assert_eq!((seen.count, seen.id.as_str()), (3, "4711"));
    assert_eq!(seen.message.as_deref(), Some("exemplo.pt <mudou> de agente"));
    assert_eq!(seen.date.as_deref(), Some("2026-11-23T18:04:00.000Z"));
    let acked = Reply { queue: Some(Queue { message: None, ..queue }), ..PLAIN };
    assert_eq!(told("poll-acked", &acked).queue.unwrap().count, 3);
    let empty = Reply { code: ResultCode::NoMessages, ..PLAIN };
    assert_eq!(told("poll-empty", &empty).queue, None);
}

#[test]
fn checks_say_why_not_in_32_characters() {
    let checked = |asked, obstacle| Checked { asked, obstacle, lang: "en" };
    let portuguese = Checked { asked: "ç..pt", obstacle: Some("etiqueta vazia"), lang: "pt" };
    let names = [
        checked("exemplo.pt", None),
        checked("tomado.pt", Some("The name is registered by somebody else")),
        portuguese,
    ];
    for (object, title) in [(Object::Domain, "domain-check"), (Object::Host, "host-check")] {
        let answer = told_data(title, Data::Checked(object, &names));
        let lines = answer.data.unwrap().children;
        let avail = |line: usize| {
            lines[line]
                .find("name")
                .unwrap()
                .attribute("avail")
                .unwrap()
        };
        assert_eq!([avail(0), avail(1), avail(2)], ["1", "0", "0"]);
        assert_eq!(lines[1].find("reason").unwrap().text, "The name is registered by");
        assert_eq!(lines[2].find("name").unwrap().text, "ç..pt");
    }
    let ids = [checked("KTRW-482133-PT", Some("In use")), checked("não", None)];
    let answer = told_data("contact-check", Data::Checked(Object::Contact, &ids));
    assert_eq!(answer.text("cd/id"), Some("KTRW-482133-PT"));
}

#[test]
fn a_domain_is_shown_whole_to_its_sponsor() {
    let domain = sample_domain();
    let hosts = [name("ns.exemplo.pt"), name("ns2.exemplo.pt")];
    let mut shown = domain_shown(&domain, HostFilter::All, View::Full);
    shown.hosts = &hosts;
    let answer = told_data("domain-info", Data::DomainInfo(shown));
    assert_eq!(answer.text("roid"), Some("2134454-PT"));
    assert_eq!(answer.text("clID"), Some("BETA"));
    assert_eq!(answer.text("exDate"), Some("2027-03-31T22:59:59.000Z"));
    assert_eq!(answer.text("ns/hostAttr/hostAddr"), Some("192.0.2.2"));
    assert_eq!(answer.texts("host"), ["ns.exemplo.pt", "ns2.exemplo.pt"]);
    assert_eq!(answer.text("authInfo"), None);
    let pt = answer.extension("ptdomain:infData").unwrap();
    assert_eq!(pt.find("autoRenew").unwrap().text, "true");
    assert_eq!(pt.find("rl").unwrap().text, "false");
    assert!(answer.extension("secDNS:infData").is_some());
}

#[test]
fn a_session_hears_only_the_extensions_that_it_announced() {
    let domain = sample_domain();
    let shown = domain_shown(&domain, HostFilter::None, View::Full);
    let silent = Reply { data: Some(Data::DomainInfo(shown)), announced: &[], ..PLAIN };
    let answer = told("domain-info-plain", &silent);
    assert!(answer.extensions.is_empty());
    assert_eq!(answer.text("ns"), None);
}

#[test]
fn others_see_no_people() {
    let mut domain = sample_domain();
    let objects = ["ns1.example.net", "ns2.example.net"].map(|n| NameServer::Object(name(n)));
    domain.name_servers = objects.to_vec();
    domain.signers.clear();
    let shown = domain_shown(&domain, HostFilter::Delegated, View::Limited);
    let answer = told_data("domain-info-limited", Data::DomainInfo(shown));
    for hidden in ["registrant", "contact", "crID", "upID"] {
        assert_eq!(answer.text(hidden), None, "{hidden}");
    }
    assert_eq!(answer.text("ns/hostObj"), Some("ns1.example.net"));
    assert!(answer.extensions.is_empty());
}

#[test]
fn more_statuses_than_the_schema_has_room_for() {
    let mut domain = sample_domain();
    domain.name_servers.clear();
    domain.lifecycle = Lifecycle::PendingDelete { purge: at("2027-06-01T00:00:00Z") };
    let every = |status: &Status| status.is_client() || status.as_str().starts_with("server");
    domain.statuses = Status::ALL.iter().copied().filter(every).collect();
    let shown = domain_shown(&domain, HostFilter::All, View::Full);
    let answer = told_data("domain-info-statuses", Data::DomainInfo(shown));
    let data = answer.data.as_ref().unwrap();
    let all: Vec<_> = data
        .all("status")
        .filter_map(|status| status.attribute("s"))
        .collect();
    assert_eq!(all.len(), 11);
    assert!(all.contains(&"pendingDelete") && !all.contains(&"inactive"));
    let locked = answer.extension("ptdomain:infData").unwrap();
    assert_eq!(locked.find("rl").unwrap().text, "true");
}

#[test]
fn what_commands_on_domains_made() {
    let exemplo = name("exemplo.pt");
    let (created, expires) = (at("2026-03-31T10:00:00Z"), at("2029-03-31T22:59:59Z"));
    let ends = Some(expires);
    let made = Data::DomainCreated { name: &exemplo, roid: "2134454-PT", created, expires: ends };
    let answer = told_data("domain-create", made);
    assert_eq!(answer.text("exDate"), Some("2029-03-31T22:59:59.000Z"));
    let extension = answer.extension("ptdomain:creData").unwrap();
    assert_eq!(extension.find("roid").unwrap().text, "2134454-PT");
    let renewed = Data::DomainRenewed { name: &exemplo, expires };
    assert_eq!(told_data("domain-renew", renewed).text("name"), Some("exemplo.pt"));
    let transfer = sample_transfer(Some("2029-03-31T22:59:59Z"));
    let moved = Data::DomainTransfer { name: &exemplo, transfer: &transfer };
    let answer = told_data("domain-transfer", moved);
    assert_eq!(answer.text("trStatus"), Some("serverApproved"));
    assert_eq!(answer.text("reID"), Some("BETA"));
    assert_eq!(answer.text("acID"), Some("ALFA"));
    let result = PendingResult::Done;
    let purged = Data::DomainPending { name: &exemplo, result, ids: IDS, at: expires };
    let answer = told_data("domain-pending", purged);
    assert_eq!(
        answer
            .data
            .as_ref()
            .unwrap()
            .find("name")
            .unwrap()
            .attribute("paResult"),
        Some("1")
    );
    assert_eq!(answer.text("paTRID/svTRID"), Some("FORAL-0000000001"));
}

#[test]
fn contacts_are_shown() {
    let contact = sample_contact();
    let statuses = Statuses::NONE.with(Status::Linked).with(Status::ClientHold);
    let shown = contact::info::Shown { contact: &contact, statuses, suffix: "PT" };
    let answer = told_data("contact-info", Data::ContactInfo(shown));
    assert_eq!(answer.text("roid"), Some("C17-PT"));
    assert_eq!(answer.text("postalInfo/addr/city"), Some("Évora"));
    assert_eq!(answer.texts("status").len(), 1);
    let pt = answer.extension("ptcontact:infData").unwrap();
    assert_eq!(pt.find("vat").unwrap().text, "PT510664024");
    assert_eq!(pt.find("mobile").unwrap().text, "+351.912345678");
    let nis2 = answer.extension("ptnis2:infData").unwrap();
    assert_eq!(nis2.find("validated").unwrap().text, "true");
}

#[test]
fn what_commands_on_contacts_made() {
    let known = handle("KTRW-482133-PT");
    let created = at("2026-03-31T10:00:00Z");
    let made = Data::ContactCreated { handle: &known, created };
    assert_eq!(told_data("contact-create", made).text("id"), Some("KTRW-482133-PT"));
    let transfer = sample_transfer(None);
    let moved = Data::ContactTransfer { handle: &known, transfer: &transfer };
    assert_eq!(told_data("contact-transfer", moved).text("acID"), Some("ALFA"));
    let ids = TransactionIds { client: None, ..IDS };
    let result = PendingResult::Refused;
    let pending = Data::ContactPending { handle: &known, result, ids, at: created };
    let answer = told_data("contact-pending", pending);
    assert_eq!(
        answer
            .data
            .as_ref()
            .unwrap()
            .find("id")
            .unwrap()
            .attribute("paResult"),
        Some("0")
    );
}

#[test]
fn hosts_are_shown() {
    let host = sample_host();
    let shown = host::info::Shown { host: &host, statuses: host.statuses, suffix: "PT" };
    let answer = told_data("host-info", Data::HostInfo(shown));
    assert_eq!(answer.text("roid"), Some("H17-PT"));
    assert_eq!(answer.texts("addr"), ["192.0.2.2", "2001:db8::2"]);
    let data = answer.data.as_ref().unwrap();
    assert_eq!(data.find("status").unwrap().attribute("s"), Some("ok"));
    let made = Data::HostCreated { name: &host.name, created: host.created };
    assert_eq!(told_data("host-create", made).text("name"), Some("ns.exemplo.pt"));
}
