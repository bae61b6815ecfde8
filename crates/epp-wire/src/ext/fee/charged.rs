//! What an answer says that a command cost (RFC 8748, section 5.2).

use foral_model::money::Currency;
use foral_model::period::Period;

use super::{Credit, Fee, URI, Verb, write_credit, write_currency, write_fee};
use crate::decimal::Decimal;
use crate::value::write_period_as;
use crate::xml::Xml;

/// What was charged, or given back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Charged<'a> {
    /// What for: `create`, `delete`, `renew`, `transfer` or `update`, which a restoration is too.
    pub verb: Verb,
    /// The currency.
    pub currency: Option<Currency>,
    /// What was bought.
    pub period: Option<Period>,
    /// Fees.
    pub fees: &'a [Fee],
    /// Credits, below zero.
    pub credits: &'a [Credit],
    /// The account's balance after it.
    pub balance: Option<Decimal>,
    /// How far below zero the balance may go.
    pub credit_limit: Option<Decimal>,
}

/// Writes `creData`, `delData`, `renData`, `trnData` or `updData`.
pub(crate) fn write(xml: &mut Xml<'_>, charged: &Charged<'_>) {
    let tag = match charged.verb {
        Verb::Create => "fee:creData",
        Verb::Delete => "fee:delData",
        Verb::Renew => "fee:renData",
        Verb::Transfer => "fee:trnData",
        // A restoration comes as an update, and so would whatever else there is.
        Verb::Update | Verb::Restore | Verb::Custom => "fee:updData",
    };
    xml.open_namespace(tag, "fee", URI);
    write_currency(xml, charged.currency);
    write_period_as(xml, "fee:period", charged.period);
    charged.fees.iter().for_each(|fee| write_fee(xml, fee));
    charged
        .credits
        .iter()
        .for_each(|credit| write_credit(xml, credit));
    let amount = |amount: Decimal| amount.to_string();
    xml.optional("fee:balance", charged.balance.map(amount).as_deref());
    xml.optional("fee:creditLimit", charged.credit_limit.map(amount).as_deref());
    xml.close(tag);
}
