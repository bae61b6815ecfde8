//! A zone's policy file: TOML in, a typed value out. Unknown keys are refused.

use foral_model::contact::ContactRole;
use foral_model::id::RegistrarId;
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::time::Timestamp;
use foral_model::zone::{
    CodePolicy, ExpiryPolicy, Extension, HolderChange, HostModel, Prices, Requirement, Syntax,
    TransferPolicy, Zone, ZoneState,
};
use serde::Deserialize;

/// Reads a zone's policy.
///
/// # Errors
/// A sentence that names the key and what is wrong with it.
pub fn parse(text: &str) -> Result<Zone, String> {
    let file: File =
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
    let mut reserved = file
        .reserved
        .iter()
        .map(|label| a_label(label))
        .collect::<Result<Vec<_>, _>>()?;
    reserved.sort();
    let mut periods = file.periods.clone();
    periods.sort_unstable();
    if periods.is_empty() {
        return Err("periods: at least one is needed".to_owned());
    }
    Ok(Zone {
        name: DomainName::parse(&file.name)
            .map_err(|_| format!("name: {} is no name", file.name))?,
        state: state(&file.state)?,
        syntax: Syntax {
            min: file.syntax.min,
            max: file.syntax.max,
            extra: file.syntax.extra.chars().collect(),
        },
        reserved,
        periods,
        horizon_years: file.horizon_years,
        renewal_window_days: file.renewal_window_days,
        hosts: match file.hosts.model {
            Model::Attributes => HostModel::Attributes,
            Model::Objects => HostModel::Objects,
            Model::Either => HostModel::Either,
        },
        name_servers_max: file.hosts.name_servers_max,
        signers_max: file.hosts.signers_max,
        registrant: match file.contacts.registrant {
            Need::Required => Requirement::Required,
            Need::Optional => Requirement::Optional,
            Need::Forbidden => Requirement::Forbidden,
        },
        required_roles: file
            .contacts
            .required_roles
            .iter()
            .map(|role| self::role(role))
            .collect::<Result<_, _>>()?,
        contacts_max: file.contacts.per_role_max,
        codes: codes(&file.codes),
        transfer: match file.transfer.kind {
            TransferKind::Immediate => TransferPolicy::Immediate,
        },
        expiry: expiry(&file.expiry),
        prices: prices(&file.prices)?,
        national: offered(file.extensions.national),
        holder_change: match file.holder_change {
            Change::ByRegistrar => HolderChange::ByRegistrar,
            Change::ByAgreement => HolderChange::ByAgreement,
        },
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    reserved: Vec<String>,
    periods: Vec<u8>,
    horizon_years: u8,
    renewal_window_days: Option<u16>,
    holder_change: Change,
    state: State,
    syntax: SyntaxTable,
    hosts: Hosts,
    contacts: Contacts,
    codes: Codes,
    transfer: Transfer,
    expiry: Expiry,
    prices: PriceTable,
    extensions: Extensions,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Change {
    ByRegistrar,
    ByAgreement,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    kind: StateKind,
    #[serde(default)]
    authority: String,
    #[serde(default)]
    registrars: Vec<String>,
    since: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StateKind {
    Open,
    Restricted,
    Closed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SyntaxTable {
    min: u8,
    max: u8,
    extra: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hosts {
    model: Model,
    name_servers_max: u8,
    signers_max: u8,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Model {
    Attributes,
    Objects,
    Either,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contacts {
    registrant: Need,
    required_roles: Vec<String>,
    per_role_max: u8,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Need {
    Required,
    Optional,
    Forbidden,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Codes {
    by_holder: bool,
    by_registrar: bool,
    days: u16,
    registrar_min: u8,
    per_day: u8,
    free_attempts: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Transfer {
    kind: TransferKind,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TransferKind {
    Immediate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expiry {
    auto_renew_years: u8,
    renewable_days: u16,
    pending_delete_days: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceTable {
    currency: String,
    create: String,
    renew: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Extensions {
    national: bool,
}

fn state(state: &State) -> Result<ZoneState, String> {
    match state.kind {
        StateKind::Open => Ok(ZoneState::Open),
        StateKind::Restricted => {
            let known = |id: &String| {
                RegistrarId::parse(id)
                    .ok_or_else(|| format!("state.registrars: {id} is no identifier"))
            };
            let registrars = state
                .registrars
                .iter()
                .map(known)
                .collect::<Result<_, _>>()?;
            Ok(ZoneState::Restricted { authority: state.authority.clone(), registrars })
        }
        StateKind::Closed => {
            let since = state.since.as_deref().and_then(Timestamp::parse);
            let since =
                since.ok_or("state.since: an instant such as 2021-02-02T00:00:00Z is needed")?;
            Ok(ZoneState::Closed { since })
        }
    }
}

fn codes(table: &Codes) -> CodePolicy {
    CodePolicy {
        by_holder: offered(table.by_holder),
        by_registrar: offered(table.by_registrar),
        days: table.days,
        registrar_min: table.registrar_min,
        per_day: table.per_day,
        free_attempts: table.free_attempts,
    }
}

const fn expiry(table: &Expiry) -> ExpiryPolicy {
    ExpiryPolicy {
        auto_renew_years: table.auto_renew_years,
        renewable_days: table.renewable_days,
        pending_delete_days: table.pending_delete_days,
    }
}

fn prices(table: &PriceTable) -> Result<Prices, String> {
    let currency =
        Currency::parse(&table.currency).ok_or("prices.currency: three letters are needed")?;
    let price = |key: &str, text: &str| {
        Money::parse(text, currency).ok_or_else(|| format!("prices.{key}: {text} is no amount"))
    };
    Ok(Prices { create: price("create", &table.create)?, renew: price("renew", &table.renew)? })
}

fn role(text: &str) -> Result<ContactRole, String> {
    ContactRole::parse(text).ok_or_else(|| format!("contacts.required_roles: {text} is no role"))
}

fn a_label(text: &str) -> Result<String, String> {
    DomainName::parse(text)
        .map(|name| name.to_string())
        .map_err(|_| format!("reserved: {text} is no label"))
}

const fn offered(yes: bool) -> Extension {
    if yes { Extension::Offered } else { Extension::Absent }
}
