//! Letters that the registry writes, before they have words.

use crate::disclosure::DisclosureId;
use crate::id::Handle;
use crate::lang::Lang;
use crate::name::DomainName;
use crate::secret::Sealed;
use crate::time::Timestamp;

/// A letter in the outbox: to whom, in which language, about what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailDraft {
    /// The address, as it was when the letter was decided on.
    pub to: String,
    /// The reader's name, for the greeting.
    pub name: String,
    /// The reader's NIC handle, if the reader is a contact and no registrar.
    pub reader: Option<Handle>,
    /// The reader's language.
    pub lang: Lang,
    /// What it says.
    pub letter: Letter,
}

/// What a letter says. Secrets in it are sealed until it is sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Letter {
    /// A link that sets a new password; the token is sealed.
    Recovery {
        /// Whose access.
        handle: Handle,
        /// The token of the link.
        token: Sealed,
        /// Until when the link works.
        expires: Timestamp,
    },
    /// A password was changed.
    PasswordChanged {
        /// Whose.
        handle: Handle,
        /// When.
        at: Timestamp,
    },
    /// The transfer code, for the holder alone.
    Code {
        /// The holder.
        handle: Handle,
        /// The domain.
        domain: DomainName,
        /// Its process ID.
        process_id: i64,
        /// The code.
        code: Sealed,
        /// Until when it works.
        expires: Timestamp,
        /// The registrar's name.
        registrar: String,
    },
    /// A code was made: for contacts and registrars, without the code.
    CodeNotice {
        /// The domain.
        domain: DomainName,
        /// When.
        at: Timestamp,
        /// Whether the holder's access was recovered within 24 hours before.
        recently_recovered: bool,
    },
    /// The codes of a domain were cancelled.
    CodeRevoked {
        /// The domain.
        domain: DomainName,
        /// When.
        at: Timestamp,
    },
    /// A domain moved.
    Transferred {
        /// The domain.
        domain: DomainName,
        /// Its process ID.
        process_id: i64,
        /// The losing registrar's name.
        losing: String,
        /// The gaining registrar's name.
        gaining: String,
        /// When.
        at: Timestamp,
        /// Its unchanged expiry.
        expires: Timestamp,
        /// Who reads the letter.
        reader: TransferReader,
    },
    /// A domain was registered for the holder.
    Registered {
        /// The holder.
        handle: Handle,
        /// The domain.
        domain: DomainName,
        /// Its process ID.
        process_id: i64,
        /// The registrar's name.
        registrar: String,
        /// Its expiry.
        expires: Timestamp,
    },
    /// A transfer waits: for the holder's knowledge, or with a link for the one who must approve.
    TransferAsked {
        /// The reader.
        handle: Handle,
        /// The domain.
        domain: DomainName,
        /// The registrar that asks.
        gaining: String,
        /// When silence becomes an answer.
        acts: Timestamp,
        /// The token of the link that approves or rejects it, if the reader decides.
        token: Option<Sealed>,
    },
    /// A transfer that waited ended without moving the domain.
    TransferEnded {
        /// The reader.
        handle: Handle,
        /// The domain.
        domain: DomainName,
        /// The registrar that had asked.
        gaining: String,
        /// When.
        at: Timestamp,
    },
    /// A change of holder waits for the reader's answer.
    HolderChangeAsked {
        /// The reader.
        handle: Handle,
        /// The domain.
        domain: DomainName,
        /// Whether the reader holds the domain, or will.
        party: crate::domain::Party,
        /// When silence lets it lapse.
        lapses: Timestamp,
        /// The token of the link that agrees or refuses.
        token: Sealed,
    },
    /// A change of holder ended.
    HolderChangeDecided {
        /// The reader.
        handle: Handle,
        /// The domain.
        domain: DomainName,
        /// Whether the holder changed.
        verdict: crate::command::Verdict,
        /// When.
        at: Timestamp,
    },
    /// A domain expired and can still be renewed.
    Expired {
        /// The domain.
        domain: DomainName,
        /// The registrar's name.
        registrar: String,
        /// Until when.
        renewable_until: Timestamp,
    },
    /// The registrar began the deletion of a domain.
    DeletionStarted {
        /// The domain.
        domain: DomainName,
        /// The registrar's name.
        registrar: String,
        /// When the name is free again.
        purge: Timestamp,
    },
    /// The registry changed the delegation signers, because the domain's own zone asked for it.
    DnssecChanged {
        /// The domain.
        domain: DomainName,
        /// The registrar's name.
        registrar: String,
        /// When.
        at: Timestamp,
        /// What became of it.
        change: DnssecChange,
    },
    /// Somebody asked for data that is not public: the link that confirms it.
    DisclosureAsked {
        /// The domain.
        domain: DomainName,
        /// The token of the link.
        token: Sealed,
        /// Until when it works.
        expires: Timestamp,
    },
    /// Such a request was received.
    DisclosureReceived {
        /// Its reference.
        request: DisclosureId,
        /// The domain.
        domain: DomainName,
        /// When the answer is due.
        due: Timestamp,
    },
    /// The answer to such a request.
    DisclosureAnswered {
        /// Its reference.
        request: DisclosureId,
        /// The domain.
        domain: DomainName,
        /// Why not, if it was refused.
        reason: Option<String>,
        /// The data, if it was granted: role, field and value on each line, with tabs between them.
        data: Option<Sealed>,
    },
    /// The e-mail address on file changed; written to the old one and to the new one.
    EmailChanged {
        /// Whose.
        handle: Handle,
        /// When.
        at: Timestamp,
        /// The registrar that changed it.
        registrar: String,
    },
}

impl Letter {
    /// The domain that it is about, if it is about one.
    pub const fn domain(&self) -> Option<&DomainName> {
        match self {
            Self::Code { domain, .. }
            | Self::CodeNotice { domain, .. }
            | Self::CodeRevoked { domain, .. }
            | Self::Transferred { domain, .. }
            | Self::Registered { domain, .. }
            | Self::TransferAsked { domain, .. }
            | Self::TransferEnded { domain, .. }
            | Self::HolderChangeAsked { domain, .. }
            | Self::HolderChangeDecided { domain, .. }
            | Self::Expired { domain, .. }
            | Self::DeletionStarted { domain, .. }
            | Self::DnssecChanged { domain, .. }
            | Self::DisclosureAsked { domain, .. }
            | Self::DisclosureReceived { domain, .. }
            | Self::DisclosureAnswered { domain, .. } => Some(domain),
            Self::Recovery { .. } | Self::PasswordChanged { .. } | Self::EmailChanged { .. } => {
                None
            }
        }
    }
}

/// What became of a domain's signers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DnssecChange {
    /// There are some, and there were none.
    Begun,
    /// There are others.
    Renewed,
    /// There are none any more.
    Ended,
}

/// Who reads about a transfer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransferReader {
    /// The holder.
    Holder,
    /// The registrar that lost the domain.
    Losing,
    /// The registrar that gained it.
    Gaining,
}

/// A letter on its way: one row of the outbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutboxItem {
    /// Its number.
    pub id: i64,
    /// When it was decided on.
    pub at: Timestamp,
    /// How often sending failed.
    pub attempts: i64,
    /// The letter.
    pub mail: MailDraft,
}
