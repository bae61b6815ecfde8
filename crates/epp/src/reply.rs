//! From what the registry says to what EPP says: codes, words and data.

mod refusal;

use foral_epp_wire::Malformed;
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::ext::unhandled::Unhandled;
use foral_epp_wire::frame::append_frame;
use foral_epp_wire::namespace::{Extension, Object};
use foral_epp_wire::reply::{Checked, Data, Queue, Reply, TransactionIds, Value, write_reply};
use foral_epp_wire::roid::of_domain;
use foral_model::lang::Lang;
use foral_model::outcome::Outcome;
use foral_model::refusal::Refusal;
use foral_model::transfer::TransferState;
use foral_registry::error::{Error, Incident};
use foral_words::Words;

pub(crate) use refusal::code_of;

/// Answers one command. Each answer tells its code, by which the session knows whether it ends.
pub(crate) struct Voice<'a> {
    /// Where the frame goes.
    pub(crate) out: &'a mut Vec<u8>,
    /// The session's language.
    pub(crate) lang: Lang,
    /// Extensions that the session announced.
    pub(crate) announced: &'a [Extension],
    /// References of the command.
    pub(crate) ids: TransactionIds<'a>,
}

impl Voice<'_> {
    /// The session's words.
    pub(crate) const fn words(&self) -> Words {
        Words::of(self.lang)
    }

    /// A code and nothing else.
    pub(crate) fn code(&mut self, code: ResultCode) -> ResultCode {
        self.write(code, &[], None, None)
    }

    /// Done, with data.
    pub(crate) fn data(&mut self, data: Data<'_>) -> ResultCode {
        self.write(ResultCode::Ok, &[], None, Some(data))
    }

    /// What was checked, in the order in which it was asked.
    pub(crate) fn checked(
        &mut self,
        object: Object,
        asked: &[(String, Option<String>)],
    ) -> ResultCode {
        let lang = self.lang.tag();
        let all: Vec<_> = asked
            .iter()
            .map(|(asked, obstacle)| Checked { asked, obstacle: obstacle.as_deref(), lang })
            .collect();
        self.data(Data::Checked(object, &all))
    }

    /// An answer about the queue.
    pub(crate) fn queue(
        &mut self,
        code: ResultCode,
        queue: Queue<'_>,
        data: Option<Data<'_>>,
    ) -> ResultCode {
        self.write(code, &[], Some(queue), data)
    }

    /// A fault of the frame that the session finds; the reason is English.
    pub(crate) fn fault(
        &mut self,
        code: ResultCode,
        element: &str,
        value: &str,
        reason: &str,
    ) -> ResultCode {
        let value = Value { element, value, reason, lang: "en", rule: None };
        self.write(code, &[value], None, None)
    }

    /// A fault that reading found.
    pub(crate) fn malformed(&mut self, fault: &Malformed) -> ResultCode {
        self.write(fault.kind.code(), &[Value::from(fault)], None, None)
    }

    /// What was done.
    pub(crate) fn outcome(&mut self, outcome: &Outcome, suffix: &str) -> ResultCode {
        let roid = match outcome {
            Outcome::DomainCreated { id, .. } => of_domain(*id, suffix),
            _ => String::new(),
        };
        match outcome {
            Outcome::PollAcked { left, id } => {
                let count = u64::try_from(*left).unwrap_or(0);
                self.queue(ResultCode::Ok, Queue { count, id: id.0, message: None }, None)
            }
            _ => self.write(code_of_outcome(outcome), &[], None, data_of(outcome, &roid)),
        }
    }

    /// Why not.
    pub(crate) fn error(&mut self, error: &Error) -> ResultCode {
        match error {
            Error::Refused(refusal) => self.refused(refusal),
            Error::Failed(incident) => self.failed(incident),
        }
    }

    /// The law says no: the rule's stable name, what it is about, and what to do instead.
    pub(crate) fn refused(&mut self, refusal: &Refusal) -> ResultCode {
        let (subject, reason) = (refusal::subject_of(refusal), self.words().refusal(refusal));
        let lang = self.lang.tag();
        let rule = Some(refusal.name());
        let value = Value { element: refusal.name(), value: &subject, reason: &reason, lang, rule };
        self.write(code_of(refusal), &[value], None, None)
    }

    /// We broke; the incident is what to tell us.
    pub(crate) fn failed(&mut self, incident: &Incident) -> ResultCode {
        let code = ResultCode::Failed;
        let message = format!("{} ({incident})", self.words().result(code.number()));
        self.write_with(code, &message, &[], None, None)
    }

    fn write(
        &mut self,
        code: ResultCode,
        values: &[Value<'_>],
        queue: Option<Queue<'_>>,
        data: Option<Data<'_>>,
    ) -> ResultCode {
        let message = self.words().result(code.number());
        self.write_with(code, &message, values, queue, data)
    }

    fn write_with(
        &mut self,
        code: ResultCode,
        message: &str,
        values: &[Value<'_>],
        queue: Option<Queue<'_>>,
        data: Option<Data<'_>>,
    ) -> ResultCode {
        let (lang, announced, ids) = (self.lang.tag(), self.announced, self.ids);
        // Callers give no data of objects that the session did not announce.
        let (told, objects, unhandled) = (&[], &Object::ALL, Unhandled::Omit);
        let reply = Reply {
            code,
            message,
            lang,
            values,
            queue,
            data,
            told,
            objects,
            announced,
            unhandled,
            ids,
        };
        append_frame(self.out, |out| write_reply(out, &reply));
        code
    }
}

const fn code_of_outcome(outcome: &Outcome) -> ResultCode {
    match outcome {
        Outcome::DomainDeletionPending { .. } | Outcome::UpdatePending { .. } => ResultCode::Pending,
        Outcome::DomainTransferred { transfer, .. } | Outcome::ContactTransferred { transfer, .. }
            if matches!(transfer.state, TransferState::Pending) =>
        {
            ResultCode::Pending
        }
        Outcome::Done
        | Outcome::DomainCreated { .. }
        | Outcome::DomainDeleted { .. }
        | Outcome::DomainRestored { .. }
        | Outcome::DomainRenewed { .. }
        | Outcome::DomainTransferred { .. }
        | Outcome::ContactCreated { .. }
        | Outcome::ContactTransferred { .. }
        | Outcome::HostCreated { .. }
        | Outcome::PollAcked { .. }
        | Outcome::CodeCreated { .. }
        | Outcome::PasswordReset { .. } => ResultCode::Ok,
    }
}

fn data_of<'o>(outcome: &'o Outcome, roid: &'o str) -> Option<Data<'o>> {
    match outcome {
        Outcome::DomainCreated { name, created, expires, .. } => {
            Some(Data::DomainCreated { name, roid, created: *created, expires: Some(*expires) })
        }
        Outcome::DomainRenewed { name, expires, .. } => {
            Some(Data::DomainRenewed { name, expires: *expires })
        }
        Outcome::DomainTransferred { name, transfer, .. } => {
            Some(Data::DomainTransfer { name, transfer })
        }
        Outcome::ContactCreated { handle, created, .. } => {
            Some(Data::ContactCreated { handle, created: *created })
        }
        Outcome::ContactTransferred { handle, transfer } => {
            Some(Data::ContactTransfer { handle, transfer })
        }
        Outcome::HostCreated { name, created, .. } => {
            Some(Data::HostCreated { name, created: *created })
        }
        // A portal's outcomes never come to a registrar's command, and a code is not for EPP.
        Outcome::Done
        | Outcome::DomainDeleted { .. }
        | Outcome::DomainDeletionPending { .. }
        | Outcome::DomainRestored { .. }
        | Outcome::UpdatePending { .. }
        | Outcome::PollAcked { .. }
        | Outcome::CodeCreated { .. }
        | Outcome::PasswordReset { .. } => None,
    }
}

#[cfg(test)]
mod tests;
