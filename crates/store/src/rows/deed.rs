//! Deeds at rest: a word, and data by name.

use foral_model::journal::Deed;

use crate::failure::Failure;
use crate::rows;

/// The word for a deed.
pub(crate) const fn word(deed: &Deed) -> &'static str {
    match deed {
        Deed::Created => "created",
        Deed::Updated(_) => "updated",
        Deed::Renewed { .. } => "renewed",
        Deed::AutoRenewed { .. } => "auto-renewed",
        Deed::Transferred { .. } => "transferred",
        Deed::CodeCreated { .. } => "code-created",
        Deed::CodeRevoked => "code-revoked",
        Deed::CodeRefused { .. } => "code-refused",
        Deed::TransferAsked { .. } => "transfer-asked",
        Deed::TransferEnded { .. } => "transfer-ended",
        Deed::HolderChangeAsked { .. } => "holder-change-asked",
        Deed::HolderChangeEnded => "holder-change-ended",
        Deed::HolderChanged { .. } => "holder-changed",
        Deed::Expired => "expired",
        Deed::Redemption => "redemption",
        Deed::RestoreAsked => "restore-asked",
        Deed::Restored => "restored",
        Deed::RestoreLapsed => "restore-lapsed",
        Deed::GraceEnded { .. } => "grace-ended",
        Deed::StatusLapsed { .. } => "status-lapsed",
        Deed::DelegationHeld { .. } => "delegation-held",
        Deed::DelegationPassed => "delegation-passed",
        Deed::DelegationOverruled => "delegation-overruled",
        Deed::PendingDelete => "pending-delete",
        Deed::Removed => "removed",
        Deed::RecoveryAsked => "recovery-asked",
        Deed::Recovered => "recovered",
        Deed::PasswordChanged => "password-changed",
        Deed::Begun => "begun",
        Deed::Ended => "ended",
        Deed::Confirmed => "confirmed",
        Deed::Answered => "answered",
        Deed::Judged { .. } => "judged",
        Deed::Seen { .. } => "seen",
        Deed::Deposited { .. } => "deposited",
        Deed::Corrected { .. } => "corrected",
    }
}

/// A deed's data. Instants are RFC 3339, amounts are as people write them.
pub(crate) fn data(deed: &Deed) -> Vec<(&'static str, String)> {
    match deed {
        Deed::Updated(parts) => vec![("parts", parts.join(", "))],
        Deed::Renewed { expires }
        | Deed::AutoRenewed { expires }
        | Deed::CodeCreated { expires } => vec![("expires", expires.to_string())],
        Deed::Transferred { losing, gaining } => {
            vec![("losing", losing.to_string()), ("gaining", gaining.to_string())]
        }
        Deed::CodeRefused { registrar } => vec![("registrar", registrar.to_string())],
        Deed::TransferAsked { gaining } => vec![("gaining", gaining.to_string())],
        Deed::TransferEnded { state } => vec![("state", state.as_str().to_owned())],
        Deed::HolderChangeAsked { to } => vec![("to", to.to_string())],
        Deed::HolderChanged { from, to } => {
            let from = from.iter().map(|from| ("from", from.to_string()));
            from.chain([("to", to.to_string())]).collect()
        }
        Deed::GraceEnded { kind } => vec![("kind", kind.as_str().to_owned())],
        Deed::StatusLapsed { status } => vec![("status", status.to_string())],
        Deed::DelegationHeld { findings } => vec![("findings", findings.join("; "))],
        Deed::Deposited { amount } => vec![("amount", amount.to_string())],
        Deed::Corrected { amount, reason } => {
            vec![("amount", amount.to_string()), ("reason", reason.clone())]
        }
        Deed::Judged { status, reason } => {
            let reason = reason.iter().map(|reason| ("reason", reason.clone()));
            [("status", status.clone())]
                .into_iter()
                .chain(reason)
                .collect()
        }
        Deed::Seen { ground, request } => {
            let ground = ground.iter().map(|ground| ("ground", (*ground).to_owned()));
            let request = request.iter().map(|request| ("request", request.clone()));
            ground.chain(request).collect()
        }
        Deed::Created
        | Deed::Confirmed
        | Deed::Answered
        | Deed::CodeRevoked
        | Deed::HolderChangeEnded
        | Deed::Expired
        | Deed::Redemption
        | Deed::RestoreAsked
        | Deed::Restored
        | Deed::RestoreLapsed
        | Deed::DelegationPassed
        | Deed::DelegationOverruled
        | Deed::PendingDelete
        | Deed::Removed
        | Deed::RecoveryAsked
        | Deed::Recovered
        | Deed::Begun
        | Deed::Ended
        | Deed::PasswordChanged => Vec::new(),
    }
}

/// Data by name as a JSON object.
pub(crate) fn to_json<'a>(
    data: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<String, Failure> {
    let object: serde_json::Map<String, serde_json::Value> = data
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    rows::to_json(&object)
}

/// Data by name, sorted by name.
pub(crate) fn from_json(text: &str) -> Result<Vec<(String, String)>, Failure> {
    let object: std::collections::BTreeMap<String, String> = rows::from_json(text)?;
    Ok(object.into_iter().collect())
}
