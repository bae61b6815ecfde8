//! `[state]`: who may register.

use foral_model::id::RegistrarId;
use foral_model::time::Timestamp;
use foral_model::zone::ZoneState;
use serde::Deserialize;

/// The table.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Table {
    kind: Kind,
    authority: Option<String>,
    registrars: Option<Vec<String>>,
    since: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    #[default]
    Open,
    Restricted,
    Closed,
}

impl Table {
    /// Who may register.
    pub(super) fn read(&self) -> Result<ZoneState, String> {
        let strange = [
            ("authority", self.authority.is_some(), Kind::Restricted, "restricted"),
            ("registrars", self.registrars.is_some(), Kind::Restricted, "restricted"),
            ("since", self.since.is_some(), Kind::Closed, "closed"),
        ];
        for (key, given, kind, word) in strange {
            if given && self.kind != kind {
                return Err(format!("state.{key}: it goes with kind = \"{word}\" only"));
            }
        }
        match self.kind {
            Kind::Open => Ok(ZoneState::Open),
            Kind::Restricted => self.restricted(),
            Kind::Closed => {
                let since = self.since.as_deref().and_then(Timestamp::parse);
                let since = since
                    .ok_or("state.since: an instant such as 2021-02-02T00:00:00Z is needed")?;
                Ok(ZoneState::Closed { since })
            }
        }
    }

    fn restricted(&self) -> Result<ZoneState, String> {
        let authority = self
            .authority
            .clone()
            .filter(|name| !name.trim().is_empty());
        let authority = authority.ok_or("state.authority: a restricted zone needs its name")?;
        let known = |id: &String| {
            RegistrarId::parse(id)
                .ok_or_else(|| format!("state.registrars: {id} is no registrar's identifier"))
        };
        let registrars = self.registrars.iter().flatten().map(known);
        Ok(ZoneState::Restricted { authority, registrars: registrars.collect::<Result<_, _>>()? })
    }
}
