//! Allocation tokens at rest.

use foral_model::allocation::{AllocationToken, Uses};
use foral_model::id::DomainId;
use foral_model::secret::Digest;
use foral_model::zone::Discount;
use serde::{Deserialize, Serialize};

use super::MoneyDoc;
use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// What has no column.
#[derive(Serialize, Deserialize)]
struct TokenDoc {
    label: String,
    zone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registrar: Option<String>,
    uses: UsesDoc,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    discount: Option<DiscountDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    used_by: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum UsesDoc {
    Once,
    Unlimited,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum DiscountDoc {
    Percent(u8),
    Fixed(MoneyDoc),
}

/// A token's document.
pub(crate) fn doc(token: &AllocationToken) -> Result<String, Failure> {
    rows::to_json(&TokenDoc {
        label: token.label.clone(),
        zone: token.zone.to_string(),
        name: token.name.as_ref().map(ToString::to_string),
        registrar: token.registrar.as_ref().map(ToString::to_string),
        uses: match token.uses {
            Uses::Once => UsesDoc::Once,
            Uses::Unlimited => UsesDoc::Unlimited,
        },
        discount: token.discount.map(|discount| match discount {
            Discount::Percent(percent) => DiscountDoc::Percent(percent),
            Discount::Fixed(fee) => DiscountDoc::Fixed(fee.into()),
        }),
        from: rows::micros(token.from),
        until: rows::micros(token.until),
        used_by: token.used_by.map(|id| id.0),
    })
}

/// A token from: digest, version, doc.
pub(crate) fn from_row(row: Row<'_>) -> Result<AllocationToken, Failure> {
    let doc: TokenDoc = rows::from_json(row.text(2)?)?;
    Ok(AllocationToken {
        digest: Digest(row.text(0)?.to_owned()),
        label: doc.label,
        zone: cells::name(&doc.zone)?,
        name: doc.name.as_deref().map(cells::name).transpose()?,
        registrar: rows::opt_registrar(doc.registrar.as_deref())?,
        uses: match doc.uses {
            UsesDoc::Once => Uses::Once,
            UsesDoc::Unlimited => Uses::Unlimited,
        },
        discount: doc.discount.map(discount).transpose()?,
        from: rows::instant(doc.from),
        until: rows::instant(doc.until),
        used_by: doc.used_by.map(DomainId),
        version: row.int(1)?,
    })
}

fn discount(doc: DiscountDoc) -> Result<Discount, Failure> {
    Ok(match doc {
        DiscountDoc::Percent(percent) => Discount::Percent(percent),
        DiscountDoc::Fixed(fee) => Discount::Fixed(fee.try_into()?),
    })
}
