//! JSON that is the same in many answers but for one thing: written once, and filled for each.

use std::fmt::{self, Display};

use serde::Serialize;

use super::json::{self, Ready};

/// What stands where the gap will be. No text of ours has this character in it: neither XML nor a
/// command line can say it.
pub(super) const GAP: char = '\0';
/// The same as JSON has it.
const ESCAPED: &str = "\\u0000";

/// A value as JSON with gaps, all of which are filled with the same.
#[derive(Debug)]
pub(super) struct Gapped(Vec<Box<str>>);

impl Gapped {
    /// A value in whose texts [`GAP`] stands.
    ///
    /// # Errors
    /// As [`json::written`].
    pub(super) fn of(value: &impl Serialize) -> serde_json::Result<Self> {
        let text = json::written(value, 0)?;
        let text = String::from_utf8_lossy(&text);
        Ok(Self(text.split(ESCAPED).map(Box::from).collect()))
    }

    /// The JSON with something in its gaps, as [`Gapped::filled`].
    pub(super) fn text(&self, with: impl Display) -> String {
        Filled { gapped: self, with }.to_string()
    }

    /// The value with something in its gaps, which is part of a text there.
    pub(super) const fn filled<T: Display>(&self, with: T) -> Ready<Filled<'_, T>> {
        Ready(Filled { gapped: self, with })
    }
}

/// JSON with its gaps filled.
pub(super) struct Filled<'a, T> {
    gapped: &'a Gapped,
    with: T,
}

impl<T: Display> Display for Filled<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = self.gapped.0.iter();
        f.write_str(pieces.next().map_or("", |first| first))?;
        pieces.try_for_each(|piece| {
            self.with.fmt(f)?;
            f.write_str(piece)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::Within;
    use super::*;

    #[test]
    fn gaps_are_filled_and_the_rest_stays() {
        let gapped = Gapped::of(&["\0", "a\"\0b\0", ""]).unwrap();
        let filled = json::written(&gapped.filled(Within("x\"")), 8).unwrap();
        assert_eq!(filled, br#"["x\"","a\"x\"bx\"",""]"#);
    }
}
