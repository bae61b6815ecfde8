//! Letters about what a domain waits for: a transfer, a change of holder.

use foral_model::command::Verdict;
use foral_model::domain::Party;
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;

use super::{Content, Writer, link, subject};
use crate::safe_text;

impl Writer<'_> {
    /// For the holder's knowledge: nothing in it approves anything.
    pub(super) fn transfer_announced(
        &self,
        handle: &Handle,
        domain: &DomainName,
        gaining: &str,
        acts: Timestamp,
    ) -> Content {
        let (words, gaining, when) =
            (self.words, safe_text::name(gaining), self.words.moment(acts));
        let moves = (words.mail_fact_moves(), self.moment(acts));
        Content {
            subject: subject(domain, |name| words.mail_asked_subject(name)),
            what: vec![words.mail_asked_what(&when, domain.unicode(), &gaining)],
            facts: self.waiting(handle, domain, Some(gaining), moves),
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_asked_stop(when)),
            to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
            ..Content::default()
        }
    }

    /// For whoever must approve, with a link to the page that asks.
    pub(super) fn transfer_to_approve(
        &self,
        handle: &Handle,
        domain: &DomainName,
        gaining: &str,
        acts: Timestamp,
        token: &Secret,
    ) -> Content {
        let (words, gaining, when) =
            (self.words, safe_text::name(gaining), self.words.moment(acts));
        let until = (words.mail_fact_answer_until(), self.moment(acts));
        Content {
            subject: subject(domain, |name| words.mail_approve_subject(name)),
            what: vec![words.mail_approve_what(when, domain.unicode(), &gaining)],
            facts: self.waiting(handle, domain, Some(gaining), until),
            to_do: words.mail_decide_do(),
            to_do_link: link(words.mail_decide_link(), self.portal.decision(token)),
            to_stop: Some(words.mail_approve_stop()),
            ..Content::default()
        }
    }

    pub(super) fn transfer_ended(
        &self,
        handle: &Handle,
        domain: &DomainName,
        gaining: &str,
        at: Timestamp,
    ) -> Content {
        let (words, gaining) = (self.words, safe_text::name(gaining));
        let when = (words.mail_fact_at(), self.moment(at));
        Content {
            subject: subject(domain, |name| words.mail_stayed_subject(name)),
            what: vec![words.mail_stayed_what(words.moment(at), domain.unicode(), &gaining)],
            facts: self.waiting(handle, domain, Some(gaining.clone()), when),
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_stayed_stop(gaining)),
            to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
            ..Content::default()
        }
    }

    pub(super) fn holder_change_asked(
        &self,
        handle: &Handle,
        domain: &DomainName,
        party: Party,
        lapses: Timestamp,
        token: &Secret,
    ) -> Content {
        let (words, name, when) = (self.words, domain.unicode(), self.words.moment(lapses));
        let until = (words.mail_fact_answer_until(), self.moment(lapses));
        let (what, stop) = match party {
            Party::Present => (words.mail_giving_what(name, when), words.mail_giving_stop()),
            Party::New => (words.mail_taking_what(name, when), words.mail_taking_stop()),
        };
        Content {
            subject: subject(domain, |name| match party {
                Party::Present => words.mail_giving_subject(name),
                Party::New => words.mail_taking_subject(name),
            }),
            what: vec![what],
            facts: self.waiting(handle, domain, None, until),
            to_do: words.mail_decide_do(),
            to_do_link: link(words.mail_decide_link(), self.portal.decision(token)),
            to_stop: Some(stop),
            ..Content::default()
        }
    }

    /// Whoever held the domain until then reads it too, and cannot open its page any more: only a
    /// holder who stays gets a link.
    pub(super) fn holder_change_decided(
        &self,
        handle: &Handle,
        domain: &DomainName,
        verdict: Verdict,
        at: Timestamp,
    ) -> Content {
        let (words, name, when) = (self.words, domain.unicode(), self.words.moment(at));
        let facts = self.waiting(handle, domain, None, (words.mail_fact_at(), self.moment(at)));
        match verdict {
            Verdict::Agree => Content {
                subject: subject(domain, |name| words.mail_handed_subject(name)),
                what: vec![words.mail_handed_what(when, name), words.mail_handed_codes()],
                facts,
                to_do: words.mail_nothing_to_do(),
                to_stop: Some(words.mail_handed_stop()),
                ..Content::default()
            },
            Verdict::Refuse => Content {
                subject: subject(domain, |name| words.mail_kept_subject(name)),
                what: vec![words.mail_kept_what(when, name)],
                facts,
                to_do: words.mail_nothing_to_do(),
                to_stop: Some(words.mail_kept_stop()),
                to_stop_link: link(words.mail_domain_link(), self.portal.domain(domain)),
                ..Content::default()
            },
        }
    }

    fn waiting(
        &self,
        handle: &Handle,
        domain: &DomainName,
        gaining: Option<String>,
        last: (String, String),
    ) -> Vec<(String, String)> {
        let words = self.words;
        let mut facts = vec![(words.mail_fact_domain(), domain.unicode())];
        facts.extend(gaining.map(|name| (words.mail_fact_gaining(), name)));
        facts.push((words.mail_fact_handle(), handle.to_string()));
        facts.push(last);
        facts
    }
}
