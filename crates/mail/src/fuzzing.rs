//! The body of the fuzz target of what strangers have put into a letter: tests run it as well.

use foral_model::id::Handle;
use foral_model::lang::Lang;
use foral_model::mail::{Letter, MailDraft, OutboxItem};
use foral_model::time::Timestamp;
use foral_words::Clocks;

use crate::envelope::envelope;
use crate::links::PortalUrl;
use crate::render::render;
use crate::{Sender, safe_text};

/// The headers that a letter has, in lower case and in alphabetical order.
const HEADERS: [&str; 10] = [
    "auto-submitted",
    "content-language",
    "content-type",
    "date",
    "from",
    "message-id",
    "mime-version",
    "subject",
    "to",
    "x-auto-response-suppress",
];

/// Whatever a name and an address are, the letter has its own headers and one recipient, or there is
/// none. The first line is the address, the rest the name, of a registrar too.
///
/// # Panics
/// If it has others.
pub fn letter(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (to, name) = text.split_once('\n').unwrap_or((text, text));
    let _ = (Sender::parse(text), PortalUrl::parse(text));
    assert!(safe_text::name(text).chars().count() <= 80);
    let (Ok(sender), Ok(portal), Some(handle)) = (
        Sender::parse("Registo <no-reply@registo.pt>"),
        PortalUrl::parse("https://portal.example"),
        Handle::parse("KTRW-482133-PT"),
    ) else {
        return;
    };
    let at = Timestamp::from_micros(1_900_000_000_000_000);
    let letter = Letter::EmailChanged { handle: handle.clone(), at, registrar: name.to_owned() };
    let (to, name) = (to.to_owned(), name.to_owned());
    let mail = MailDraft { to, name, reader: Some(handle), lang: Lang::Pt, letter };
    let item = OutboxItem { id: 7, at, attempts: 0, mail };
    let message = render(&item.mail, None, &portal, Clocks::default());
    let message = message.unwrap_or_else(|why| panic!("a letter without words: {why:?}"));
    assert!(!message.html.to_ascii_lowercase().contains("<script"), "markup of a stranger");
    let Some(sent) = envelope(&item, message, &sender, at) else { return };
    assert_eq!(sent.envelope().to().len(), 1, "one reader");
    let octets = sent.formatted();
    let text = String::from_utf8_lossy(&octets);
    let (head, _) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut names: Vec<String> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| {
            line.split(':')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        })
        .collect();
    names.sort();
    assert_eq!(names, HEADERS, "{head}");
    assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{head:?}");
    // An address may have letters beyond ASCII (RFC 6532), and nothing else may.
    let address = sent.envelope().to().first().map(ToString::to_string);
    assert!(head.replace(&address.unwrap_or_default(), "").is_ascii(), "{head:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_target_holds_on_what_strangers_try() {
        for text in [
            "",
            "maria@example.pt\nMaria",
            "maria@example.pt\nMaria\r\nBcc: x@example.pt",
            "maria@açúcar.pt\n=?utf-8?q?=0d=0aBcc:_x?=",
            "\"a b\"@example.pt\nMaria",
            "maria@example.pt\n<script>alert(1)</script>",
            "maria@example.pt\n\u{202e}\u{0}\u{1}é, \"x\" <y@example.pt>",
            "maria@[192.0.2.1]\nMaria",
        ] {
            letter(text.as_bytes());
        }
        for seed in std::fs::read_dir("../../fuzz/seeds/letter").unwrap() {
            letter(&std::fs::read(seed.unwrap().path()).unwrap());
        }
        letter(format!("maria@example.pt\n{}", "é".repeat(3_000)).as_bytes());
    }
}
