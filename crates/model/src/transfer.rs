//! Transfers from one registrar to another (RFC 5731, section 3.2.4).

use crate::id::RegistrarId;
use crate::time::Timestamp;

/// The latest transfer of an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// The registrar that asked for it.
    pub gaining: RegistrarId,
    /// The registrar that had it.
    pub losing: RegistrarId,
    /// When it was asked for.
    pub requested: Timestamp,
    /// When it was, or will be, acted upon.
    pub acted: Timestamp,
    /// What became of it.
    pub state: TransferState,
    /// The expiry that results, if the transfer changes it or the object has one.
    pub expires: Option<Timestamp>,
}

/// RFC 5730's transfer states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransferState {
    /// Waits for an answer.
    Pending,
    /// Approved by the losing registrar.
    ClientApproved,
    /// Withdrawn by the gaining registrar.
    ClientCancelled,
    /// Refused by the losing registrar.
    ClientRejected,
    /// Approved by the registry, at once or after the waiting time.
    ServerApproved,
    /// Stopped by the registry.
    ServerCancelled,
}

impl TransferState {
    const NAMES: [(Self, &'static str); 6] = [
        (Self::Pending, "pending"),
        (Self::ClientApproved, "clientApproved"),
        (Self::ClientCancelled, "clientCancelled"),
        (Self::ClientRejected, "clientRejected"),
        (Self::ServerApproved, "serverApproved"),
        (Self::ServerCancelled, "serverCancelled"),
    ];

    /// RFC 5730's spelling.
    pub fn as_str(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(state, _)| *state == self)
            .map_or("pending", |(_, name)| name)
    }

    /// Reads RFC 5730's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(state, _)| *state)
    }
}
