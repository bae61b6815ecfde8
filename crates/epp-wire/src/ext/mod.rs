//! The extensions that a command or an answer carries beside its object (RFC 5730, section 2.7.3).
//!
//! One file each: its namespace, its types in the field's own terms, and how they are read and
//! written. [`Beside`](crate::beside::Beside) gathers what commands say, and
//! [`Told`](crate::told::Told) what answers do.

pub mod addl_email;
pub mod allocation_token;
pub mod change_poll;
pub mod dry_run;
pub mod fee;
pub mod idn;
pub mod launch;
pub mod login_sec;
pub mod mark;
pub mod orgext;
pub mod ptcontact;
pub mod ptdomain;
pub mod ptnis2;
pub mod retry;
pub mod rgp;
pub mod rule;
pub mod secdns;
pub mod secure_authinfo;
mod signature;
pub mod signed_mark;
pub mod ttl;
pub mod unhandled;

use secdns::KeyChange;

use crate::element::Element;
use crate::malformed::{Kind, Malformed};
use crate::namespace::{EPP, Extension};
use crate::xml::Xml;

/// The extensions of a command, waiting for the verb that knows what to do with them.
pub(crate) struct Carried<'a, 'i> {
    waiting: [Option<Element<'a, 'i>>; Extension::ALL.len()],
    keys: Option<KeyChange>,
    process_id: Option<String>,
}

impl<'a, 'i> Carried<'a, 'i> {
    /// Sorts what a command's `extension` holds; what is not offered is refused (2103).
    pub(crate) fn read(
        extension: Option<Element<'a, 'i>>,
        offered: &[Extension],
    ) -> Result<Self, Malformed> {
        let waiting = [None; Extension::ALL.len()];
        let mut carried = Self { waiting, keys: None, process_id: None };
        let Some(extension) = extension else { return Ok(carried) };
        let mut parts = extension.sequence()?;
        let mut some = false;
        while let Some(part) = parts.take() {
            some = true;
            carried.keep(part, offered)?;
        }
        if some { Ok(carried) } else { Err(extension.invalid("", "an empty extension")) }
    }

    fn keep(&mut self, part: Element<'a, 'i>, offered: &[Extension]) -> Result<(), Malformed> {
        if part.namespace() == EPP || part.namespace().is_empty() {
            return Err(part.invalid("", "an extension has a namespace of its own"));
        }
        let known = Extension::parse(part.namespace()).filter(|e| offered.contains(e));
        let Some(extension) = known else {
            return Err(part.fault(Kind::Extension, part.namespace(), "no such extension"));
        };
        match self.waiting.get_mut(extension as usize) {
            Some(slot @ None) => {
                *slot = Some(part);
                Ok(())
            }
            _ => Err(part.fault(Kind::UseError, "", "the same extension twice")),
        }
    }

    /// Which extensions there are.
    pub(crate) fn extensions(&self) -> Vec<Extension> {
        let waits = |e: &Extension| self.waiting.get(*e as usize).is_some_and(Option::is_some);
        Extension::ALL.into_iter().filter(waits).collect()
    }

    /// Gives an extension to the verb that understands it.
    pub(crate) fn take(
        &mut self,
        extension: Extension,
        verb: &str,
    ) -> Result<Option<Element<'a, 'i>>, Malformed> {
        let taken = self
            .waiting
            .get_mut(extension as usize)
            .and_then(Option::take);
        match taken {
            Some(element) if element.local() != verb => {
                let reason = format!("{} beside {verb}", element.label());
                Err(element.fault(Kind::UseError, "", reason))
            }
            other => Ok(other),
        }
    }

    /// Whether nothing waits any longer.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_none() && self.waiting.iter().all(Option::is_none)
    }

    /// Leaves keys that the model's command has no room for.
    pub(crate) fn keep_keys(&mut self, keys: KeyChange) {
        self.keys = Some(keys);
    }

    /// Gives them on.
    pub(crate) fn take_keys(&mut self) -> Option<KeyChange> {
        self.keys.take()
    }

    /// Notes the process ID that the command claims to be about; the first claim counts, since the
    /// `roid` of a code may as well be a contact's (RFC 5731, section 3.2.4).
    pub(crate) fn claim(&mut self, id: &str) {
        self.process_id.get_or_insert_with(|| id.to_owned());
    }

    /// The claim of a process ID, once nothing waits any longer.
    pub(crate) fn finish(self) -> Result<Option<String>, Malformed> {
        match self.waiting.into_iter().flatten().next() {
            Some(element) => {
                let reason = format!("{} does not belong to this command", element.label());
                Err(element.fault(Kind::UseError, "", reason))
            }
            None => Ok(self.process_id),
        }
    }
}

/// Keeps a value that may be said twice only if it is the same.
pub(crate) fn set<T: PartialEq>(
    slot: &mut Option<T>,
    value: T,
    element: Element<'_, '_>,
    shown: &str,
) -> Result<(), Malformed> {
    match slot {
        Some(earlier) if *earlier != value => {
            let reason = "contradicts what the command says elsewhere";
            Err(element.fault(Kind::Policy, shown, reason))
        }
        _ => {
            *slot = Some(value);
            Ok(())
        }
    }
}

/// An `extension` element that is only written once something is put inside.
pub(crate) struct Block<'x, 'o> {
    xml: &'x mut Xml<'o>,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unopened,
    Open,
}

/// Where the extensions of an answer go: those that the session announced into `extension`, or all
/// others into values of the result (RFC 9038).
pub(crate) struct Parts<'x, 'o> {
    xml: &'x mut Xml<'o>,
    announced: &'x [Extension],
    place: Place,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Extension(State),
    Values,
}

impl<'x, 'o> Parts<'x, 'o> {
    /// Writes what was announced, inside `extension`.
    pub(crate) const fn announced(xml: &'x mut Xml<'o>, announced: &'x [Extension]) -> Self {
        Self { xml, announced, place: Place::Extension(State::Unopened) }
    }

    /// Writes what was not announced, each inside an `extValue`.
    pub(crate) const fn unhandled(xml: &'x mut Xml<'o>, announced: &'x [Extension]) -> Self {
        Self { xml, announced, place: Place::Values }
    }

    /// Writes a part, if this is its place.
    pub(crate) fn part(&mut self, extension: Extension, write: impl FnOnce(&mut Xml<'o>)) {
        match (self.announced.contains(&extension), self.place) {
            (true, Place::Extension(state)) => {
                if state == State::Unopened {
                    self.xml.open("extension");
                    self.place = Place::Extension(State::Open);
                }
                write(self.xml);
            }
            (false, Place::Values) => unhandled::write(self.xml, extension.uri(), write),
            _ => {}
        }
    }

    /// Closes what was opened.
    pub(crate) fn finish(self) {
        if self.place == Place::Extension(State::Open) {
            self.xml.close("extension");
        }
    }
}

impl<'x, 'o> Block<'x, 'o> {
    /// Nothing is written yet.
    pub(crate) const fn new(xml: &'x mut Xml<'o>) -> Self {
        Self { xml, state: State::Unopened }
    }

    /// Where a part goes.
    pub(crate) fn inside(&mut self) -> &mut Xml<'o> {
        if self.state == State::Unopened {
            self.xml.open("extension");
            self.state = State::Open;
        }
        self.xml
    }

    /// Closes what was opened.
    pub(crate) fn finish(self) {
        if self.state == State::Open {
            self.xml.close("extension");
        }
    }
}
