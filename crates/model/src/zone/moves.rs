//! How a zone's names move: to another registrar, and to another holder.

use crate::zone::Offer;

/// How a domain moves to another registrar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TransferPolicy {
    /// Whose word is awaited.
    pub approval: Approval,
    /// Whether the gaining registrar needs the domain's code.
    pub code: CodeNeed,
    /// Years that a transfer adds to the expiry.
    pub years: u8,
    /// Days after registration in which a domain does not move.
    pub lock_after_create_days: u16,
    /// Days after a transfer in which a domain does not move again.
    pub lock_after_transfer_days: u16,
    /// A domain does not move in its last so many days.
    pub days_before_expiry: u16,
    /// Whether an expired domain that can still be renewed moves.
    pub expired: Offer,
}

/// Whose word a transfer waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Approval {
    /// Nobody's: it happens at once.
    Nobody,
    /// The losing registrar may approve or reject; if it is silent, the transfer happens.
    LosingRegistrar {
        /// Days.
        days: u16,
    },
    /// The administrative contact, or the holder where there is none, must approve by a link sent
    /// by e-mail; if nobody does, the transfer is cancelled.
    AdministrativeContact {
        /// Days.
        days: u16,
    },
}

/// Whether a transfer needs a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeNeed {
    /// It does.
    Needed,
    /// It does not; one that is given must be right all the same.
    Optional,
}

/// Who may change the holder of a domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HolderChange {
    /// The registrar, with `update`.
    ByRegistrar,
    /// Both holders must agree, one after the other; silence lets the change lapse.
    ByAgreement {
        /// Days that the present holder has.
        present_days: u16,
        /// Days that the new holder has after that.
        new_days: u16,
    },
}

/// Transfer codes of a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodePolicy {
    /// Whether holders make codes in the portal.
    pub by_holder: Offer,
    /// Whether registrars set codes with create and update.
    pub by_registrar: Offer,
    /// How long a code works, in days.
    pub days: u16,
    /// Shortest code that a registrar may set, in characters.
    pub registrar_min: u8,
    /// Least entropy of a code that a registrar sets, in bits, by its length and the kinds of
    /// characters in it (RFC 9154, section 4.1); 0 asks for none.
    pub registrar_bits: u16,
    /// Codes that one holder may make for one domain in 24 hours.
    pub per_day: u8,
    /// Wrong attempts of one registrar at one domain before waiting begins.
    pub free_attempts: u8,
    /// Whether the holder hears by letter of a code that a registrar sets.
    pub notice: Offer,
}
