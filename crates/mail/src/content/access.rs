//! Letters about who gets in.

use foral_model::id::Handle;
use foral_model::secret::Secret;
use foral_model::time::Timestamp;

use super::{Content, Writer, link};
use crate::safe_text;

impl Writer<'_> {
    pub(super) fn recovery(&self, handle: &Handle, expires: Timestamp, token: &Secret) -> Content {
        let words = self.words;
        Content {
            subject: words.mail_recovery_subject(),
            what: vec![words.mail_recovery_what(handle)],
            facts: vec![(words.mail_fact_handle(), handle.to_string())],
            to_do: words.mail_recovery_do(words.moment(expires)),
            to_do_link: link(words.mail_recovery_link(), self.portal.new_password(token)),
            to_stop: Some(words.mail_recovery_stop()),
            ..Content::default()
        }
    }

    pub(super) fn password_changed(&self, handle: &Handle, at: Timestamp) -> Content {
        let words = self.words;
        Content {
            subject: words.mail_password_subject(),
            what: vec![words.mail_password_what(words.moment(at), handle)],
            facts: vec![(words.mail_fact_handle(), handle.to_string())],
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_password_stop()),
            to_stop_link: link(words.mail_password_link(), self.portal.recovery()),
            ..Content::default()
        }
    }

    pub(super) fn email_changed(&self, handle: &Handle, at: Timestamp, registrar: &str) -> Content {
        let (words, registrar) = (self.words, safe_text::name(registrar));
        Content {
            subject: words.mail_email_subject(),
            what: vec![words.mail_email_what(words.moment(at), handle, &registrar)],
            facts: vec![
                (words.mail_fact_handle(), handle.to_string()),
                (words.mail_fact_registrar(), registrar.clone()),
                (words.mail_fact_at(), self.moment(at)),
            ],
            to_do: words.mail_nothing_to_do(),
            to_stop: Some(words.mail_email_stop(registrar)),
            ..Content::default()
        }
    }
}
