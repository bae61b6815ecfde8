//! Letters about the life of a domain.

use foral_model::id::Handle;
use foral_model::mail::DnssecChange;
use foral_model::name::DomainName;
use foral_model::time::Timestamp;

use super::{Content, Writer, link, subject};
use crate::safe_text;

impl Writer<'_> {
    pub(super) fn registered(
        &self,
        handle: &Handle,
        domain: &DomainName,
        process_id: i64,
        registrar: &str,
        expires: Timestamp,
    ) -> Content {
        let (words, registrar) = (self.words, safe_text::name(registrar));
        Content {
            subject: subject(domain, |name| words.mail_registered_subject(name)),
            what: vec![words.mail_registered_what(domain.unicode(), handle, &registrar)],
            facts: vec![
                (words.mail_fact_domain(), domain.unicode()),
                (words.mail_fact_process_id(), process_id.to_string()),
                (words.mail_fact_registrar(), registrar.clone()),
                (words.mail_fact_handle(), handle.to_string()),
                (words.mail_fact_expires(), words.date(expires)),
            ],
            to_do: words.mail_registered_do(),
            to_do_link: link(words.mail_registered_link(), self.portal.recovery()),
            to_stop: Some(words.mail_registered_stop(registrar)),
            ..Content::default()
        }
    }

    pub(super) fn expired(
        &self,
        domain: &DomainName,
        registrar: &str,
        until: Timestamp,
    ) -> Content {
        let (words, registrar) = (self.words, safe_text::name(registrar));
        let until_when = (words.mail_fact_renewable_until(), self.moment(until));
        Content {
            subject: subject(domain, |name| words.mail_expired_subject(name)),
            what: vec![words.mail_expired_what(domain.unicode(), words.moment(until))],
            facts: self.leaving(domain, &registrar, until_when),
            to_do: words.mail_expired_do(registrar),
            ..Content::default()
        }
    }

    pub(super) fn deletion_started(
        &self,
        domain: &DomainName,
        registrar: &str,
        purge: Timestamp,
    ) -> Content {
        let (words, registrar) = (self.words, safe_text::name(registrar));
        let purge_words = words.moment(purge);
        let free = (words.mail_fact_free(), self.moment(purge));
        Content {
            subject: subject(domain, |name| words.mail_deletion_subject(name)),
            what: vec![words.mail_deletion_what(domain.unicode(), purge_words, &registrar)],
            facts: self.leaving(domain, &registrar, free),
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_deletion_stop(registrar)),
            to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
            ..Content::default()
        }
    }

    pub(super) fn dnssec_changed(
        &self,
        domain: &DomainName,
        registrar: &str,
        at: Timestamp,
        change: DnssecChange,
    ) -> Content {
        let (words, name) = (self.words, domain.unicode());
        let what = match change {
            DnssecChange::Begun => words.mail_dnssec_begun(name),
            DnssecChange::Renewed => words.mail_dnssec_renewed(name),
            DnssecChange::Ended => words.mail_dnssec_ended(name),
        };
        Content {
            subject: subject(domain, |name| words.mail_dnssec_subject(name)),
            what: vec![what],
            facts: self.when(domain, at),
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_dnssec_stop(safe_text::name(registrar))),
            to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
            ..Content::default()
        }
    }

    fn leaving(
        &self,
        domain: &DomainName,
        registrar: &str,
        last: (String, String),
    ) -> Vec<(String, String)> {
        let words = self.words;
        let mut facts = vec![
            (words.mail_fact_domain(), domain.unicode()),
            (words.mail_fact_registrar(), registrar.to_owned()),
        ];
        facts.extend(self.handle());
        facts.push(last);
        facts
    }
}
