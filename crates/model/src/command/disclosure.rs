//! What is asked for about data that is not public.

use crate::disclosure::{Authority, DisclosureId, DisclosureVerdict, LegalGround, Requester};
use crate::name::DomainName;
use crate::secret::Secret;

/// Somebody asks for data that is not public.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisclosureAsk {
    /// Whose data: the people behind this name.
    pub domain: DomainName,
    /// Who asks.
    pub requester: Requester,
    /// On what ground, if one is named.
    pub ground: Option<LegalGround>,
    /// What for.
    pub purpose: String,
}

/// Staff answers a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisclosureAnswer {
    /// Which.
    pub id: DisclosureId,
    /// How.
    pub verdict: DisclosureVerdict,
}

/// Staff admits an authority, whose token is kept as a digest only.
#[derive(Clone, PartialEq, Debug)]
pub struct AuthorityAdd {
    /// The token.
    pub token: Secret,
    /// Who it is; digest, creation and version are not read.
    pub authority: Authority,
}
