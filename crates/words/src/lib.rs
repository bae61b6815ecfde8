//! Every sentence that a person reads, in Portuguese, English and Spanish.
//!
//! The sentences are in `ftl/<language>/*.ftl`. The build compares the languages and writes one
//! method of [`Words`] for each sentence: hyphens of the key become underscores, variables become
//! parameters in alphabetical order, so that a sentence can be reworded without touching a caller.
//! A variable that chooses a plural is an `i64`; any other is whatever can be displayed.

mod bundles;
mod countries;
mod dates;
mod directory;
mod history;
mod notices;
mod refusals;
mod results;
mod statuses;
#[cfg(test)]
mod tests;

pub use dates::Clocks;
use foral_model::lang::Lang;

/// The sentences of one language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words {
    lang: Lang,
    clocks: Option<Clocks>,
}

impl Words {
    /// The sentences for a reader of `lang`, with instants as Lisbon's clocks show them.
    pub const fn of(lang: Lang) -> Self {
        Self { lang, clocks: None }
    }

    /// The same, with instants as other clocks show them.
    pub const fn by(self, clocks: Clocks) -> Self {
        Self { clocks: Some(clocks), ..self }
    }

    fn clocks(self) -> Clocks {
        self.clocks.unwrap_or_default()
    }

    /// Whose sentences these are.
    pub const fn lang(self) -> Lang {
        self.lang
    }
}
