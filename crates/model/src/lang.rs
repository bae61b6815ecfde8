//! The languages that people read here.

/// A language of the portal, of mail and of EPP messages.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Lang {
    /// European Portuguese.
    Pt,
    /// British English.
    #[default]
    En,
    /// European Spanish.
    Es,
}

impl Lang {
    /// All of them, in the order in which a reader is offered them.
    pub const ALL: [Self; 3] = [Self::Pt, Self::En, Self::Es];

    /// The BCP 47 primary tag: `pt`, `en` or `es`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// Reads a tag; regions and case are ignored (`pt-PT` is Portuguese).
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.tag() == primary)
    }

    /// The language that a holder in this country most likely reads.
    pub fn of_country(country: &str) -> Self {
        match country {
            "PT" | "BR" | "AO" | "MZ" | "CV" | "GW" | "ST" | "TL" => Self::Pt,
            "ES" | "MX" | "AR" | "CO" | "CL" | "PE" | "UY" | "VE" | "EC" | "BO" | "PY" => Self::Es,
            _ => Self::En,
        }
    }
}
