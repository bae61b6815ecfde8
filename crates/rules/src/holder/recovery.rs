//! Getting back in: a link to the address on file, and a new password.

use foral_model::contact::Contact;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::mail::Letter;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan, Token, TokenPurpose};
use foral_model::refusal::Refusal;
use foral_model::secret::{Digest, Sealed, Secret};
use foral_model::time::Timestamp;
use foral_model::user::{Role, User};

use crate::case::to_contact;
use crate::password;
use crate::rule::require;

/// Minutes that a recovery link works.
pub const LINK_MINUTES: i64 = 60;
/// Links that are sent to one person in an hour; more requests are silently ignored.
pub const LINKS_PER_HOUR: i64 = 5;

/// All that a request for a link must know.
pub struct LinkFacts {
    /// The contact that the request is about, if there is one.
    pub contact: Option<Contact>,
    /// Links that were sent to it within the last hour.
    pub sent: i64,
    /// The digest of the token that was minted.
    pub digest: Digest,
    /// The token, sealed for the letter.
    pub sealed: Sealed,
}

/// Sends a link to the address on file. Whatever the facts are, the outcome is the same; the asker
/// must learn nothing.
pub fn send_link(facts: &LinkFacts, now: Timestamp) -> Plan {
    let mut plan = Plan::answering(Outcome::Done);
    let Some(contact) = facts
        .contact
        .as_ref()
        .filter(|_| facts.sent < LINKS_PER_HOUR)
    else {
        return plan;
    };
    let expires = now.plus_minutes(LINK_MINUTES);
    let handle = contact.handle.clone();
    plan.changes.push(Change::TokensEnd(handle.clone()));
    plan.changes.push(Change::TokenInsert(Token {
        digest: facts.digest.clone(),
        purpose: TokenPurpose::Recovery,
        handle: handle.clone(),
        email: contact.email.clone(),
        expires,
    }));
    let letter = Letter::Recovery { handle: handle.clone(), token: facts.sealed.clone(), expires };
    plan.mail.push(to_contact(contact, letter));
    plan.events.push(Event {
        subject: Subject::User(handle),
        deed: Deed::RecoveryAsked,
        at: None,
        billed: None,
    });
    plan
}

/// All that a new password must know.
pub struct ResetFacts {
    /// The link that the token belongs to, if it is there.
    pub token: Option<Token>,
    /// The contact whose access it recovers.
    pub contact: Option<Contact>,
    /// Its account, if it ever had a password.
    pub user: Option<User>,
    /// Argon2id hash of the new password.
    pub hash: Digest,
}

/// Sets a new password: the link is used up, all sessions end, and the holder is told.
///
/// # Errors
/// [`Refusal::LinkDead`], [`Refusal::PasswordTooWeak`].
pub fn reset(password: &Secret, facts: &ResetFacts, now: Timestamp) -> Result<Plan, Refusal> {
    let contact = link_works(facts.token.as_ref(), facts.contact.as_ref(), now)?;
    password::is_strong(password, &[contact.handle.as_str(), &contact.email])?;
    let handle = contact.handle.clone();
    let user = User {
        login: handle.clone(),
        role: Role::Holder,
        password: Some(facts.hash.clone()),
        lang: facts.user.as_ref().map_or(contact.lang, |user| user.lang),
        recovered: Some(now),
        failures: 0,
        failed: None,
        version: facts.user.as_ref().map_or(0, |user| user.version),
    };
    let mut plan = Plan::answering(Outcome::PasswordReset { handle: handle.clone() });
    if let Some(token) = &facts.token {
        plan.changes.push(Change::TokenUse(token.digest.clone()));
    }
    plan.changes.push(Change::UserPut(Box::new(user)));
    plan.changes.push(Change::SessionsEnd(handle.clone()));
    plan.changes.push(Change::TokensEnd(handle.clone()));
    plan.mail
        .push(to_contact(contact, Letter::PasswordChanged { handle: handle.clone(), at: now }));
    plan.events.push(Event {
        subject: Subject::User(handle),
        deed: Deed::Recovered,
        at: None,
        billed: None,
    });
    Ok(plan)
}

/// Whose access a link recovers: it must be there, in time, and its address must still be the
/// one on file.
///
/// # Errors
/// [`Refusal::LinkDead`].
pub fn link_works<'f>(
    token: Option<&Token>,
    contact: Option<&'f Contact>,
    now: Timestamp,
) -> Result<&'f Contact, Refusal> {
    let (Some(token), Some(contact)) = (token, contact) else { return Err(Refusal::LinkDead) };
    let works = token.purpose == TokenPurpose::Recovery
        && now < token.expires
        && token.email == contact.email
        && token.handle == contact.handle;
    require(works, || Refusal::LinkDead)?;
    Ok(contact)
}

#[cfg(test)]
mod tests;
