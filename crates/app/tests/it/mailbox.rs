//! The letters that the demonstration wrote.

use std::path::Path;
use std::time::{Duration, Instant};

use mail_parser::MessageParser;

use crate::demonstration::LOOK_AGAIN;

/// How long a letter may take from the outbox to the directory.
const DELIVERED_WITHIN: Duration = Duration::from_secs(30);

/// Waits for a letter to this address whose text is the one that is meant, and gives the text.
pub(crate) async fn letter(directory: &Path, to: &str, meant: impl Fn(&str) -> bool) -> String {
    let deadline = Instant::now() + DELIVERED_WITHIN;
    loop {
        let letters = texts(directory, to);
        if let Some(found) = letters.iter().find(|text| meant(text)) {
            return found.clone();
        }
        assert!(Instant::now() < deadline, "the letters to {to} are only {letters:#?}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The first link in a text that begins like this.
pub(crate) fn link<'t>(text: &'t str, begins: &str) -> &'t str {
    let start = text.find(begins).unwrap();
    text[start..].split_whitespace().next().unwrap()
}

/// The first links of all letters to this address that have one that begins like this.
pub(crate) fn links(directory: &Path, to: &str, begins: &str) -> Vec<String> {
    let letters = texts(directory, to).into_iter();
    letters
        .filter(|text| text.contains(begins))
        .map(|text| link(&text, begins).to_owned())
        .collect()
}

/// The text parts of all letters to this address.
fn texts(directory: &Path, to: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "eml") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let Some(message) = MessageParser::default().parse(&bytes) else { continue };
        let addressed = message.to().is_some_and(|all| all.contains(to));
        if addressed && let Some(text) = message.body_text(0) {
            texts.push(text.into_owned());
        }
    }
    texts
}
