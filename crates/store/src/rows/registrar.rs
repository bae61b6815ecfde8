//! Registrars at rest.

use foral_model::money::Money;
use foral_model::registrar::{Billing, Certificate, Registrar, RegistrarState, Taxation};
use foral_model::secret::Digest;
use foral_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::MoneyDoc;
use crate::cells::{self, Row};
use crate::failure::Failure;
use crate::rows;

/// What has no column. The balance is the account's.
#[derive(Serialize, Deserialize)]
struct RegistrarDoc {
    name: String,
    email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    website: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iana_id: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    abuse_email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    abuse_phone: Option<String>,
    state: StateDoc,
    password: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    certificates: Vec<CertificateDoc>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    addresses: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    zones: Vec<String>,
    billing: BillingDoc,
    taxation: TaxationDoc,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    low_balance: Option<MoneyDoc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry_minutes: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password_days: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password_set: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StateDoc {
    Active,
    Suspended,
    Closed,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BillingDoc {
    Prepaid,
    Postpaid,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum TaxationDoc {
    Taxed,
    Exempt,
}

#[derive(Serialize, Deserialize)]
struct CertificateDoc {
    fingerprint: String,
    label: String,
    added: i64,
}

/// A registrar's document.
pub(crate) fn doc(registrar: &Registrar) -> Result<String, Failure> {
    let certificate = |certificate: &Certificate| CertificateDoc {
        fingerprint: certificate.fingerprint.clone(),
        label: certificate.label.clone(),
        added: certificate.added.micros(),
    };
    rows::to_json(&RegistrarDoc {
        name: registrar.name.clone(),
        email: registrar.email.clone(),
        website: registrar.website.clone(),
        phone: registrar.phone.clone(),
        iana_id: registrar.iana_id,
        abuse_email: registrar.abuse_email.clone(),
        abuse_phone: registrar.abuse_phone.clone(),
        state: match registrar.state {
            RegistrarState::Active => StateDoc::Active,
            RegistrarState::Suspended => StateDoc::Suspended,
            RegistrarState::Closed => StateDoc::Closed,
        },
        password: registrar.password.0.clone(),
        certificates: registrar.certificates.iter().map(certificate).collect(),
        addresses: registrar
            .addresses
            .iter()
            .map(ToString::to_string)
            .collect(),
        zones: registrar.zones.iter().map(ToString::to_string).collect(),
        billing: match registrar.billing {
            Billing::Prepaid => BillingDoc::Prepaid,
            Billing::Postpaid => BillingDoc::Postpaid,
        },
        taxation: match registrar.taxation {
            Taxation::Taxed => TaxationDoc::Taxed,
            Taxation::Exempt => TaxationDoc::Exempt,
        },
        low_balance: registrar.low_balance.map(Into::into),
        retry_minutes: registrar.retry_minutes,
        password_days: registrar.password_days,
        password_set: rows::micros(registrar.password_set),
    })
}

/// A registrar from: id, version, doc, balance, credit limit, currency.
pub(crate) fn from_row(row: Row<'_>) -> Result<Registrar, Failure> {
    let doc: RegistrarDoc = rows::from_json(row.text(2)?)?;
    let network = |text: &String| text.parse().map_err(|_| Failure::stored("network", text));
    let certificate = |certificate: CertificateDoc| Certificate {
        fingerprint: certificate.fingerprint,
        label: certificate.label,
        added: Timestamp::from_micros(certificate.added),
    };
    let currency = rows::currency(row.text(5)?)?;
    Ok(Registrar {
        id: row.registrar(0)?,
        name: doc.name,
        email: doc.email,
        website: doc.website,
        phone: doc.phone,
        iana_id: doc.iana_id,
        abuse_email: doc.abuse_email,
        abuse_phone: doc.abuse_phone,
        state: match doc.state {
            StateDoc::Active => RegistrarState::Active,
            StateDoc::Suspended => RegistrarState::Suspended,
            StateDoc::Closed => RegistrarState::Closed,
        },
        password: Digest(doc.password),
        certificates: doc.certificates.into_iter().map(certificate).collect(),
        addresses: doc
            .addresses
            .iter()
            .map(network)
            .collect::<Result<_, _>>()?,
        zones: doc
            .zones
            .iter()
            .map(|zone| cells::name(zone))
            .collect::<Result<_, _>>()?,
        balance: Money::new(row.int(3)?, currency),
        credit_limit: Money::new(row.int(4)?, currency),
        billing: match doc.billing {
            BillingDoc::Prepaid => Billing::Prepaid,
            BillingDoc::Postpaid => Billing::Postpaid,
        },
        taxation: match doc.taxation {
            TaxationDoc::Taxed => Taxation::Taxed,
            TaxationDoc::Exempt => Taxation::Exempt,
        },
        low_balance: doc.low_balance.map(Money::try_from).transpose()?,
        retry_minutes: doc.retry_minutes,
        password_days: doc.password_days,
        password_set: rows::instant(doc.password_set),
        version: row.int(1)?,
    })
}
