//! What a command says about money and extensions, against what the zone offers.

use foral_model::allocation::{AllocationToken, Uses};
use foral_model::command::{FeeClaim, Terms};
use foral_model::domain::RecordType;
use foral_model::extension::{Extension, Extensions};
use foral_model::id::RegistrarId;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::time::Timestamp;
use foral_model::zone::Zone;

use crate::prices::Quote;
use crate::rule::require;

/// Refuses an extension that the zone does not offer.
///
/// # Errors
/// [`Refusal::ExtensionNotOffered`] with the first of them.
pub fn offers(zone: &Zone, uses: Extensions) -> Result<(), Refusal> {
    let missing = uses.iter().find(|used| !zone.extensions.has(*used));
    match missing {
        Some(extension) => Err(Refusal::ExtensionNotOffered(extension.as_str())),
        None => Ok(()),
    }
}

/// Refuses a fee that the registrar has not agreed to: one that is less than the fee, in another
/// currency, or none at all for a name of a tier (RFC 8748, sections 3.4 and 5.2).
///
/// # Errors
/// [`Refusal::CurrencyNotOffered`], [`Refusal::FeeTooLow`], [`Refusal::FeeUnclaimed`].
pub fn agrees(terms: &Terms, quote: &Quote, zone: &Zone) -> Result<(), Refusal> {
    match terms.fee {
        Some(claim) => covers_fee(claim, quote),
        None if quote.tier.is_some() && zone.extensions.has(Extension::Fee) => {
            require(quote.charge.is_nothing(), || Refusal::FeeUnclaimed(quote.charge.fee))
        }
        None => Ok(()),
    }
}

fn covers_fee(claim: FeeClaim, quote: &Quote) -> Result<(), Refusal> {
    let needed = quote.charge.fee;
    if let Some(currency) = claim.currency {
        let same = currency == needed.currency;
        require(same, || Refusal::CurrencyNotOffered(currency.to_string()))?;
    }
    require(claim.minor >= needed.minor, || Refusal::FeeTooLow { needed, given: claim.minor })
}

/// Refuses an allocation token that is not known, or not for this name, registrar or day
/// (RFC 8495, section 4).
///
/// # Errors
/// [`Refusal::AllocationTokenUnknown`], [`Refusal::AllocationTokenUnfit`],
/// [`Refusal::AllocationTokenSpent`].
pub fn entitles(
    token: Option<&AllocationToken>,
    name: &DomainName,
    asker: &RegistrarId,
    now: Timestamp,
) -> Result<(), Refusal> {
    let token = token.ok_or(Refusal::AllocationTokenUnknown)?;
    let is_theirs = token.registrar.as_ref().is_none_or(|owner| owner == asker);
    require(is_theirs, || Refusal::AllocationTokenUnknown)?;
    let in_zone = name.parent().as_ref() == Some(&token.zone);
    let fits = in_zone && token.name.as_ref().is_none_or(|meant| meant == name);
    require(fits, || Refusal::AllocationTokenUnfit(name.clone()))?;
    let in_time =
        token.from.is_none_or(|from| from <= now) && token.until.is_none_or(|until| now < until);
    let unspent = token.uses == Uses::Unlimited || token.used_by.is_none();
    require(in_time && unspent, || Refusal::AllocationTokenSpent)
}

/// Refuses a time to live that the zone does not allow (RFC 9803, section 1.3).
///
/// # Errors
/// [`Refusal::TtlOutOfRange`], [`Refusal::Duplicate`].
pub fn ttls_fit(ttls: &[(RecordType, u32)], zone: &Zone) -> Result<(), Refusal> {
    for (at, (record, ttl)) in ttls.iter().enumerate() {
        let (min, max) = (zone.ttl.min, zone.ttl.max);
        require((min..=max).contains(ttl), || Refusal::TtlOutOfRange { min, max })?;
        let twice = ttls[..at].iter().any(|(other, _)| other == record);
        require(!twice, || Refusal::Duplicate(record.as_str().to_owned()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
