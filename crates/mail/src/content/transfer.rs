//! Letters about codes and what they do.

use foral_model::auth_code::AuthCode;
use foral_model::id::Handle;
use foral_model::mail::TransferReader;
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;

use super::{Code, Content, Recovery, Writer, link, subject};
use crate::safe_text;

impl Writer<'_> {
    pub(super) fn code(
        &self,
        handle: &Handle,
        domain: &DomainName,
        process_id: i64,
        expires: Timestamp,
        registrar: &str,
    ) -> Content {
        let words = self.words;
        Content {
            subject: subject(domain, |name| words.mail_code_subject(name)),
            what: vec![words.mail_code_what(domain.unicode())],
            facts: vec![
                (words.mail_fact_domain(), domain.unicode()),
                (words.mail_fact_process_id(), process_id.to_string()),
                (words.mail_fact_registrar(), safe_text::name(registrar)),
                (words.mail_fact_handle(), handle.to_string()),
                (words.mail_fact_valid_until(), self.moment(expires)),
            ],
            to_do: words.mail_code_do(words.moment(expires)),
            to_stop: Some(words.mail_code_stop()),
            to_stop_link: link(words.mail_code_link(), self.portal.cancel_code(domain)),
            ..Content::default()
        }
    }

    /// A code of another form than ours is shown as it is.
    pub(super) fn code_panel(&self, secret: &Secret) -> Code {
        let (line, groups) = match AuthCode::parse(secret.expose()) {
            Ok(code) => (code.expose().to_owned(), code.groups()),
            Err(_) => (secret.expose().to_owned(), vec![secret.expose().to_owned()]),
        };
        Code { label: self.words.mail_code_label(), line, groups }
    }

    /// Without a link: contacts and registrars read it, and the domain's page is the holder's alone.
    pub(super) fn code_notice(&self, domain: &DomainName, at: Timestamp) -> Content {
        let words = self.words;
        Content {
            subject: subject(domain, |name| words.mail_notice_subject(name)),
            facts: self.when(domain, at),
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_notice_stop()),
            ..Content::default()
        }
    }

    pub(super) fn code_notice_what(
        &self,
        name: &DomainName,
        at: Timestamp,
        recovery: Recovery,
    ) -> Vec<String> {
        let words = self.words;
        let first = words.mail_notice_what(words.moment(at), name.unicode());
        match recovery {
            Recovery::Recent => vec![first, words.mail_notice_recovered()],
            Recovery::None => vec![first],
        }
    }

    pub(super) fn code_revoked(&self, domain: &DomainName, at: Timestamp) -> Content {
        let words = self.words;
        Content {
            subject: subject(domain, |name| words.mail_revoked_subject(name)),
            what: vec![words.mail_revoked_what(words.moment(at), domain.unicode())],
            facts: self.when(domain, at),
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_revoked_stop()),
            to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
            ..Content::default()
        }
    }

    pub(super) fn transferred(
        &self,
        domain: &DomainName,
        losing: &str,
        gaining: &str,
        at: Timestamp,
        reader: TransferReader,
    ) -> Content {
        match reader {
            TransferReader::Holder => self.moved(domain, losing, gaining, at),
            TransferReader::Losing => self.lost(domain, gaining, at),
            TransferReader::Gaining => self.gained(domain, losing, at),
        }
    }

    fn moved(&self, domain: &DomainName, losing: &str, gaining: &str, at: Timestamp) -> Content {
        let (words, name) = (self.words, domain.unicode());
        Content {
            subject: subject(domain, |name| words.mail_transferred_subject(name)),
            what: vec![
                words.mail_transferred_what(words.moment(at), name, gaining, losing),
                words.mail_transferred_stays(),
            ],
            to_do: words.mail_transferred_do(gaining),
            to_stop: Some(words.mail_transferred_stop(losing)),
            to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
            ..Content::default()
        }
    }

    fn lost(&self, domain: &DomainName, gaining: &str, at: Timestamp) -> Content {
        let (words, name) = (self.words, domain.unicode());
        Content {
            subject: subject(domain, |name| words.mail_transferred_subject(name)),
            what: vec![words.mail_lost_what(words.moment(at), name, gaining)],
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_lost_stop()),
            ..Content::default()
        }
    }

    fn gained(&self, domain: &DomainName, losing: &str, at: Timestamp) -> Content {
        let (words, name) = (self.words, domain.unicode());
        Content {
            subject: subject(domain, |name| words.mail_transferred_subject(name)),
            what: vec![words.mail_gained_what(words.moment(at), name, losing)],
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_gained_stop()),
            ..Content::default()
        }
    }

    pub(super) fn transfer_facts(
        &self,
        domain: &DomainName,
        process_id: i64,
        losing: &str,
        gaining: &str,
        expires: Timestamp,
    ) -> Vec<(String, String)> {
        let words = self.words;
        let mut facts = vec![
            (words.mail_fact_domain(), domain.unicode()),
            (words.mail_fact_process_id(), process_id.to_string()),
            (words.mail_fact_losing(), losing.to_owned()),
            (words.mail_fact_gaining(), gaining.to_owned()),
        ];
        facts.extend(self.handle());
        facts.push((words.mail_fact_expires(), words.date(expires)));
        facts
    }
}
