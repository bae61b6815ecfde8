//! Letters to whoever asks for data that is not public.

use foral_model::disclosure::DisclosureId;
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;

use super::{Content, Writer, link, subject};
use crate::safe_text;

impl Writer<'_> {
    /// The link that confirms the request.
    pub(super) fn disclosure_asked(
        &self,
        domain: &DomainName,
        expires: Timestamp,
        token: &Secret,
    ) -> Content {
        let words = self.words;
        Content {
            subject: subject(domain, |name| words.mail_disclosure_asked_subject(name)),
            what: vec![words.mail_disclosure_asked_what(domain.unicode())],
            facts: vec![
                (words.mail_fact_domain(), domain.unicode()),
                (words.mail_fact_valid_until(), self.moment(expires)),
            ],
            to_do: words.mail_disclosure_asked_do(words.moment(expires)),
            to_do_link: link(words.mail_disclosure_asked_link(), self.portal.disclosure(token)),
            to_stop: Some(words.mail_disclosure_asked_stop()),
            ..Content::default()
        }
    }

    /// When the answer is due.
    pub(super) fn disclosure_received(
        &self,
        request: &DisclosureId,
        domain: &DomainName,
        due: Timestamp,
    ) -> Content {
        let words = self.words;
        Content {
            subject: subject(domain, |name| words.mail_disclosure_received_subject(name)),
            what: vec![words.mail_disclosure_received_what(domain.unicode(), words.moment(due))],
            facts: vec![
                (words.mail_fact_request(), request.to_string()),
                (words.mail_fact_domain(), domain.unicode()),
                (words.mail_fact_due(), self.moment(due)),
            ],
            to_do: words.mail_nothing_to_do(),
            ..Content::default()
        }
    }

    /// The refusal and its reason.
    pub(super) fn disclosure_refused(
        &self,
        request: &DisclosureId,
        domain: &DomainName,
        reason: &str,
    ) -> Content {
        let words = self.words;
        Content {
            subject: subject(domain, |name| words.mail_disclosure_answered_subject(name)),
            what: vec![
                words.mail_disclosure_refused_what(domain.unicode()),
                safe_text::shortened(reason, 2000),
            ],
            facts: self.about(request, domain),
            to_do: words.mail_nothing_to_do(),
            ..Content::default()
        }
    }

    /// The data, a fact on each line: role, field and value, with tabs between them.
    pub(super) fn disclosure_granted(
        &self,
        request: &DisclosureId,
        domain: &DomainName,
        data: &Secret,
    ) -> Content {
        let words = self.words;
        let mut facts = self.about(request, domain);
        for line in data.expose().lines() {
            let mut parts = line.splitn(3, '\t');
            if let (Some(role), Some(field), Some(value)) =
                (parts.next(), parts.next(), parts.next())
            {
                let label =
                    words.directory_fact(words.directory_field(field), words.directory_role(role));
                facts.push((label, value.to_owned()));
            }
        }
        Content {
            subject: subject(domain, |name| words.mail_disclosure_answered_subject(name)),
            what: vec![words.mail_disclosure_granted_what(domain.unicode())],
            facts,
            to_do: words.mail_disclosure_granted_do(),
            ..Content::default()
        }
    }

    fn about(&self, request: &DisclosureId, domain: &DomainName) -> Vec<(String, String)> {
        vec![
            (self.words.mail_fact_request(), request.to_string()),
            (self.words.mail_fact_domain(), domain.unicode()),
        ]
    }
}
