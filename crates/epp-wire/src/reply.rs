//! `response` (RFC 5730, section 2.6): what a server answers.

use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::transfer::Transfer;

use crate::code::ResultCode;
use crate::ext::{Block, ptdomain};
use crate::malformed::Malformed;
use crate::namespace::{Extension, Object, uri_of};
use crate::xml::Xml;
use crate::{check, contact, domain, host, transfer};

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
    /// Extensions that the session announced at login: no other is written.
    pub announced: &'a [Extension],
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
}

impl<'a> From<&'a Malformed> for Value<'a> {
    fn from(fault: &'a Malformed) -> Self {
        Self { element: &fault.element, value: &fault.value, reason: &fault.reason, lang: "en" }
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

/// What became of something that took its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PendingResult {
    /// It was done.
    Done,
    /// It was not.
    Refused,
}

impl PendingResult {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "1",
            Self::Refused => "0",
        }
    }
}

/// The data of an answer.
#[derive(Clone, Copy, Debug)]
pub enum Data<'a> {
    /// `chkData` of any object.
    Checked(Object, &'a [Checked<'a>]),
    /// `contact:creData`.
    ContactCreated {
        /// The handle that the registry gave it.
        handle: &'a Handle,
        /// When it was made.
        created: Timestamp,
    },
    /// `contact:infData` with its extensions.
    ContactInfo(contact::info::Shown<'a>),
    /// `contact:panData`.
    ContactPending {
        /// The contact.
        handle: &'a Handle,
        /// What became of it.
        result: PendingResult,
        /// References of the command that began it.
        ids: TransactionIds<'a>,
        /// When it ended.
        at: Timestamp,
    },
    /// `contact:trnData`.
    ContactTransfer {
        /// The contact.
        handle: &'a Handle,
        /// The transfer.
        transfer: &'a Transfer,
    },
    /// `domain:creData`, and `ptdomain:creData` with the ROID.
    DomainCreated {
        /// The name.
        name: &'a DomainName,
        /// The domain's ROID.
        roid: &'a str,
        /// When it was made.
        created: Timestamp,
        /// When it expires.
        expires: Timestamp,
    },
    /// `domain:infData` with its extensions.
    DomainInfo(domain::info::Shown<'a>),
    /// `domain:panData`.
    DomainPending {
        /// The name.
        name: &'a DomainName,
        /// What became of it.
        result: PendingResult,
        /// References of the command that began it.
        ids: TransactionIds<'a>,
        /// When it ended.
        at: Timestamp,
    },
    /// `domain:renData`.
    DomainRenewed {
        /// The name.
        name: &'a DomainName,
        /// When it expires now.
        expires: Timestamp,
    },
    /// `domain:trnData`.
    DomainTransfer {
        /// The name.
        name: &'a DomainName,
        /// The transfer.
        transfer: &'a Transfer,
    },
    /// `host:creData`.
    HostCreated {
        /// The name.
        name: &'a DomainName,
        /// When it was made.
        created: Timestamp,
    },
    /// `host:infData`.
    HostInfo(host::info::Shown<'a>),
}

/// Appends an answer's frame.
pub fn write_reply(out: &mut Vec<u8>, reply: &Reply<'_>) {
    let mut xml = Xml::frame(out);
    xml.open("response");
    write_result(&mut xml, reply);
    if let Some(queue) = &reply.queue {
        write_queue(&mut xml, queue, reply.lang);
    }
    if let Some(data) = &reply.data {
        xml.open("resData");
        write_data(&mut xml, data);
        xml.close("resData");
        write_extensions(&mut xml, data, reply.announced);
    }
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
    for value in reply.values {
        xml.open("extValue");
        xml.open("value");
        write_fault(xml, value);
        xml.close("value");
        write_words(xml, "reason", value.reason, value.lang);
        xml.close("extValue");
    }
    xml.close("result");
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

fn write_data(xml: &mut Xml<'_>, data: &Data<'_>) {
    match data {
        Data::Checked(object, all) => check::write_data(xml, *object, all),
        Data::ContactCreated { handle, created } => {
            contact::create::write_data(xml, handle, *created);
        }
        Data::ContactInfo(shown) => contact::info::write_data(xml, shown),
        Data::ContactPending { handle, result, ids, at } => {
            contact::pending::write_data(xml, handle, *result, ids, *at);
        }
        Data::ContactTransfer { handle, transfer } => {
            transfer::write_contact(xml, handle.as_str(), transfer);
        }
        Data::DomainCreated { name, created, expires, .. } => {
            domain::create::write_data(xml, name, *created, *expires);
        }
        Data::DomainInfo(shown) => domain::info::write_data(xml, shown),
        Data::DomainPending { name, result, ids, at } => {
            domain::pending::write_data(xml, name, *result, ids, *at);
        }
        Data::DomainRenewed { name, expires } => domain::renew::write_data(xml, name, *expires),
        Data::DomainTransfer { name, transfer } => {
            transfer::write_domain(xml, name.as_str(), transfer);
        }
        Data::HostCreated { name, created } => host::create::write_data(xml, name, *created),
        Data::HostInfo(shown) => host::info::write_data(xml, shown),
    }
}

fn write_extensions(xml: &mut Xml<'_>, data: &Data<'_>, announced: &[Extension]) {
    let mut block = Block::new(xml);
    match data {
        Data::ContactInfo(shown) => {
            contact::info::write_extensions(&mut block, shown.contact, announced);
        }
        Data::DomainInfo(shown) => domain::info::write_extensions(&mut block, shown, announced),
        Data::DomainCreated { roid, .. } if announced.contains(&Extension::PtDomain) => {
            ptdomain::write_created(block.inside(), roid);
        }
        _ => {}
    }
    block.finish();
}
