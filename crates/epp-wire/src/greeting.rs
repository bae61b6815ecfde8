//! `greeting` (RFC 5730, section 2.4): who the server is and what it offers.

use foral_model::time::Timestamp;

use crate::element::Element;
use crate::malformed::Malformed;
use crate::namespace::{Extension, Object};
use crate::read::{epp, parse};
use crate::xml::Xml;

/// What a greeting says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Greeting<'a> {
    /// The server's name, 3 to 64 characters.
    pub server_name: &'a str,
    /// What its clock shows.
    pub now: Timestamp,
    /// Languages of messages, as tags; at least one.
    pub langs: &'a [&'a str],
    /// Objects; at least one.
    pub objects: &'a [Object],
    /// Extensions.
    pub extensions: &'a [Extension],
}

/// What a client read of a greeting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenGreeting {
    /// The server's name.
    pub server_name: String,
    /// What its clock showed, as written.
    pub now: String,
    /// Languages of messages.
    pub langs: Vec<String>,
    /// Namespaces of objects.
    pub objects: Vec<String>,
    /// Namespaces of extensions.
    pub extensions: Vec<String>,
}

/// Appends a greeting's frame.
pub fn write_greeting(out: &mut Vec<u8>, greeting: &Greeting<'_>) {
    let mut xml = Xml::frame(out);
    xml.open("greeting");
    xml.leaf("svID", greeting.server_name);
    xml.instant("svDate", greeting.now);
    xml.open("svcMenu");
    xml.leaf("version", "1.0");
    greeting.langs.iter().for_each(|tag| xml.leaf("lang", tag));
    greeting
        .objects
        .iter()
        .for_each(|object| xml.leaf("objURI", object.uri()));
    if !greeting.extensions.is_empty() {
        xml.open("svcExtension");
        greeting
            .extensions
            .iter()
            .for_each(|e| xml.leaf("extURI", e.uri()));
        xml.close("svcExtension");
    }
    xml.close("svcMenu");
    write_policy(&mut xml);
    xml.close("greeting");
    xml.finish();
}

/// Writes the data collection policy: kept for administration and provisioning, by us, shown in the
/// public directory as far as it is, and for as long as stated elsewhere.
fn write_policy(xml: &mut Xml<'_>) {
    xml.open("dcp");
    xml.open("access");
    xml.empty("all");
    xml.close("access");
    xml.open("statement");
    xml.open("purpose");
    xml.empty("admin");
    xml.empty("prov");
    xml.close("purpose");
    xml.open("recipient");
    xml.empty("ours");
    xml.empty("public");
    xml.close("recipient");
    xml.open("retention");
    xml.empty("stated");
    xml.close("retention");
    xml.close("statement");
    xml.close("dcp");
}

/// Reads a greeting, for clients.
///
/// # Errors
/// [`Malformed`] if it is something else.
pub fn read_greeting(bytes: &[u8]) -> Result<SeenGreeting, Malformed> {
    let document = parse(bytes)?;
    let text = |e: Element<'_, '_>| e.token().map(std::borrow::Cow::into_owned);
    let mut frame = epp(Element::root(&document))?;
    let mut parts = frame.required("greeting")?.sequence()?;
    frame.end()?;
    let server_name = text(parts.required("svID")?)?;
    let now = text(parts.required("svDate")?)?;
    let mut menu = parts.required("svcMenu")?.sequence()?;
    parts.required("dcp")?;
    parts.end()?;
    menu.many("version", usize::MAX, text)?;
    let langs = menu.many("lang", usize::MAX, text)?;
    let objects = menu.many("objURI", usize::MAX, text)?;
    let extensions = match menu.optional("svcExtension") {
        Some(element) => {
            let mut inside = element.sequence()?;
            let all = inside.many("extURI", usize::MAX, text)?;
            inside.end()?;
            all
        }
        None => Vec::new(),
    };
    menu.end()?;
    Ok(SeenGreeting { server_name, now, langs, objects, extensions })
}
