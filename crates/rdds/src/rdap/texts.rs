//! The sentences of an instance's language, formatted once: most of them are in every answer.

use foral_model::lang::Lang;
use foral_registry::directory::Reason;
use foral_words::Words;

/// Sentences at hand, and [`Words`] for those with something in them.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) words: Words,
    pub(crate) terms_title: String,
    pub(crate) terms: String,
    pub(crate) terms_none: String,
    no_consent: String,
    objection: String,
    not_published: String,
}

impl Texts {
    /// The sentences for readers of `lang`.
    pub(crate) fn of(lang: Lang) -> Self {
        let words = Words::of(lang);
        Self {
            words,
            terms_title: words.rdap_terms_title(),
            terms: words.rdap_terms(),
            terms_none: words.rdap_terms_none(),
            no_consent: words.rdap_reason_no_consent(),
            objection: words.rdap_reason_objection(),
            not_published: words.rdap_reason_not_published(),
        }
    }

    /// Why something is kept back.
    pub(crate) fn reason(&self, reason: Reason) -> &str {
        match reason {
            Reason::NoConsent => &self.no_consent,
            Reason::Objection => &self.objection,
            Reason::NotPublished => &self.not_published,
        }
    }
}
