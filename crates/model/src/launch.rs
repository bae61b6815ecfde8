//! The launch of a zone (RFC 8334): its phases, the marks that open a name early, and the notices
//! that somebody has read who takes a name that is like a mark.

pub mod application;

use std::fmt;

use crate::time::Timestamp;
use application::ApplicationTerms;

/// The clearing house of marks, as commands and answers call it.
pub const CLEARING_HOUSE: &str = "tmch";

/// A phase (RFC 8334, section 2.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phase {
    /// Which one.
    pub kind: PhaseKind,
    /// The name of a custom one, or of a phase within the phase.
    pub name: Option<String>,
}

/// The phases that the RFC knows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PhaseKind {
    /// For holders of marks.
    Sunrise,
    /// For others, before all others.
    Landrush,
    /// For all, who are told of marks.
    Claims,
    /// For all.
    Open,
    /// Another one, which has a name.
    Custom,
}

impl PhaseKind {
    /// All of them, with the words of policies and of EPP.
    pub const ALL: [(Self, &str); 5] = [
        (Self::Sunrise, "sunrise"),
        (Self::Landrush, "landrush"),
        (Self::Claims, "claims"),
        (Self::Open, "open"),
        (Self::Custom, "custom"),
    ];

    /// The word of policies and of EPP.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sunrise => "sunrise",
            Self::Landrush => "landrush",
            Self::Claims => "claims",
            Self::Open => "open",
            Self::Custom => "custom",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        let known = Self::ALL.into_iter().find(|(_, word)| *word == text);
        known.map(|(kind, _)| kind)
    }
}

impl Phase {
    /// A phase without a name of its own.
    pub const fn of(kind: PhaseKind) -> Self {
        Self { kind, name: None }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{} ({name})", self.kind.as_str()),
            None => f.write_str(self.kind.as_str()),
        }
    }
}

/// A phase as a zone's policy has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LaunchPhase {
    /// Which one.
    pub phase: Phase,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends, exclusive; never if nothing is said.
    pub until: Option<Timestamp>,
    /// Whether a name is for those who show a signed mark of it.
    pub mark: MarkNeed,
    /// Whether those who take a name with a claim must have accepted the notice.
    pub claims: ClaimsNeed,
    /// What a creation makes.
    pub makes: Made,
    /// What becomes of applications, where it makes such.
    pub applications: ApplicationTerms,
}

/// Whether a phase demands a signed mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkNeed {
    /// It does.
    Demanded,
    /// It takes none.
    Unwanted,
}

/// Whether a phase demands notices of claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimsNeed {
    /// It does, for names with a claim.
    Demanded,
    /// It takes none.
    Unwanted,
}

/// What a creation makes (RFC 8334, section 2.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Made {
    /// One application among many.
    Application,
    /// The registration itself.
    Registration,
}

impl Made {
    /// The word of policies and of EPP.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Registration => "registration",
        }
    }
}

/// What a command says about a launch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LaunchTerms {
    /// Beside a creation.
    Create(Box<LaunchCreate>),
    /// Beside an update or a deletion: it is about this application.
    Application(ApplicationAt),
}

/// With what a name is asked for (RFC 8334, section 3.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LaunchCreate {
    /// The phase.
    pub phase: Phase,
    /// What is to be made; the phase decides if nothing is said.
    pub kind: Option<Made>,
    /// The right to the name.
    pub proof: Proof,
    /// Notices that were accepted.
    pub notices: Vec<Notice>,
}

/// One application among those for a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApplicationAt {
    /// The phase that it was made in.
    pub phase: Phase,
    /// Its identifier.
    pub id: String,
}

/// The right to a name (RFC 8334, section 2.6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proof {
    /// None is shown.
    None,
    /// Codes of a validator, or marks that nobody signed.
    Codes,
    /// Signed marks.
    Signed(Vec<SignedMark>),
}

/// A notice of claims that somebody accepted (RFC 8334, section 3.3.2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The notice's identifier.
    pub id: String,
    /// Whose it is, if it is not the clearing house's.
    pub validator: Option<String>,
    /// Until when it was good.
    pub not_after: Timestamp,
    /// When it was accepted.
    pub accepted: Timestamp,
}

/// A mark with a validator's signature (RFC 7848), as far as a decision needs it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedMark {
    /// The validator's identifier of it. Revocation lists name it.
    pub id: String,
    /// Since when it may be used.
    pub not_before: Timestamp,
    /// Until when.
    pub not_after: Timestamp,
    /// The labels that match the mark, as the validator wrote them.
    pub labels: Vec<String>,
    /// What was signed, and by whom; nothing if the signature is not of the form that is read here.
    pub signature: Option<Signature>,
    /// The whole of what was signed, an XML document.
    pub document: Octets,
}

/// An XML signature, taken apart: RSA with SHA-256 over octets, which contain the SHA-256 digests
/// of the parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The octets that the signature is about.
    pub info: Octets,
    /// The signature.
    pub value: Octets,
    /// What the octets vouch for.
    pub parts: Vec<SignedPart>,
    /// Certificates that came along, in DER.
    pub certificates: Vec<Octets>,
}

/// Something that a signature vouches for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedPart {
    /// Its canonical octets.
    pub octets: Octets,
    /// The digest that the signature vouches for.
    pub digest: Octets,
}

/// Octets whose print tells how many there are and how they begin.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Octets(pub Vec<u8>);

impl fmt::Debug for Octets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} octets ", self.0.len())?;
        self.0
            .iter()
            .take(8)
            .try_for_each(|octet| write!(f, "{octet:02x}"))
    }
}

/// What is wrong with a proof.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MarkFault {
    /// The signature is not of the form of RFC 7848, or is about something else.
    Form,
    /// What was signed is not what is here.
    Digest,
    /// The signature is not that of the certificate's key.
    Signature,
    /// The certificate does not come from the trust anchor.
    Certificate,
    /// The certificate is not in force now.
    CertificateExpired,
    /// The certificate was revoked.
    CertificateRevoked,
    /// This registry trusts no validator.
    NoAnchor,
}

impl MarkFault {
    /// A word for machines and dictionaries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Digest => "digest",
            Self::Signature => "signature",
            Self::Certificate => "certificate",
            Self::CertificateExpired => "certificate-expired",
            Self::CertificateRevoked => "certificate-revoked",
            Self::NoAnchor => "no-anchor",
        }
    }
}
