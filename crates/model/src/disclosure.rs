//! Who may see what is not public, and on what ground.

use crate::lang::Lang;
use crate::name::DomainName;
use crate::secret::Digest;
use crate::time::Timestamp;
use crate::zone::Offer;

/// The law's reasons for seeing what is not public (Regulation (EU) 2016/679, article 6; Directive
/// (EU) 2022/2555, article 28).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LegalGround {
    /// A court's order.
    CourtOrder,
    /// The investigation of a crime.
    CriminalInvestigation,
    /// An authority's supervision: consumers, markets, data protection, cybersecurity.
    Supervision,
    /// An infringed right: trade mark, copyright, name.
    IntellectualProperty,
    /// Arbitration about a name.
    Arbitration,
    /// An attack that is being dealt with (a CSIRT).
    IncidentResponse,
    /// The person asks for data about themselves.
    DataSubject,
    /// Another legitimate interest, which is weighed (article 6(1)(f)).
    LegitimateInterest,
}

impl LegalGround {
    /// Every ground.
    pub const ALL: [Self; 8] = [
        Self::CourtOrder,
        Self::CriminalInvestigation,
        Self::Supervision,
        Self::IntellectualProperty,
        Self::Arbitration,
        Self::IncidentResponse,
        Self::DataSubject,
        Self::LegitimateInterest,
    ];

    /// The stable word, in the journal and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CourtOrder => "court-order",
            Self::CriminalInvestigation => "criminal-investigation",
            Self::Supervision => "supervision",
            Self::IntellectualProperty => "intellectual-property",
            Self::Arbitration => "arbitration",
            Self::IncidentResponse => "incident-response",
            Self::DataSubject => "data-subject",
            Self::LegitimateInterest => "legitimate-interest",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.as_str() == text)
    }
}

/// The identifier of an authorised requester: 3 to 32 lower-case letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AuthorityId(String);

impl AuthorityId {
    /// Reads one.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        ((3..=32).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for AuthorityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A court, the police or another body that may see what is not public, with a token for RDAP.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Authority {
    /// Its identifier.
    pub id: AuthorityId,
    /// Its name, for people.
    pub name: String,
    /// SHA-256 of its token, lower-case hexadecimal.
    pub token: Digest,
    /// On what ground it looks.
    pub ground: LegalGround,
    /// Zones whose data it may see; all if empty.
    pub zones: Vec<DomainName>,
    /// Whether it may search from people to names (RFC 9536).
    pub reverse_search: Offer,
    /// When it was admitted.
    pub created: Timestamp,
    /// Until when, exclusive.
    pub expires: Timestamp,
    /// When it was revoked, if it was.
    pub revoked: Option<Timestamp>,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

impl Authority {
    /// Whether its token works.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked.is_none() && now < self.expires
    }

    /// Whether it may see what is not public in a zone.
    pub fn covers(&self, zone: &DomainName) -> bool {
        self.zones.is_empty() || self.zones.contains(zone)
    }
}

/// The reference of a request for data that is not public: letters, digits and hyphens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DisclosureId(String);

impl DisclosureId {
    /// Reads 8 to 40 ASCII letters, digits, hyphens and underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        ((8..=40).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DisclosureId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $part:ident $text:literal,)*) => {
        /// What is wrong with a part of a request for data that is not public.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum RequestFault { $($(#[$doc])* $variant,)* }

        impl RequestFault {
            /// Every fault, in the order of a request's parts.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable word.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The part that it is about.
            pub const fn part(self) -> RequestPart {
                match self { $(Self::$variant => RequestPart::$part,)* }
            }
        }
    };
}

faults! {
    /// Nobody says who asks.
    NameMissing = Name "name-missing",
    /// The name is longer than 255 characters, or more than one line.
    NameUnfit = Name "name-unfit",
    /// The same, of the organisation.
    OrganisationUnfit = Organisation "organisation-unfit",
    /// There is no address for the answer.
    EmailMissing = Email "email-missing",
    /// The address is none that can be written to.
    EmailUnfit = Email "email-unfit",
    /// No legal ground is named.
    GroundMissing = Ground "ground-missing",
    /// Nothing is said about what the data are for.
    PurposeMissing = Purpose "purpose-missing",
    /// The purpose is longer than 4,000 characters, or no text.
    PurposeUnfit = Purpose "purpose-unfit",
}

/// A part of a request for data that is not public.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RequestPart {
    /// The requester's name.
    Name,
    /// For whom they ask.
    Organisation,
    /// Where the answer goes.
    Email,
    /// The legal ground.
    Ground,
    /// What for.
    Purpose,
}

impl RequestPart {
    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Organisation => "organisation",
            Self::Email => "email",
            Self::Ground => "ground",
            Self::Purpose => "purpose",
        }
    }
}

/// Who asks for data that is not public.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Requester {
    /// The person's name.
    pub name: String,
    /// For whom the person asks, if not for themselves.
    pub organisation: Option<String>,
    /// Where the answer goes.
    pub email: String,
    /// The language of the letters.
    pub lang: Lang,
}

/// A request for data that is not public.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisclosureRequest {
    /// Its reference.
    pub id: DisclosureId,
    /// The name whose data are asked for.
    pub domain: DomainName,
    /// Who asks.
    pub requester: Requester,
    /// On what ground.
    pub ground: LegalGround,
    /// What for, in the requester's words.
    pub purpose: String,
    /// Where it stands.
    pub state: DisclosureState,
    /// When it was sent.
    pub asked: Timestamp,
    /// Counts changes; a commit asserts it.
    pub version: i64,
}

/// Where a request stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DisclosureState {
    /// The link in a letter has not been used.
    Unconfirmed {
        /// SHA-256 of the link's token, lower-case hexadecimal.
        link: Digest,
        /// Until when it works, exclusive.
        until: Timestamp,
    },
    /// It waits for an answer.
    Open {
        /// When it was confirmed.
        confirmed: Timestamp,
        /// When the answer is due.
        due: Timestamp,
    },
    /// It was answered.
    Answered {
        /// When it was confirmed.
        confirmed: Timestamp,
        /// When the answer was due.
        due: Timestamp,
        /// When it was given.
        at: Timestamp,
        /// Which.
        verdict: DisclosureVerdict,
    },
}

/// How a request is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DisclosureVerdict {
    /// The data are sent.
    Granted,
    /// They are not, for this reason.
    Refused(String),
}

impl DisclosureRequest {
    /// Whether it waits for an answer that should have been given.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        matches!(self.state, DisclosureState::Open { due, .. } if due <= now)
    }
}
