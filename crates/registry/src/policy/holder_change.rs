//! `[holder_change]`: who moves a name to another holder.

use foral_model::zone::HolderChange;
use serde::Deserialize;

/// The table.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    kind: Kind,
    present_days: Option<u16>,
    new_days: Option<u16>,
}

#[derive(Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    #[default]
    ByRegistrar,
    ByAgreement,
}

impl Table {
    /// Who changes the holder.
    pub(super) fn read(&self) -> Result<HolderChange, String> {
        let deadlines = [("present_days", self.present_days), ("new_days", self.new_days)];
        match self.kind {
            Kind::ByRegistrar => match deadlines.iter().find(|(_, days)| days.is_some()) {
                Some((key, _)) => {
                    Err(format!("holder_change.{key}: kind = \"by-registrar\" has no deadlines"))
                }
                None => Ok(HolderChange::ByRegistrar),
            },
            Kind::ByAgreement => {
                let [present_days, new_days] = deadlines.map(|(key, days)| {
                    days.filter(|days| *days > 0).ok_or_else(|| {
                        format!("holder_change.{key}: at least one day is needed for the answer")
                    })
                });
                Ok(HolderChange::ByAgreement { present_days: present_days?, new_days: new_days? })
            }
        }
    }
}
