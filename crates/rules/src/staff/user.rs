//! Who signs in.

use foral_model::command::UserPut;
use foral_model::contact::Contact;
use foral_model::journal::{Deed, Event, Subject};
use foral_model::lang::Lang;
use foral_model::outcome::Outcome;
use foral_model::plan::{Change, Plan};
use foral_model::refusal::Refusal;
use foral_model::secret::Digest;
use foral_model::user::{Role, User};

use crate::password;
use crate::rule::require;

/// Adds somebody who signs in, or sets the password of somebody who does.
///
/// # Errors
/// [`Refusal::PasswordTooWeak`], [`Refusal::ContactUnknown`] for a holder without a contact.
pub fn put_user(
    put: &UserPut,
    known: Option<&User>,
    holder: Option<&Contact>,
    hash: Digest,
) -> Result<Plan, Refusal> {
    password::is_strong(&put.password, &[put.login.as_str()])?;
    let fits = put.role != Role::Holder || holder.is_some();
    require(fits, || Refusal::ContactUnknown(put.login.to_string()))?;
    let mut plan = Plan::answering(Outcome::Done);
    plan.changes.push(Change::UserPut(Box::new(User {
        login: put.login.clone(),
        role: put.role.clone(),
        password: Some(hash),
        lang: put
            .lang
            .or(known.map(|user| user.lang))
            .or(holder.map(|contact| contact.lang))
            .unwrap_or(Lang::Pt),
        recovered: known.and_then(|user| user.recovered),
        failures: 0,
        failed: None,
        version: known.map_or(0, |user| user.version),
    })));
    plan.changes.push(Change::SessionsEnd(put.login.clone()));
    let deed = if known.is_some() { Deed::PasswordChanged } else { Deed::Created };
    plan.events.push(Event {
        subject: Subject::User(put.login.clone()),
        deed,
        at: None,
        billed: None,
    });
    Ok(plan)
}
