//! From a frame's octets to a command: the envelope, and whose file reads the rest.

use foral_model::command::{Command, TransferStep};
use roxmltree::{Document, ParsingOptions};

use crate::beside::Beside;
use crate::command::{Body, Check, Envelope, Frame, Info, TransferQuery};
use crate::element::{Element, Sequence};
use crate::ext::Carried;
use crate::malformed::{Kind, Malformed};
use crate::namespace::{EPP, Extension, Object};
use crate::{check, contact, domain, guard, host, login, maintenance, organisation, poll};

/// The namespaces that a server offers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offered<'a> {
    /// Objects: any other is refused with 2307.
    pub objects: &'a [Object],
    /// Extensions: any other is refused with 2103.
    pub extensions: &'a [Extension],
}

impl Offered<'static> {
    /// All that can be read.
    pub const ALL: Self = Self { objects: &Object::ALL, extensions: &Extension::ALL };
}

/// Reads a frame that a client sent, whatever known namespaces it uses.
///
/// # Errors
/// As [`read_offered`].
pub fn read(bytes: &[u8]) -> Result<Frame, Malformed> {
    read_offered(bytes, &Offered::ALL)
}

/// Reads a frame that a client sent to a server that offers these namespaces.
///
/// # Errors
/// [`Malformed`] if it is not well-formed, not valid against the schemas, asks for what is not
/// offered or for what cannot be meant. The connection lives on (RFC 5730, section 2.6).
pub fn read_offered(bytes: &[u8], offered: &Offered<'_>) -> Result<Frame, Malformed> {
    let document = parse(bytes)?;
    let root = Element::root(&document);
    frame(root, offered).map_err(|fault| Malformed { client_trid: find_client_trid(root), ..fault })
}

/// Builds the tree of a frame from either side.
pub(crate) fn parse(bytes: &[u8]) -> Result<Document<'_>, Malformed> {
    let text = guard::check(bytes)?;
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|e| Malformed::syntax(e.to_string()))
}

fn frame(root: Element<'_, '_>, offered: &Offered<'_>) -> Result<Frame, Malformed> {
    let mut inside = epp(root)?;
    if inside.optional("hello").is_some() {
        inside.end()?;
        return Ok(Frame::Hello);
    }
    if let Some(element) = inside.optional("command") {
        inside.end()?;
        return command(element, offered).map(Frame::Command);
    }
    if let Some(element) = inside.optional("extension") {
        let reason = "protocol extensions are not offered";
        return Err(element.fault(Kind::Command, "", reason));
    }
    Err(inside.unexpected())
}

/// The inside of a frame's root, which must be `epp`.
pub(crate) fn epp<'a, 'i>(root: Element<'a, 'i>) -> Result<Sequence<'a, 'i>, Malformed> {
    if root.namespace() != EPP || root.local() != "epp" {
        return Err(root.invalid(root.namespace(), "the root is not epp of epp-1.0"));
    }
    root.sequence()
}

fn command(element: Element<'_, '_>, offered: &Offered<'_>) -> Result<Envelope, Malformed> {
    let mut parts = element.sequence()?;
    let verb = parts.take().ok_or_else(|| parts.unexpected())?;
    if verb.namespace() != EPP || !VERBS.contains(&verb.local()) {
        let reason = format!("EPP has no command {}", verb.local());
        return Err(verb.fault(Kind::UnknownCommand, "", reason));
    }
    let extension = parts.optional("extension");
    let client_trid = parts.optional("clTRID");
    let client_trid = client_trid.map(|e| e.token_of(3, 64)).transpose()?;
    parts.end()?;
    let mut carried = Carried::read(extension, offered.extensions)?;
    let extensions = carried.extensions();
    let (mut body, wanted_id) = body(verb, offered, &mut carried)?;
    let step = verb.attribute("op").unwrap_or(verb.local().into());
    let beside = Beside::read(&step, &mut body, &mut carried)?;
    let process_id = carried.finish()?;
    let client_trid = client_trid.map(std::borrow::Cow::into_owned);
    Ok(Envelope { client_trid, extensions, process_id, wanted_id, beside, body })
}

const VERBS: [&str; 10] =
    ["check", "create", "delete", "info", "login", "logout", "poll", "renew", "transfer", "update"];

/// The command, and the identifier that it wants for what it makes.
fn body(
    verb: Element<'_, '_>,
    offered: &Offered<'_>,
    carried: &mut Carried<'_, '_>,
) -> Result<(Body, Option<String>), Malformed> {
    let body = match verb.local() {
        "login" => Body::Login(login::read(verb)?),
        "logout" => Body::Logout,
        "poll" => poll::read(verb)?,
        "transfer" => {
            verb.only_attributes(&["op"])?;
            transfer(verb, offered, carried)?
        }
        _ => {
            verb.only_attributes(&[])?;
            match object(verb, offered)? {
                (Object::Contact, inner) if inner.local() == "create" => {
                    let (create, wanted) = contact::create::read(inner, carried)?;
                    return Ok((Body::Do(Command::ContactCreate(create)), wanted));
                }
                (Object::Contact, inner) => contact_body(inner, carried)?,
                (Object::Domain, inner) => domain_body(inner, carried)?,
                (Object::Host, inner) => host_body(inner)?,
                (Object::Organisation, inner) => organisation_body(inner)?,
                (Object::Maintenance, inner) if inner.local() == "info" => {
                    Body::Info(Info::Maintenance(maintenance::read(inner)?))
                }
                // The schema lets anything stand inside of it.
                (Object::Balance, inner) if inner.local() == "info" => Body::Info(Info::Balance),
                (Object::Maintenance | Object::Balance, inner) => return Err(not_offered(inner)),
            }
        }
    };
    Ok((body, None))
}

/// The one object command inside a verb, which must be of the verb's name.
fn object<'a, 'i>(
    verb: Element<'a, 'i>,
    offered: &Offered<'_>,
) -> Result<(Object, Element<'a, 'i>), Malformed> {
    let mut inside = verb.sequence_with(&["op"])?;
    let inner = inside
        .take()
        .ok_or_else(|| verb.invalid("", "the object's own command is missing"))?;
    inside.end()?;
    let known = Object::parse(inner.namespace()).filter(|o| offered.objects.contains(o));
    let Some(object) = known else {
        let reason = "no such object service";
        return Err(inner.fault(Kind::ObjectService, inner.namespace(), reason));
    };
    if inner.local() != verb.local() {
        let reason = format!("{} inside {}", inner.label(), verb.local());
        return Err(inner.invalid("", &reason));
    }
    Ok((object, inner))
}

fn contact_body(inner: Element<'_, '_>, carried: &mut Carried<'_, '_>) -> Result<Body, Malformed> {
    Ok(match inner.local() {
        "check" => Body::Check(Check::Contact(check::read_ids(inner)?)),
        "info" => Body::Info(Info::Contact(contact::info::read(inner)?)),
        "update" => Body::Do(Command::ContactUpdate(contact::update::read(inner, carried)?)),
        "delete" => Body::Do(Command::ContactDelete(contact::delete::read(inner)?)),
        _ => return Err(not_offered(inner)),
    })
}

fn domain_body(inner: Element<'_, '_>, carried: &mut Carried<'_, '_>) -> Result<Body, Malformed> {
    Ok(match inner.local() {
        "check" => Body::Check(Check::Domain(check::read_names(inner)?)),
        "info" => Body::Info(Info::Domain(domain::info::read(inner, carried)?)),
        "create" => Body::Do(Command::DomainCreate(domain::create::read(inner, carried)?)),
        "update" => Body::Do(Command::DomainUpdate(domain::update::read(inner, carried)?)),
        "delete" => Body::Do(Command::DomainDelete(domain::delete::read(inner, carried)?)),
        "renew" => Body::Do(Command::DomainRenew(domain::renew::read(inner, carried)?)),
        _ => return Err(not_offered(inner)),
    })
}

fn host_body(inner: Element<'_, '_>) -> Result<Body, Malformed> {
    Ok(match inner.local() {
        "check" => Body::Check(Check::Host(check::read_names(inner)?)),
        "info" => Body::Info(Info::Host(host::info::read(inner)?)),
        "create" => Body::Do(Command::HostCreate(host::create::read(inner)?)),
        "update" => Body::Do(Command::HostUpdate(host::update::read(inner)?)),
        "delete" => Body::Do(Command::HostDelete(host::delete::read(inner)?)),
        _ => return Err(not_offered(inner)),
    })
}

fn organisation_body(inner: Element<'_, '_>) -> Result<Body, Malformed> {
    Ok(match inner.local() {
        "check" => Body::Check(Check::Organisation(check::read_ids(inner)?)),
        "info" => Body::Info(Info::Organisation(organisation::read_id(inner)?)),
        "create" => {
            let create = organisation::create::read(inner)?;
            Body::Do(Command::OrganisationCreate(Box::new(create)))
        }
        "update" => {
            let update = organisation::update::read(inner)?;
            Body::Do(Command::OrganisationUpdate(Box::new(update)))
        }
        "delete" => Body::Do(Command::OrganisationDelete(organisation::read_id(inner)?)),
        _ => return Err(not_offered(inner)),
    })
}

fn not_offered(inner: Element<'_, '_>) -> Malformed {
    inner.fault(Kind::Command, "", format!("there is no {}", inner.label()))
}

fn transfer(
    verb: Element<'_, '_>,
    offered: &Offered<'_>,
    carried: &mut Carried<'_, '_>,
) -> Result<Body, Malformed> {
    let step = match verb.attribute("op").as_deref() {
        Some("query") => None,
        Some("request") => Some(TransferStep::Request),
        Some("approve") => Some(TransferStep::Approve),
        Some("reject") => Some(TransferStep::Reject),
        Some("cancel") => Some(TransferStep::Cancel),
        Some(other) => return Err(verb.invalid(other, "no such op")),
        None => return Err(verb.invalid("", "op is missing")),
    };
    Ok(match (object(verb, offered)?, step) {
        ((Object::Domain, inner), None) => {
            let (name, auth_info) = domain::transfer::read_query(inner, carried)?;
            Body::TransferQuery(TransferQuery::Domain { name, auth_info })
        }
        ((Object::Domain, inner), Some(step)) => {
            Body::Do(Command::DomainTransfer(domain::transfer::read(inner, step, carried)?))
        }
        ((Object::Contact, inner), None) => {
            let (handle, auth_info) = contact::transfer::read_query(inner)?;
            Body::TransferQuery(TransferQuery::Contact { handle, auth_info })
        }
        ((Object::Contact, inner), Some(step)) => {
            Body::Do(Command::ContactTransfer(contact::transfer::read(inner, step)?))
        }
        ((_, inner), _) => return Err(not_offered(inner)),
    })
}

/// The client's reference, for the answer to a frame that says nothing else of use.
fn find_client_trid(root: Element<'_, '_>) -> Option<String> {
    let named = |name| move |e: &Element<'_, '_>| e.namespace() == EPP && e.local() == name;
    let command = root.children().find(named("command"))?;
    let element = command.children().find(named("clTRID"))?;
    element
        .token_of(3, 64)
        .ok()
        .map(std::borrow::Cow::into_owned)
}
