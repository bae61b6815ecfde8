//! From what the registry says to what EPP says: codes, words and data.

mod element;
mod outcome;
mod refusal;

use foral_epp_wire::Malformed;
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::ext::dry_run::{self, Cost, Line};
use foral_epp_wire::ext::retry::Repeated;
use foral_epp_wire::ext::rgp::{Grace, GraceShown};
use foral_epp_wire::ext::unhandled::Unhandled;
use foral_epp_wire::frame::append_frame;
use foral_epp_wire::namespace::{Extension, Object};
use foral_epp_wire::reply::{Checked, Data, Queue, Reply, TransactionIds, Value, write_reply};
use foral_epp_wire::roid::of_domain;
use foral_epp_wire::told::{Told, Words as Said};
use foral_model::lang::Lang;
use foral_model::login::LoginEvent;
use foral_model::outcome::Outcome;
use foral_model::refusal::{Refusal, Spoken};
use foral_registry::error::{Error, Incident};
use foral_words::{Clocks, Words};

use crate::money::Account;
use crate::security;
use crate::whole::Misfit;

pub(crate) use refusal::code_of;

/// Answers one command. Each answer tells its code, by which the session knows whether it ends.
pub(crate) struct Voice<'a> {
    /// Where the frame goes.
    pub(crate) out: &'a mut Vec<u8>,
    /// The session's language.
    pub(crate) lang: Lang,
    /// Whose clocks instants in words are by.
    pub(crate) clocks: Clocks,
    /// What the command is about.
    pub(crate) about: Option<Object>,
    /// Objects that the session announced.
    pub(crate) objects: &'a [Object],
    /// Extensions that the session announced.
    pub(crate) announced: &'a [Extension],
    /// References of the command.
    pub(crate) ids: TransactionIds<'a>,
}

impl Voice<'_> {
    /// The session's words.
    pub(crate) const fn words(&self) -> Words {
        Words::of(self.lang).by(self.clocks)
    }

    /// A code and nothing else.
    pub(crate) fn code(&mut self, code: ResultCode) -> ResultCode {
        self.write(code, &[], None, None)
    }

    /// Done, with data.
    pub(crate) fn data(&mut self, data: Data<'_>) -> ResultCode {
        self.write(ResultCode::Ok, &[], None, Some(data))
    }

    /// Done, with data and what extensions add to it.
    pub(crate) fn data_told(&mut self, data: Data<'_>, told: &[Told<'_>]) -> ResultCode {
        let message = self.words().result(ResultCode::Ok.number());
        self.write_with(ResultCode::Ok, &message, &[], (None, Some(data)), told)
    }

    /// Done, with nothing but what extensions say.
    pub(crate) fn told(&mut self, told: &[Told<'_>]) -> ResultCode {
        let message = self.words().result(ResultCode::Ok.number());
        self.write_with(ResultCode::Ok, &message, &[], (None, None), told)
    }

    /// The parts of a command do not make a whole; the reason is English.
    pub(crate) fn misfit(&mut self, misfit: &Misfit) -> ResultCode {
        self.fault(misfit.code, misfit.element, &misfit.value, misfit.reason)
    }

    /// What was checked, in the order in which it was asked.
    pub(crate) fn checked(
        &mut self,
        object: Object,
        asked: &[(String, Option<String>)],
        told: &[Told<'_>],
    ) -> ResultCode {
        let lang = self.lang.tag();
        let all: Vec<_> = asked
            .iter()
            .map(|(asked, obstacle)| Checked { asked, obstacle: obstacle.as_deref(), lang })
            .collect();
        self.data_told(Data::Checked(object, &all), told)
    }

    /// An answer about the queue.
    pub(crate) fn queue(
        &mut self,
        code: ResultCode,
        queue: Queue<'_>,
        data: Option<Data<'_>>,
        told: &[Told<'_>],
    ) -> ResultCode {
        let message = self.words().result(code.number());
        self.write_with(code, &message, &[], (Some(queue), data), told)
    }

    /// The same voice, to a client that announces these.
    pub(crate) fn announcing<'v>(
        &'v mut self,
        objects: &'v [Object],
        announced: &'v [Extension],
    ) -> Voice<'v> {
        let (lang, clocks, about, ids) = (self.lang, self.clocks, self.about, self.ids);
        Voice { out: self.out, lang, clocks, about, objects, announced, ids }
    }

    /// An answer to a login, with what the registrar should look after.
    pub(crate) fn events(&mut self, code: ResultCode, events: &[LoginEvent]) -> ResultCode {
        let words = self.words();
        let message = words.result(code.number());
        security::shown(events, words, |shown| {
            self.write_with(code, &message, &[], (None, None), &[Told::Security(shown)])
        })
    }

    /// A login that brings a password which could be guessed.
    pub(crate) fn weak_password(&mut self, events: &[LoginEvent]) -> ResultCode {
        let refusal = Refusal::PasswordTooWeak;
        let (said, code) = (spoken(&refusal, self.words(), self.about), code_of(&refusal));
        security::shown(events, self.words(), |shown| {
            self.refused_told(&said, code, &[Told::Security(shown)])
        })
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

    /// What was done, now or, if the command is a repetition, before.
    pub(crate) fn outcome(
        &mut self,
        outcome: &Outcome,
        suffix: &str,
        repeated: Option<Repeated<'_>>,
    ) -> ResultCode {
        if let Outcome::PollAcked { left, id } = outcome {
            let count = u64::try_from(*left).unwrap_or(0);
            let queue = Queue { count, id: id.0, message: None };
            return self.queue(ResultCode::Ok, queue, None, &[]);
        }
        let roid = match outcome {
            Outcome::DomainCreated { id, .. } if self.announced.contains(&Extension::PtDomain) => {
                of_domain(*id, suffix)
            }
            _ => String::new(),
        };
        let account = Account::of(outcome);
        let status = restored(outcome);
        let lang = self.lang.tag();
        let mut told: Vec<Told<'_>> = Vec::new();
        told.extend(status.as_ref().map(|shown| Told::Restored(shown, lang)));
        told.extend(
            account
                .as_ref()
                .map(|account| Told::Charged(account.shown())),
        );
        if let Outcome::ApplicationMade { at, .. } = outcome {
            told.push(Told::Applied(at));
        }
        told.extend(repeated.map(Told::Repeated));
        let code = outcome::code_of(outcome);
        let message = self.words().result(code.number());
        self.write_with(code, &message, &[], (None, outcome::data_of(outcome, &roid)), &told)
    }

    /// What a command would answer and cost: the answer itself is that the question was answered.
    pub(crate) fn rehearsed(&mut self, rehearsed: &Rehearsed<'_>) -> ResultCode {
        let words = self.words();
        let lang = self.lang.tag();
        let (code, refusal, account) = match rehearsed {
            Rehearsed::Done(outcome) => (outcome::code_of(outcome), None, Account::of(outcome)),
            Rehearsed::Refused(refusal) => (code_of(refusal), Some(refusal), None),
        };
        let message = words.result(code.number());
        let fault = refusal.map(|refusal| {
            let element = element::element_of(refusal, self.about);
            (element, refusal::subject_of(refusal), words.refusal(refusal))
        });
        let values: Vec<Value<'_>> = refusal
            .zip(fault.as_ref())
            .map(|(refusal, (element, value, reason))| Value {
                element,
                value,
                reason,
                lang,
                rule: Some(refusal.name()),
            })
            .into_iter()
            .collect();
        let lines: Vec<Line<'_>> = account
            .iter()
            .flat_map(|account| lines_of(account, lang))
            .collect();
        let cost = account.as_ref().map(|account| Cost {
            currency: account.currency,
            period: None,
            lines: &lines,
            balance: account.balance(),
        });
        let text = Said { text: &message, lang };
        let outcome = dry_run::Outcome { code, message: text, values: &values, cost };
        let answer = words.result(ResultCode::Ok.number());
        let told = [Told::DryRun(outcome)];
        self.write_with(ResultCode::Ok, &answer, &[], (None, None), &told)
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
        self.refused_told(&spoken(refusal, self.words(), self.about), code_of(refusal), &[])
    }

    /// The law said no, and says it again in the words of then.
    pub(crate) fn refused_before(&mut self, said: &Spoken, repeated: Repeated<'_>) -> ResultCode {
        let code = ResultCode::parse(said.code).unwrap_or(ResultCode::Failed);
        self.refused_told(said, code, &[Told::Repeated(repeated)])
    }

    fn refused_told(&mut self, said: &Spoken, code: ResultCode, told: &[Told<'_>]) -> ResultCode {
        let Spoken { rule, element, value, reason, lang, .. } = said;
        let value = Value { element, value, reason, lang: lang.tag(), rule: Some(rule) };
        let message = self.words().result(code.number());
        self.write_with(code, &message, &[value], (None, None), told)
    }

    /// We broke; the incident is what to tell us.
    pub(crate) fn failed(&mut self, incident: &Incident) -> ResultCode {
        let code = ResultCode::Failed;
        let message = format!("{} ({incident})", self.words().result(code.number()));
        self.write_with(code, &message, &[], (None, None), &[])
    }

    fn write(
        &mut self,
        code: ResultCode,
        values: &[Value<'_>],
        queue: Option<Queue<'_>>,
        data: Option<Data<'_>>,
    ) -> ResultCode {
        let message = self.words().result(code.number());
        self.write_with(code, &message, values, (queue, data), &[])
    }

    fn write_with(
        &mut self,
        code: ResultCode,
        message: &str,
        values: &[Value<'_>],
        (queue, data): (Option<Queue<'_>>, Option<Data<'_>>),
        told: &[Told<'_>],
    ) -> ResultCode {
        let (lang, objects, announced, ids) =
            (self.lang.tag(), self.objects, self.announced, self.ids);
        let unhandled = if announced.contains(&Extension::UnhandledNamespaces) {
            Unhandled::Tell
        } else {
            Unhandled::Omit
        };
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

/// A refusal in a session's words.
pub(crate) fn spoken(refusal: &Refusal, words: Words, about: Option<Object>) -> Spoken {
    Spoken {
        rule: refusal.name().to_owned(),
        code: code_of(refusal).number(),
        element: element::element_of(refusal, about),
        value: refusal::subject_of(refusal),
        reason: words.refusal(refusal),
        lang: words.lang(),
    }
}

/// What a rehearsal came to.
pub(crate) enum Rehearsed<'a> {
    /// It would be done.
    Done(&'a Outcome),
    /// It would be refused.
    Refused(&'a Refusal),
}

/// RFC 3915's status after a restoration; nothing once the name is whole again.
fn restored(outcome: &Outcome) -> Option<[GraceShown<'static>; 1]> {
    match outcome {
        Outcome::DomainRestored { report_by: Some(_), .. } => {
            Some([GraceShown { grace: Grace::PendingRestore, remark: "" }])
        }
        _ => None,
    }
}

fn lines_of<'a>(account: &'a Account, lang: &'a str) -> impl Iterator<Item = Line<'a>> {
    let what = Said { text: account.verb.as_str(), lang };
    let fees = account
        .fees
        .iter()
        .map(move |fee| Line { amount: fee.amount, what });
    let credits = account.credits.iter().map(move |credit| Line {
        amount: credit.amount,
        what: Said { text: credit.description.as_deref().unwrap_or_default(), lang },
    });
    fees.chain(credits)
}

#[cfg(test)]
mod tests;
