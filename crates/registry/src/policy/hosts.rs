//! `[hosts]` and `[ttl]`: name servers, delegation signers, and how long resolvers keep them.

use foral_model::zone::{HostModel, SignerForm, SpecialAddress, TtlRange};
use serde::Deserialize;

/// The longest time to live that DNS knows (RFC 2181, section 8).
const TTL_LIMIT: u32 = i32::MAX as u32;

/// `[hosts]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    model: Model,
    #[serde(default = "thirteen")]
    pub(super) name_servers_max: u8,
    #[serde(default)]
    pub(super) signers_max: u8,
    #[serde(default)]
    signer_form: Form,
    #[serde(default)]
    special_addresses: Vec<Special>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Special {
    Documentation,
    Private,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Model {
    Attributes,
    Objects,
    Either,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum Form {
    #[default]
    Ds,
    Key,
    Either,
}

impl Table {
    /// The host model.
    pub(super) const fn model(&self) -> HostModel {
        match self.model {
            Model::Attributes => HostModel::Attributes,
            Model::Objects => HostModel::Objects,
            Model::Either => HostModel::Either,
        }
    }

    /// Which special addresses name servers may have.
    pub(super) fn special_addresses(&self) -> Vec<SpecialAddress> {
        let kind = |special: &Special| match special {
            Special::Documentation => SpecialAddress::Documentation,
            Special::Private => SpecialAddress::Private,
        };
        self.special_addresses.iter().map(kind).collect()
    }

    /// In which form delegation signers are given.
    pub(super) const fn signer_form(&self) -> SignerForm {
        match self.signer_form {
            Form::Ds => SignerForm::Ds,
            Form::Key => SignerForm::Key,
            Form::Either => SignerForm::Either,
        }
    }
}

/// `[ttl]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TtlTable {
    min: u32,
    default: u32,
    max: u32,
}

impl Default for TtlTable {
    fn default() -> Self {
        Self { min: 300, default: 3_600, max: 86_400 }
    }
}

impl TtlTable {
    /// The bounds, in seconds.
    pub(super) fn read(&self) -> Result<TtlRange, String> {
        let Self { min, default, max } = *self;
        if max > TTL_LIMIT {
            return Err(format!("ttl.max: {max} is more than {TTL_LIMIT} seconds"));
        }
        if !(min..=max).contains(&default) {
            return Err(format!("ttl.default: {default} is not between ttl.min and ttl.max"));
        }
        Ok(TtlRange { min, default, max })
    }
}

const fn thirteen() -> u8 {
    13
}
