//! Contacts (RFC 5733): one file per verb.

pub mod create;
pub mod delete;
pub mod lifecycle;
pub mod transfer;
pub mod update;

use foral_model::contact::Contact;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;

use crate::rule::require;

/// A line of a contact's history, at the time of the commit.
pub(crate) fn event(contact: &Contact, deed: Deed) -> Event {
    Event { subject: Subject::Contact(contact.handle.clone()), deed, at: None, billed: None }
}

/// Refuses a second address that is none: one `@` with something before it, and a host name after
/// it. Letters beyond ASCII are welcome before the `@` (RFC 9873, section 2).
///
/// # Errors
/// [`Refusal::EmailSyntax`].
pub fn additional_email_is_one(email: &str) -> Result<(), Refusal> {
    let fits = email.rsplit_once('@').is_some_and(|(local, host)| {
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
        (1..=64).contains(&local.len())
            && local.chars().all(plain)
            && DomainName::parse(host).is_ok_and(|name| name.labels().count() >= 2)
    });
    require(fits, || Refusal::EmailSyntax(email.to_owned()))
}

/// Refuses what no letter can be sent to: one `@`, a local part of 1 to 64 plain characters, and a
/// host name of two labels or more (RFC 5321, section 4.1.2, without quoted local parts).
///
/// # Errors
/// [`Refusal::EmailSyntax`].
pub fn email_can_be_written_to(email: &str) -> Result<(), Refusal> {
    let fits = email.rsplit_once('@').is_some_and(|(local, host)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        (1..=64).contains(&local.len())
            && local.chars().all(plain)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && !host.ends_with('.')
            && DomainName::parse(host).is_ok_and(|name| name.labels().count() >= 2)
    });
    require(fits, || Refusal::EmailSyntax(email.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_mail_reaches() {
        for good in [
            "ana@exemplo.pt",
            "a.b+c@sub.exemplo.pt",
            "joão@x.pt".replace('ã', "a").as_str(),
            "ana@açúcar.pt",
        ] {
            assert_eq!(email_can_be_written_to(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "ana",
            "ana@",
            "@exemplo.pt",
            "a b@exemplo.pt",
            "ana@exemplo",
            "ana@@exemplo.pt",
            "ana@exemplo.pt.",
            ".a@exemplo.pt",
            "a..b@exemplo.pt",
            "ana@exemplo.pt\r\nBcc: x@y.pt",
        ] {
            assert!(email_can_be_written_to(bad).is_err(), "{bad}");
        }
    }
}
