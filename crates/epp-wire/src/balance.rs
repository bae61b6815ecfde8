//! `balance-1.0`: what a registrar has, and how much of it is left to spend.
//!
//! A mapping of Verisign's that clients know; the amounts are in the registrar's own currency.

use crate::decimal::Decimal;
use crate::xml::Xml;

/// The namespace.
pub const URI: &str = "http://www.verisign.com/epp/balance-1.0";

/// The answer. Amounts have two decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown {
    /// How far below zero the balance may go.
    pub credit_limit: Decimal,
    /// What there is.
    pub balance: Decimal,
    /// What can be spent.
    pub available: Decimal,
    /// When a message warns.
    pub threshold: Threshold,
}

/// When a message warns of a low balance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Threshold {
    /// Below an amount.
    Fixed(Decimal),
    /// Below a part of the credit limit, in hundredths.
    Percent(u8),
}

/// Writes the command.
pub(crate) fn write(xml: &mut Xml<'_>) {
    xml.open("info");
    xml.empty_with("balance:info", &[("xmlns:balance", URI)]);
    xml.close("info");
}

/// Writes `infData`.
pub(crate) fn write_data(xml: &mut Xml<'_>, shown: &Shown) {
    xml.open_namespace("balance:infData", "balance", URI);
    xml.leaf("balance:creditLimit", &shown.credit_limit.to_string());
    xml.leaf("balance:balance", &shown.balance.to_string());
    xml.leaf("balance:availableCredit", &shown.available.to_string());
    xml.open("balance:creditThreshold");
    match shown.threshold {
        Threshold::Fixed(amount) => xml.leaf("balance:fixed", &amount.to_string()),
        Threshold::Percent(percent) => xml.leaf("balance:percent", &percent.to_string()),
    }
    xml.close("balance:creditThreshold");
    xml.close("balance:infData");
}
