//! `urn:foral:dryRun-1.0`: what would this command answer and cost, without effect?
//!
//! `schemas/epp/dryRun-1.0.xsd` is its schema. `dryRun:request` stands beside a command that would
//! change something. The answer is 1000 with `dryRun:outcome` in its extension, whatever the
//! outcome would be: a refusal is an outcome, too.

use foral_model::money::Currency;
use foral_model::period::Period;

use super::Carried;
use crate::code::ResultCode;
use crate::decimal::Decimal;
use crate::malformed::Malformed;
use crate::namespace::Extension;
use crate::reply::{Value, write_value};
use crate::told::Words;
use crate::value::write_period_as;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "urn:foral:dryRun-1.0";

/// Whether a command is to be carried out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Effect {
    /// It is.
    #[default]
    Real,
    /// It is only to be judged.
    None,
}

/// What a command would answer and cost.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// The code that it would have.
    pub code: ResultCode,
    /// The same in words.
    pub message: Words<'a>,
    /// What would be at fault.
    pub values: &'a [Value<'a>],
    /// What it would cost; nothing if no money is in it.
    pub cost: Option<Cost<'a>>,
}

/// What a command would cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost<'a> {
    /// The currency.
    pub currency: Currency,
    /// What would be bought.
    pub period: Option<Period>,
    /// Fees above zero and credits below it.
    pub lines: &'a [Line<'a>],
    /// The account's balance after it.
    pub balance: Option<Decimal>,
}

/// One line of a cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// How much.
    pub amount: Decimal,
    /// What for.
    pub what: Words<'a>,
}

/// Reads the extension of a command.
pub(crate) fn read(carried: &mut Carried<'_, '_>) -> Result<Effect, Malformed> {
    let Some(element) = carried.take(Extension::DryRun, "request")? else {
        return Ok(Effect::Real);
    };
    element.sequence()?.end()?;
    Ok(Effect::None)
}

/// Writes the extension of a command.
pub(crate) fn write(xml: &mut Xml<'_>) {
    xml.empty_with("dryRun:request", &[("xmlns:dryRun", URI)]);
}

/// Writes `outcome`.
pub(crate) fn write_data(xml: &mut Xml<'_>, outcome: &Outcome<'_>) {
    let code = outcome.code.number().to_string();
    xml.open_namespace("dryRun:outcome", "dryRun", URI);
    xml.open_with("dryRun:result", &[("code", &code)]);
    Words::write(xml, "dryRun:msg", Some(outcome.message));
    for value in outcome.values {
        xml.open("dryRun:fault");
        // RFC 5730's own element, in the default namespace of every frame.
        write_value(xml, value);
        xml.close("dryRun:fault");
    }
    xml.close("dryRun:result");
    if let Some(cost) = &outcome.cost {
        xml.open_with("dryRun:cost", &[("currency", cost.currency.as_str())]);
        write_period_as(xml, "dryRun:period", cost.period);
        for line in cost.lines {
            let mut attributes = vec![("what", line.what.text)];
            attributes.extend(line.what.tag().map(|tag| ("lang", tag)));
            xml.leaf_with("dryRun:line", &attributes, &line.amount.to_string());
        }
        let balance = cost.balance.map(|amount| amount.to_string());
        xml.optional("dryRun:balance", balance.as_deref());
        xml.close("dryRun:cost");
    }
    xml.close("dryRun:outcome");
}
