//! `response` (RFC 5730, section 2.6): what a server answers.

use foral_model::time::Timestamp;

use crate::code::ResultCode;
use crate::ext::unhandled::{self, Unhandled};
use crate::ext::{Parts, ptdomain, rule};
use crate::malformed::Malformed;
use crate::namespace::{Extension, Object, uri_of};
use crate::told::Told;
use crate::xml::Xml;
use crate::{contact, domain};

pub use crate::data::{Data, PendingResult};

/// An answer. Texts are in the session's language and come from the caller.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// How it ended.
    pub code: ResultCode,
    /// The same in words.
    pub message: &'a str,
    /// The language of the words, as a tag.
    pub lang: &'a str,
    /// What was at fault.
    pub values: &'a [Value<'a>],
    /// The queue, in answers to `poll`.
    pub queue: Option<Queue<'a>>,
    /// The answer proper.
    pub data: Option<Data<'a>>,
    /// What extensions add to it.
    pub told: &'a [Told<'a>],
    /// Objects that the session announced at login: data of no other is written as such.
    pub objects: &'a [Object],
    /// Extensions that the session announced at login: no other is written as such.
    pub announced: &'a [Extension],
    /// What becomes of what the session did not announce (RFC 9038).
    pub unhandled: Unhandled,
    /// References.
    pub ids: TransactionIds<'a>,
}

/// The references of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TransactionIds<'a> {
    /// The client's, if it gave one.
    pub client: Option<&'a str>,
    /// Ours, 3 to 64 characters.
    pub server: &'a str,
}

/// A value at fault, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Value<'a> {
    /// The element by its customary name (`domain:name`, `clTRID`); nothing if there is none.
    pub element: &'a str,
    /// What it said; nothing if that is a secret.
    pub value: &'a str,
    /// What is wrong with it.
    pub reason: &'a str,
    /// The language of the reason, as a tag.
    pub lang: &'a str,
    /// The stable name of the rule behind it, if there is one: see [`rule`](crate::ext::rule).
    pub rule: Option<&'a str>,
}

impl<'a> From<&'a Malformed> for Value<'a> {
    fn from(fault: &'a Malformed) -> Self {
        let Malformed { element, value, reason, .. } = fault;
        Self { element, value, reason, lang: "en", rule: None }
    }
}

/// The head of a queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Queue<'a> {
    /// How many messages wait.
    pub count: u64,
    /// The number of the oldest, or of the one that was just taken.
    pub id: i64,
    /// When it was queued, and what it says; nothing in an acknowledgement.
    pub message: Option<(Timestamp, &'a str)>,
}

/// An object that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checked<'a> {
    /// The name or identifier as it was asked for.
    pub asked: &'a str,
    /// Why it is not available; nothing if it is. Cut at a word to the schema's 32 characters.
    pub obstacle: Option<&'a str>,
    /// The language of the obstacle, as a tag.
    pub lang: &'a str,
}

/// Appends an answer's frame.
pub fn write_reply(out: &mut Vec<u8>, reply: &Reply<'_>) {
    let mut xml = Xml::frame(out);
    xml.open("response");
    write_result(&mut xml, reply);
    if let Some(queue) = &reply.queue {
        write_queue(&mut xml, queue, reply.lang);
    }
    if let Some(data) = reply
        .data
        .filter(|data| reply.objects.contains(&data.object()))
    {
        xml.open("resData");
        data.write(&mut xml);
        xml.close("resData");
    }
    let mut parts = Parts::announced(&mut xml, reply.announced);
    write_extensions(&mut parts, reply);
    parts.finish();
    xml.open("trID");
    xml.optional("clTRID", reply.ids.client);
    xml.leaf("svTRID", reply.ids.server);
    xml.close("trID");
    xml.close("response");
    xml.finish();
}

fn write_result(xml: &mut Xml<'_>, reply: &Reply<'_>) {
    let code = reply.code.number().to_string();
    xml.open_with("result", &[("code", &code)]);
    write_words(xml, "msg", reply.message, reply.lang);
    reply
        .values
        .iter()
        .for_each(|value| write_value(xml, value));
    if reply.unhandled == Unhandled::Tell {
        write_unhandled(xml, reply);
    }
    xml.close("result");
}

/// Writes `extValue`.
pub(crate) fn write_value(xml: &mut Xml<'_>, value: &Value<'_>) {
    xml.open("extValue");
    rule::open_value(xml, value.rule);
    write_fault(xml, value);
    xml.close("value");
    write_words(xml, "reason", value.reason, value.lang);
    xml.close("extValue");
}

/// What the session did not announce, as values (RFC 9038, sections 3 to 5).
fn write_unhandled(xml: &mut Xml<'_>, reply: &Reply<'_>) {
    let strange = |data: &Data<'_>| !reply.objects.contains(&data.object());
    if let Some(data) = reply.data.filter(strange) {
        unhandled::write(xml, data.object().uri(), |xml| data.write(xml));
    }
    let mut parts = Parts::unhandled(xml, reply.announced);
    write_extensions(&mut parts, reply);
    parts.finish();
}

/// The element at fault as it would stand in a command; `undef` if it has no name.
fn write_fault(xml: &mut Xml<'_>, value: &Value<'_>) {
    match value.element.split_once(':') {
        Some((prefix, local)) if is_plain(local) => match uri_of(prefix) {
            Some(uri) if value.value.is_empty() => {
                let namespace = format!("xmlns:{prefix}");
                xml.empty_with(value.element, &[(namespace.as_str(), uri)]);
            }
            Some(uri) => {
                xml.open_namespace(value.element, prefix, uri);
                xml.text(value.value);
                xml.close(value.element);
            }
            None => xml.leaf("undef", value.value),
        },
        None if is_plain(value.element) => xml.leaf(value.element, value.value),
        _ => xml.leaf("undef", value.value),
    }
}

/// Whether a name can be a tag. Strangers choose the names of strange elements.
fn is_plain(name: &str) -> bool {
    let known = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(known)
}

/// Words, with their language unless it is the schema's default.
fn write_words(xml: &mut Xml<'_>, tag: &str, words: &str, lang: &str) {
    match lang {
        "" | "en" => xml.leaf(tag, words),
        tagged => xml.leaf_with(tag, &[("lang", tagged)], words),
    }
}

fn write_queue(xml: &mut Xml<'_>, queue: &Queue<'_>, lang: &str) {
    let (count, id) = (queue.count.to_string(), queue.id.to_string());
    let attributes = [("count", count.as_str()), ("id", id.as_str())];
    let Some((at, words)) = queue.message else {
        return xml.empty_with("msgQ", &attributes);
    };
    xml.open_with("msgQ", &attributes);
    xml.instant("qDate", at);
    write_words(xml, "msg", words, lang);
    xml.close("msgQ");
}

/// What belongs to the data, and what is told beside it.
fn write_extensions(parts: &mut Parts<'_, '_>, reply: &Reply<'_>) {
    match &reply.data {
        Some(Data::ContactInfo(shown)) => contact::info::write_extensions(parts, shown.contact),
        Some(Data::DomainInfo(shown)) => domain::info::write_extensions(parts, shown),
        Some(Data::DomainCreated { roid, .. }) if !roid.is_empty() => {
            parts.part(Extension::PtDomain, |xml| ptdomain::write_created(xml, roid));
        }
        _ => {}
    }
    for told in reply.told.iter().filter(|told| told.says_something()) {
        parts.part(told.extension(), |xml| told.write(xml));
    }
}
