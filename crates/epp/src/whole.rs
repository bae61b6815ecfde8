//! A command with what its extensions say beside it, put together.

use foral_epp_wire::beside::Beside;
use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::Envelope;
use foral_epp_wire::ext::addl_email::{AdditionalEmail, Rank};
use foral_epp_wire::ext::fee::agreed::Agreed;
use foral_epp_wire::ext::idn::Idn;
use foral_epp_wire::ext::orgext::Links;
use foral_epp_wire::ext::rgp::{Report, Restore};
use foral_epp_wire::ext::secdns::{KeyChange, KeyRemoval};
use foral_epp_wire::ext::ttl::{Record, Ttl};
use foral_model::command::{
    Command, DomainRestore, DomainUpdate, FeeClaim, LinkChange, RestoreReport, RestoreStep,
    SignerRemoval, Terms,
};
use foral_model::domain::{Key, RecordType, Signer};
use foral_model::id::Handle;
use foral_model::name::DomainName;
use foral_model::organisation::OrganisationLink;
use foral_model::zone::SignerForm;

use crate::keys::signer_of;
use crate::{launch, offer};

/// Why the parts do not make a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Misfit {
    pub(crate) code: ResultCode,
    pub(crate) element: &'static str,
    pub(crate) value: String,
    pub(crate) reason: &'static str,
}

/// Puts a command together.
///
/// # Errors
/// [`Misfit`] if an extension says what nothing here can mean.
pub(crate) fn command(plain: &Command, envelope: &Envelope) -> Result<Command, Misfit> {
    let beside = &envelope.beside;
    let mut whole = plain.clone();
    let terms = || terms(envelope);
    match &mut whole {
        Command::DomainCreate(it) => {
            it.terms = terms()?;
            it.ttls = times(beside)?.into_iter().filter_map(set).collect();
            it.idn_table = table(beside.idn.as_ref(), &it.name)?;
            it.organisations = made(beside);
            if let Some(keys) = &beside.keys {
                it.signers = signers(&keys.add, &it.name);
            }
        }
        Command::DomainUpdate(it) => {
            it.terms = without_token(terms()?)?;
            it.ttls = times(beside)?;
            it.organisations = changed(beside);
            if let Some(keys) = &beside.keys {
                change_keys(it, keys);
            }
            if let Some(restore) = &beside.restore {
                return restoration(it, restore);
            }
        }
        Command::DomainDelete(it) => it.terms = terms()?,
        Command::DomainRenew(it) => it.terms = without_token(terms()?)?,
        Command::DomainTransfer(it) => it.terms = without_token(terms()?)?,
        Command::ContactCreate(it) => {
            it.proposed = envelope.wanted_id.as_deref().and_then(Handle::parse);
            it.additional_email = email(beside.email.as_ref())?.flatten();
            it.organisations = made(beside);
            it.uses = offer::uses(envelope);
        }
        Command::ContactUpdate(it) => {
            it.additional_email = email(beside.email.as_ref())?;
            it.organisations = changed(beside);
            it.uses = offer::uses(envelope);
        }
        Command::HostCreate(it) => {
            it.ttls = times(beside)?.into_iter().filter_map(set).collect();
            it.organisations = made(beside);
        }
        Command::HostUpdate(it) => {
            it.ttls = times(beside)?;
            it.organisations = changed(beside);
        }
        Command::OrganisationCreate(it) => {
            it.reached.additional_email = email(beside.email.as_ref())?.flatten();
            it.uses = offer::uses(envelope);
        }
        Command::OrganisationUpdate(it) => {
            it.reached.additional_email = email(beside.email.as_ref())?;
            it.uses = offer::uses(envelope);
        }
        _ => {}
    }
    Ok(whole)
}

fn terms(envelope: &Envelope) -> Result<Terms, Misfit> {
    let beside = &envelope.beside;
    Ok(Terms {
        fee: beside.agreed.as_ref().map(claim).transpose()?,
        token: beside.token.clone(),
        uses: offer::uses(envelope),
        signer_form: beside.keys.as_ref().map(|_| SignerForm::Key),
        launch: beside.launch.as_ref().and_then(launch::terms),
    })
}

/// The organisations that a new object is linked to (RFC 8544, section 4.2.1).
fn made(beside: &Beside) -> Vec<OrganisationLink> {
    match &beside.organisations {
        Some(Links::Create(links)) => links.clone(),
        Some(Links::Update(_)) | None => Vec::new(),
    }
}

/// What becomes of an object's organisations (RFC 8544, section 4.2.5).
fn changed(beside: &Beside) -> LinkChange {
    match &beside.organisations {
        Some(Links::Update(change)) => change.clone(),
        Some(Links::Create(_)) | None => LinkChange::default(),
    }
}

/// A token entitles to a registration, and to nothing else here (RFC 8495, section 1).
fn without_token(terms: Terms) -> Result<Terms, Misfit> {
    if terms.token.is_none() {
        return Ok(terms);
    }
    Err(Misfit {
        code: ResultCode::Option,
        element: "allocationToken:allocationToken",
        value: String::new(),
        reason: "a token is good for a registration only",
    })
}

/// The registrar agrees to the sum of the fees that it names (RFC 8748, section 3.4).
fn claim(agreed: &Agreed) -> Result<FeeClaim, Misfit> {
    let mut sum = 0i64;
    for fee in &agreed.fees {
        let minor = fee.amount.minor().ok_or_else(|| Misfit {
            code: ResultCode::Range,
            element: "fee:fee",
            value: fee.amount.to_string(),
            reason: "an amount has two decimals at most",
        })?;
        sum = sum.saturating_add(minor);
    }
    Ok(FeeClaim { currency: agreed.currency, minor: sum })
}

fn times(beside: &Beside) -> Result<Vec<(RecordType, Option<u32>)>, Misfit> {
    let one = |ttl: &Ttl| {
        let record = match &ttl.record {
            Record::Ns => RecordType::Ns,
            Record::Ds => RecordType::Ds,
            Record::A => RecordType::A,
            Record::Aaaa => RecordType::Aaaa,
            other @ (Record::Dname | Record::Custom(_)) => {
                return Err(Misfit {
                    code: ResultCode::Policy,
                    element: "ttl:ttl",
                    value: format!("{other:?}"),
                    reason: "times to live are kept for NS, DS, A and AAAA",
                });
            }
        };
        Ok((record, ttl.seconds))
    };
    beside.ttl.iter().flatten().map(one).collect()
}

/// A value that a creation sets; one that it leaves to the zone needs no mention.
fn set((record, seconds): (RecordType, Option<u32>)) -> Option<(RecordType, u32)> {
    Some((record, seconds?))
}

/// The table that a name claims to be of; the Unicode form must be that of the name.
fn table(idn: Option<&Idn>, name: &DomainName) -> Result<Option<String>, Misfit> {
    let Some(idn) = idn else { return Ok(None) };
    let said = idn.unicode.as_deref().map(DomainName::parse);
    match said {
        Some(Ok(same)) if same == *name => {}
        None => {}
        Some(_) => {
            return Err(Misfit {
                code: ResultCode::Policy,
                element: "idn:uname",
                value: idn.unicode.clone().unwrap_or_default(),
                reason: "this is not the Unicode form of the name",
            });
        }
    }
    Ok(Some(idn.table.clone()))
}

fn email(said: Option<&AdditionalEmail>) -> Result<Option<Option<String>>, Misfit> {
    let Some(said) = said else { return Ok(None) };
    if said.rank == Rank::Primary {
        return Err(Misfit {
            code: ResultCode::Option,
            element: "addlEmail:email",
            value: said.address.clone().unwrap_or_default(),
            reason: "letters go to contact:email first",
        });
    }
    Ok(Some(said.address.clone()))
}

/// An update that restores changes nothing else (RFC 3915, section 4.2.5).
fn restoration(update: &DomainUpdate, restore: &Restore) -> Result<Command, Misfit> {
    let nothing = DomainUpdate {
        organisations: LinkChange::default(),
        name: update.name.clone(),
        add_name_servers: Vec::new(),
        remove_name_servers: Vec::new(),
        add_contacts: Vec::new(),
        remove_contacts: Vec::new(),
        add_statuses: Vec::new(),
        remove_statuses: Vec::new(),
        registrant: None,
        auth_info: None,
        signers: foral_model::command::SignerChange::default(),
        ttls: Vec::new(),
        national: update.national.clone(),
        terms: update.terms.clone(),
    };
    if *update != nothing {
        return Err(Misfit {
            code: ResultCode::UseError,
            element: "rgp:restore",
            value: String::new(),
            reason: "a restoration changes nothing else",
        });
    }
    let step = match restore {
        Restore::Request => RestoreStep::Request,
        Restore::Report(report) => RestoreStep::Report(Box::new(kept(report))),
    };
    let (name, terms) = (update.name.clone(), update.terms.clone());
    Ok(Command::DomainRestore(DomainRestore { name, step, terms }))
}

fn kept(report: &Report) -> RestoreReport {
    RestoreReport {
        before: report.before.clone(),
        after: report.after.clone(),
        deleted: report.deleted,
        restored: report.restored,
        reason: report.reason.clone(),
        statements: report.statements.clone(),
        other: report.other.clone(),
    }
}

fn signers(keys: &[Key], name: &DomainName) -> Vec<Signer> {
    keys.iter().map(|key| signer_of(name, key)).collect()
}

/// Keys become the signers that the registry makes of them (RFC 5910, section 4.2).
fn change_keys(update: &mut DomainUpdate, keys: &KeyChange) {
    update.signers.add = signers(&keys.add, &update.name);
    update.signers.remove = match &keys.remove {
        KeyRemoval::Creation | KeyRemoval::None => SignerRemoval::None,
        KeyRemoval::Some(gone) => SignerRemoval::Some(signers(gone, &update.name)),
        KeyRemoval::All => SignerRemoval::All,
    };
}
