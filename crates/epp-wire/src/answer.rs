//! Answers as a client reads them, for tests and measurements.

use crate::element::Element;
use crate::ext::rule;
use crate::malformed::Malformed;
use crate::read::{epp, parse};

/// What a server answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The four digits.
    pub code: u16,
    /// The same in words.
    pub message: String,
    /// The language of the words.
    pub lang: String,
    /// What was at fault.
    pub values: Vec<Fault>,
    /// The queue, in answers to `poll`.
    pub queue: Option<SeenQueue>,
    /// Inside `resData`.
    pub data: Option<Tree>,
    /// Inside `extension`.
    pub extensions: Vec<Tree>,
    /// Our reference, echoed.
    pub client_trid: Option<String>,
    /// The server's reference.
    pub server_trid: String,
}

/// A value at fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The element, by its customary name.
    pub element: String,
    /// What it said.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
    /// The language of the reason.
    pub lang: String,
    /// The name of the rule behind it.
    pub rule: Option<String>,
}

/// The head of the queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeenQueue {
    /// How many messages wait.
    pub count: u64,
    /// The number of the oldest.
    pub id: String,
    /// When it was queued, as written.
    pub date: Option<String>,
    /// What it says.
    pub message: Option<String>,
}

/// An element of an answer with all that is inside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tree {
    /// The customary name: `domain:infData`.
    pub name: String,
    /// Attributes in order.
    pub attributes: Vec<(String, String)>,
    /// The text, white space collapsed.
    pub text: String,
    /// The elements inside.
    pub children: Vec<Tree>,
}

impl Answer {
    /// The text at a path within the data, each step without its prefix: `ns/hostAttr/hostName`.
    pub fn text(&self, path: &str) -> Option<&str> {
        let found = self.data.as_ref()?.find(path)?;
        Some(found.text.as_str())
    }

    /// The texts of all elements of this name directly within the data.
    pub fn texts<'t>(&'t self, name: &str) -> Vec<&'t str> {
        let Some(data) = &self.data else { return Vec::new() };
        data.all(name).map(|child| child.text.as_str()).collect()
    }

    /// An extension by its customary name: `ptdomain:infData`.
    pub fn extension(&self, name: &str) -> Option<&Tree> {
        self.extensions.iter().find(|tree| tree.name == name)
    }
}

impl Tree {
    /// The name without its prefix.
    pub fn local(&self) -> &str {
        self.name
            .split_once(':')
            .map_or(self.name.as_str(), |(_, local)| local)
    }

    /// The first element at a path, each step without its prefix.
    pub fn find(&self, path: &str) -> Option<&Self> {
        path.split('/')
            .try_fold(self, |tree, step| tree.all(step).next())
    }

    /// The elements of this name directly inside.
    pub fn all<'t, 'n>(&'t self, name: &'n str) -> impl Iterator<Item = &'t Self> + use<'t, 'n> {
        self.children
            .iter()
            .filter(move |child| child.local() == name)
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(found.1.as_str())
    }

    // The depth is limited by what the frame was let through with.
    fn read(element: Element<'_, '_>) -> Result<Self, Malformed> {
        let children: Result<Vec<_>, _> = element.children().map(Self::read).collect();
        let children = children?;
        let text = if children.is_empty() { element.any_text()? } else { String::new() };
        let attributes = element.attributes();
        Ok(Self { name: element.label(), attributes, text, children })
    }
}

/// Reads an answer.
///
/// # Errors
/// [`Malformed`] if it is something else, or not valid against the schema of answers.
pub fn read_answer(bytes: &[u8]) -> Result<Answer, Malformed> {
    let document = parse(bytes)?;
    let mut frame = epp(Element::root(&document))?;
    let mut parts = frame.required("response")?.sequence()?;
    frame.end()?;
    let result = parts.required("result")?;
    // RFC 5730 lets several failures be told at once; the first one is the answer.
    let more = parts.many("result", usize::MAX, Ok)?;
    let queue = parts.optional("msgQ").map(queue).transpose()?;
    let data = parts.optional("resData").and_then(|e| e.children().next());
    let data = data.map(Tree::read).transpose()?;
    let extensions = parts.optional("extension");
    let extensions = extensions.into_iter().flat_map(Element::children);
    let extensions: Result<Vec<_>, _> = extensions.map(Tree::read).collect();
    let mut ids = parts.required("trID")?.sequence()?;
    let client_trid = match ids.optional("clTRID") {
        Some(element) => Some(element.token_of(3, 64)?.into_owned()),
        None => None,
    };
    let server_trid = ids.required("svTRID")?.token_of(3, 64)?.into_owned();
    ids.end()?;
    parts.end()?;
    let (code, message, lang, mut values) = self::result(result)?;
    for other in more {
        values.extend(self::result(other)?.3);
    }
    let extensions = extensions?;
    Ok(Answer { code, message, lang, values, queue, data, extensions, client_trid, server_trid })
}

fn result(element: Element<'_, '_>) -> Result<(u16, String, String, Vec<Fault>), Malformed> {
    let mut parts = element.sequence_with(&["code"])?;
    let code = element.attribute("code").and_then(|code| code.parse().ok());
    let code = code.ok_or_else(|| element.invalid("", "code is missing or no number"))?;
    let (message, lang) = words(parts.required("msg")?)?;
    let values = parts.many("extValue", usize::MAX, fault)?;
    parts.end()?;
    Ok((code, message, lang, values))
}

fn words(element: Element<'_, '_>) -> Result<(String, String), Malformed> {
    let text = element.normalized_with(&["lang"])?.into_owned();
    let lang = element.attribute("lang");
    Ok((text, lang.map_or_else(|| "en".to_owned(), std::borrow::Cow::into_owned)))
}

fn fault(element: Element<'_, '_>) -> Result<Fault, Malformed> {
    let mut parts = element.sequence()?;
    let value = parts.required("value")?;
    let rule = value.attribute_in(rule::URI, "name");
    let (reason, lang) = words(parts.required("reason")?)?;
    parts.end()?;
    let value = value.children().next().map(Tree::read).transpose()?;
    let (element, value) = value.map(|tree| (tree.name, tree.text)).unwrap_or_default();
    Ok(Fault { element, value, reason, lang, rule })
}

fn queue(element: Element<'_, '_>) -> Result<SeenQueue, Malformed> {
    let mut parts = element.sequence_with(&["count", "id"])?;
    let count = element
        .attribute("count")
        .and_then(|count| count.parse().ok());
    let count = count.ok_or_else(|| element.invalid("", "count is missing or no number"))?;
    let id = element.attribute("id").unwrap_or_default().into_owned();
    let date = match parts.optional("qDate") {
        Some(date) => Some(date.token()?.into_owned()),
        None => None,
    };
    let message = parts.optional("msg").map(words).transpose()?;
    parts.end()?;
    Ok(SeenQueue { count, id, date, message: message.map(|(text, _)| text) })
}
