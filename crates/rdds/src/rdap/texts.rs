//! The sentences of an instance's language, formatted once: most of them are in every answer.

use foral_model::lang::Lang;
use foral_registry::directory::{Reason, Unpublished};
use foral_words::Words;

use super::redacted::Sentences;

/// Sentences at hand, and [`Words`] for those with something in them.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) words: Words,
    pub(crate) terms_title: String,
    pub(crate) terms: String,
    pub(crate) terms_none: String,
    pub(crate) redactions: Sentences,
    /// Why a name is not in the DNS, for each of [`Unpublished::ALL`].
    unpublished: [String; Unpublished::ALL.len()],
}

impl Texts {
    /// The sentences for readers of `lang`.
    pub(crate) fn of(lang: Lang) -> Self {
        let words = Words::of(lang);
        let (no_consent, objection, not_published) = (
            words.rdap_reason_no_consent(),
            words.rdap_reason_objection(),
            words.rdap_reason_not_published(),
        );
        Self {
            unpublished: Unpublished::ALL.map(|why| words.directory_dns(Some(why.as_str()))),
            words,
            terms_title: words.rdap_terms_title(),
            terms: words.rdap_terms(),
            terms_none: words.rdap_terms_none(),
            redactions: Sentences::of_reasons(|reason| match reason {
                Reason::NoConsent => &no_consent,
                Reason::Objection => &objection,
                Reason::NotPublished => &not_published,
            }),
        }
    }

    /// Why a name is not in the DNS.
    pub(crate) fn unpublished(&self, why: Unpublished) -> &str {
        &self.unpublished[why as usize]
    }
}
