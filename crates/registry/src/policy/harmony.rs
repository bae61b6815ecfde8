//! Whether the keys of a policy agree with each other, in an ordered table of rules. What one
//! section says of itself is judged where that section is read.

use foral_model::contact::ContactRole;
use foral_model::extension::Extension;
use foral_model::zone::{
    Approval, AtExpiry, CodeNeed, HolderChange, Offer, Requirement, Zone, ZoneState,
};

use super::price_list;

type Rule = fn(&Zone) -> Result<(), String>;

/// The rules, in the order in which an operator would meet the keys.
const RULES: &[Rule] = &[
    years_fit_the_horizon,
    holders_exist,
    codes_can_be_had,
    names_are_not_free_to_take,
    expired_names_exist,
    graces_have_something_to_undo,
    signers_need_their_extension,
    restoration_needs_its_extension,
    strong_codes_are_demanded,
    letters_have_a_table,
    contacts_exist_for_their_extensions,
    launches_have_their_extension,
    price_list::check,
];

/// Refuses a contradiction.
pub(super) fn check(zone: &Zone) -> Result<(), String> {
    RULES.iter().try_for_each(|rule| rule(zone))
}

fn unless(wrong: bool, why: impl Into<String>) -> Result<(), String> {
    if wrong { Err(why.into()) } else { Ok(()) }
}

fn years_fit_the_horizon(zone: &Zone) -> Result<(), String> {
    let horizon = zone.horizon_years;
    let longest = zone.periods.last().copied().unwrap_or_default();
    let years = [
        ("periods", longest),
        ("transfer.years", zone.transfer.years),
        ("life.at_expiry_years", zone.life.at_expiry.years()),
    ];
    match years.into_iter().find(|(_, years)| *years > horizon) {
        Some((key, years)) => {
            Err(format!("{key}: {years} years lead beyond horizon_years, which is {horizon}"))
        }
        None => Ok(()),
    }
}

fn holders_exist(zone: &Zone) -> Result<(), String> {
    let none = zone.registrant == Requirement::Forbidden;
    unless(
        none && zone.codes.by_holder == Offer::Offered,
        "codes.by_holder: there are no holders, because contacts.registrant is \"forbidden\"",
    )?;
    unless(
        none && matches!(zone.holder_change, HolderChange::ByAgreement { .. }),
        "holder_change.kind: there are no holders to agree, because contacts.registrant is \
         \"forbidden\"",
    )?;
    let asked = matches!(zone.transfer.approval, Approval::AdministrativeContact { .. });
    let administrators = zone.required_roles.contains(&ContactRole::Admin);
    unless(
        asked && zone.registrant != Requirement::Required && !administrators,
        "transfer.approval: a name may be without anybody to ask; require a registrant or an \
         \"admin\" contact",
    )
}

fn codes_can_be_had(zone: &Zone) -> Result<(), String> {
    let made = [zone.codes.by_holder, zone.codes.by_registrar].contains(&Offer::Offered);
    unless(
        zone.transfer.code == CodeNeed::Needed && !made,
        "transfer.code: a code is needed, but neither holders nor registrars make any (codes)",
    )
}

fn names_are_not_free_to_take(zone: &Zone) -> Result<(), String> {
    unless(
        zone.transfer.code == CodeNeed::Optional && zone.transfer.approval == Approval::Nobody,
        "transfer.code: without a code and without approval any registrar could take any name",
    )
}

fn expired_names_exist(zone: &Zone) -> Result<(), String> {
    let kept =
        matches!(zone.life.at_expiry, AtExpiry::AsWished { .. }) && zone.life.renewable_days > 0;
    unless(
        zone.transfer.expired == Offer::Offered && !kept,
        "transfer.expired: no name is expired and renewable here (life.at_expiry, \
         life.renewable_days)",
    )
}

fn graces_have_something_to_undo(zone: &Zone) -> Result<(), String> {
    unless(
        zone.life.grace.transfer > 0 && zone.transfer.years == 0,
        "life.grace.transfer: a transfer adds no years here (transfer.years), so that there is \
         nothing to undo",
    )
}

fn signers_need_their_extension(zone: &Zone) -> Result<(), String> {
    let (offered, max) = (zone.extensions.has(Extension::SecDns), zone.signers_max);
    unless(
        max > 0 && !offered,
        format!("hosts.signers_max: {max} signers cannot be given without secDNS in extensions"),
    )?;
    unless(offered && max == 0, "extensions: secDNS is offered, but hosts.signers_max is 0")
}

fn restoration_needs_its_extension(zone: &Zone) -> Result<(), String> {
    let offered = zone.extensions.has(Extension::Rgp);
    let life = &zone.life;
    unless(
        life.redemption_days > 0 && !offered,
        "life.redemption_days: nobody can ask for a restoration without rgp in extensions",
    )?;
    let grace = life.grace;
    let graces = [grace.add, grace.renew, grace.auto_renew, grace.transfer];
    unless(
        offered && life.redemption_days == 0 && graces.iter().all(|days| *days == 0),
        "extensions: rgp is offered, but life has neither grace nor redemption",
    )
}

fn strong_codes_are_demanded(zone: &Zone) -> Result<(), String> {
    let bits = zone.codes.registrar_bits;
    unless(
        zone.extensions.has(Extension::SecureAuthInfo)
            && zone.codes.by_registrar == Offer::Offered
            && bits < 128,
        format!(
            "extensions: secure-authinfo-transfer promises codes of at least 128 bits, but \
             codes.registrar_bits is {bits}"
        ),
    )
}

fn letters_have_a_table(zone: &Zone) -> Result<(), String> {
    unless(
        zone.extensions.has(Extension::Idn) && zone.syntax.table.is_none(),
        "extensions: idn is offered, but syntax.table names no table",
    )
}

fn launches_have_their_extension(zone: &Zone) -> Result<(), String> {
    let closed = matches!(zone.state, ZoneState::Closed { .. });
    unless(
        !zone.launch.is_empty() && !zone.extensions.has(Extension::Launch),
        "launch: nobody can say which phase a command is for without launch in extensions",
    )?;
    unless(
        !zone.launch.is_empty() && closed,
        "launch: the zone is closed for new names (state.kind), so that there is nothing to launch",
    )
}

fn contacts_exist_for_their_extensions(zone: &Zone) -> Result<(), String> {
    if zone.registrant != Requirement::Forbidden || zone.contacts_max > 0 {
        return Ok(());
    }
    let about = [Extension::PtContact, Extension::PtNis2, Extension::AdditionalEmail];
    match about
        .into_iter()
        .find(|extension| zone.extensions.has(*extension))
    {
        Some(extension) => {
            Err(format!("extensions: {extension} is about contacts, and there are none here"))
        }
        None => Ok(()),
    }
}
