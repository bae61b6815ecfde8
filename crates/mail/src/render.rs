//! A letter as a message: subject, text and HTML.

use std::fmt;

use askama::Template;
use foral_model::mail::MailDraft;
use foral_model::secret::Secret;
use foral_words::{Clocks, Words};

use crate::content::{Content, content};
use crate::links::PortalUrl;
use crate::safe_text;

/// Where lines of the text part break, in characters.
const WIDTH: usize = 72;

/// A letter in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// At most 60 characters.
    pub subject: String,
    /// The whole letter as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// It may carry a code or a token, so only its size is shown.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({} + {} bytes)", self.text.len(), self.html.len())
    }
}

/// Why a letter has no words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unrenderable {
    /// It carries a token or a code, and none was opened.
    SecretMissing,
    /// A template failed.
    Template,
}

/// Gives a letter its words in its reader's language, with instants by these clocks. `secret` is the opened token or code, for
/// the letters that carry one.
///
/// # Errors
/// [`Unrenderable`] if a letter lacks its secret.
pub fn render(
    draft: &MailDraft,
    secret: Option<&Secret>,
    portal: &PortalUrl,
    clocks: Clocks,
) -> Result<Message, Unrenderable> {
    let content = content(draft, secret, (portal, clocks))?;
    let words = Words::of(draft.lang);
    let greeting = match safe_text::name(&draft.name) {
        name if name.is_empty() => words.mail_greeting_nameless(),
        name => words.mail_greeting(name),
    };
    // The portal is the holders': a registrar, who has no handle, cannot sign in there.
    let portal = draft.reader.as_ref().map(|_| portal.home());
    let frame = Frame { words, greeting, portal };
    let text = Text { content: &content, frame: &frame }.render();
    let html = Html { content: &content, frame: &frame }.render();
    match (text, html) {
        (Ok(text), Ok(html)) => Ok(Message { subject: content.subject, text, html }),
        _ => Err(Unrenderable::Template),
    }
}

/// What every letter has.
struct Frame {
    words: Words,
    greeting: String,
    portal: Option<String>,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    content: &'a Content,
    frame: &'a Frame,
}

impl Text<'_> {
    fn wrap(&self, paragraph: impl AsRef<str>) -> String {
        safe_text::wrapped(paragraph.as_ref(), WIDTH)
    }
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    content: &'a Content,
    frame: &'a Frame,
}
