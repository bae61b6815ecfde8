//! `[syntax]`, and lists of labels: what names look like.

use foral_model::name::DomainName;
use foral_model::zone::Syntax;
use serde::Deserialize;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    min: u8,
    max: u8,
    extra: String,
    table: Option<String>,
}

impl Default for Table {
    fn default() -> Self {
        Self { min: 1, max: 63, extra: String::new(), table: None }
    }
}

impl Table {
    /// What a label must look like.
    pub(super) fn read(&self) -> Result<Syntax, String> {
        let (min, max) = (self.min, self.max);
        if min == 0 {
            return Err("syntax.min: a label has at least one character".to_owned());
        }
        if max > 63 {
            return Err(format!("syntax.max: {max} is more than the 63 that a label can have"));
        }
        if min > max {
            return Err(format!("syntax.min: {min} is more than syntax.max, which is {max}"));
        }
        let mut extra = Vec::new();
        for letter in self.extra.chars() {
            if extra.contains(&letter) {
                return Err(format!("syntax.extra: {letter} is there twice"));
            }
            // A letter that IDNA maps to another one, or forbids, could never be in a name.
            let kept = DomainName::parse(&format!("a{letter}a"))
                .is_ok_and(|name| name.unicode() == format!("a{letter}a"));
            if letter.is_ascii() || !kept {
                return Err(format!(
                    "syntax.extra: {letter:?} is no letter beyond ASCII that a name can have"
                ));
            }
            extra.push(letter);
        }
        if self.table.is_some() && extra.is_empty() {
            return Err("syntax.table: there are no letters in it, see syntax.extra".to_owned());
        }
        if self
            .table
            .as_ref()
            .is_some_and(|name| name.is_empty() || name.contains(char::is_whitespace))
        {
            return Err("syntax.table: a name without spaces is needed".to_owned());
        }
        Ok(Syntax { min, max, extra, table: self.table.clone() })
    }
}

/// Labels as A-labels, sorted; `key` is where they are written.
pub(super) fn sorted(key: &str, labels: &[String]) -> Result<Vec<String>, String> {
    let a_label = |text: &String| {
        DomainName::parse(text)
            .ok()
            .filter(|name| name.labels().count() == 1 && !text.ends_with('.'))
            .map(|name| name.to_string())
            .ok_or_else(|| format!("{key}: {text} is no label"))
    };
    let mut sorted = labels.iter().map(a_label).collect::<Result<Vec<_>, _>>()?;
    sorted.sort_unstable();
    match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("{key}: {} is there twice", pair[0])),
        None => Ok(sorted),
    }
}
