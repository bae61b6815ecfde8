//! What would it cost? Beside `domain:check` (RFC 8748, section 5.1.1).

use foral_model::money::Currency;
use foral_model::period::Period;

use super::{Credit, Fee, URI, VERBS, Verb, currency, write_credit, write_currency, write_fee};
use crate::element::Element;
use crate::ext::Carried;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::told::Words;
use crate::value::{attribute, one_of, period, required_attribute, write_period_as};
use crate::xml::Xml;

/// The question, about each of the names that are checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Check {
    /// The currency of the answer; the server's own if nothing is said.
    pub currency: Option<Currency>,
    /// What is asked about, at least one.
    pub commands: Vec<Asked>,
}

/// One act that is asked about (section 3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Which act.
    pub verb: Verb,
    /// The name of a custom one.
    pub custom: Option<String>,
    /// The phase, as RFC 8334 names them (section 3.8).
    pub phase: Option<String>,
    /// The phase within the phase.
    pub subphase: Option<String>,
    /// For how long.
    pub period: Option<Period>,
}

impl Asked {
    /// An act with nothing said about it.
    pub const fn about(verb: Verb, period: Option<Period>) -> Self {
        Self { verb, custom: None, phase: None, subphase: None, period }
    }
}

/// The answer about one name (section 5.1.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checked<'a> {
    /// The name as it was asked for.
    pub asked: &'a str,
    /// The class of names that it belongs to (section 3.7).
    pub class: Option<&'a str>,
    /// What each act costs.
    pub commands: &'a [Priced<'a>],
    /// Why nothing of this can be had; nothing if it can.
    pub obstacle: Option<Words<'a>>,
}

/// The answer about one act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Priced<'a> {
    /// The act.
    pub asked: &'a Asked,
    /// Whether the price is the one of most names.
    pub price: Price,
    /// Fees.
    pub fees: &'a [Fee],
    /// Credits, below zero.
    pub credits: &'a [Credit],
    /// Why there is no price; nothing if there is.
    pub obstacle: Option<Words<'a>>,
}

/// Whether a price is the one of most names (`standard`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Price {
    /// It is.
    Standard,
    /// It is another.
    Premium,
}

/// Reads the extension of `domain:check`.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Option<Check>, Malformed> {
    let Some(element) = carried.take(Extension::Fee, "check")? else { return Ok(None) };
    let mut parts = element.sequence()?;
    let currency = currency(&mut parts)?;
    let mut commands = vec![asked(parts.required("command")?)?];
    commands.extend(parts.many("command", usize::MAX, asked)?);
    parts.end()?;
    Ok(Some(Check { currency, commands }))
}

fn asked(element: Element<'_, '_>) -> Result<Asked, Malformed> {
    let mut parts = element.sequence_with(&["name", "customName", "phase", "subphase"])?;
    let verb = one_of(element, &required_attribute(element, "name")?, &VERBS)?;
    let period = parts.optional("period").map(period).transpose()?;
    parts.end()?;
    Ok(Asked {
        verb,
        custom: attribute(element, "customName"),
        phase: attribute(element, "phase"),
        subphase: attribute(element, "subphase"),
        period,
    })
}

/// Writes the extension of `domain:check`.
pub(crate) fn write(xml: &mut Xml<'_>, check: &Check) {
    xml.open_namespace("fee:check", "fee", URI);
    write_currency(xml, check.currency);
    for asked in &check.commands {
        open_asked(xml, asked, None);
        write_period_as(xml, "fee:period", asked.period);
        xml.close("fee:command");
    }
    xml.close("fee:check");
}

fn open_asked(xml: &mut Xml<'_>, asked: &Asked, standard: Option<&str>) {
    let attributes: Vec<(&str, &str)> = [
        ("name", Some(asked.verb.as_str())),
        ("customName", asked.custom.as_deref()),
        ("phase", asked.phase.as_deref()),
        ("subphase", asked.subphase.as_deref()),
        ("standard", standard),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    xml.open_with("fee:command", &attributes);
}

/// Writes `chkData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, currency: Currency, all: &[Checked<'_>]) {
    xml.open_namespace("fee:chkData", "fee", URI);
    write_currency(xml, Some(currency));
    for checked in all {
        let avail = if checked.obstacle.is_none() { "1" } else { "0" };
        xml.open_with("fee:cd", &[("avail", avail)]);
        xml.leaf("fee:objID", checked.asked);
        xml.optional("fee:class", checked.class);
        for priced in checked.commands {
            write_priced(xml, priced);
        }
        Words::write(xml, "fee:reason", checked.obstacle);
        xml.close("fee:cd");
    }
    xml.close("fee:chkData");
}

fn write_priced(xml: &mut Xml<'_>, priced: &Priced<'_>) {
    let standard = (priced.price == Price::Standard).then_some("1");
    open_asked(xml, priced.asked, standard);
    write_period_as(xml, "fee:period", priced.asked.period);
    priced.fees.iter().for_each(|fee| write_fee(xml, fee));
    priced
        .credits
        .iter()
        .for_each(|credit| write_credit(xml, credit));
    Words::write(xml, "fee:reason", priced.obstacle);
    xml.close("fee:command");
}
