//! That it is really the person who signed in: the password again.

use foral_model::secret::Secret;
use foral_registry::view::SignInRefused;

use crate::failure::Failure;
use crate::guard::SignedIn;
use crate::settings::Web;

/// What is wrong with the password that was typed, if anything is.
pub(crate) async fn wrong_password(
    web: &Web,
    signed_in: &SignedIn,
    typed: String,
) -> Result<Option<String>, Failure> {
    let t = signed_in.frame(web).words;
    if typed.is_empty() {
        return Ok(Some(t.transfer_password_missing()));
    }
    let (actor, password) = (signed_in.actor(), Secret::new(typed));
    Ok(
        match web
            .registry
            .password_matches(&actor, signed_in.holder(), &password)
            .await?
        {
            Ok(()) => None,
            Err(SignInRefused::Wrong) => Some(t.transfer_password_wrong()),
            Err(SignInRefused::Throttled(until)) => Some(t.login_throttled(t.date_time(until))),
        },
    )
}
