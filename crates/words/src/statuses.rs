//! Statuses and roles in plain words.

use foral_model::contact::ContactRole;
use foral_model::domain::PublicStatus;
use foral_model::status::Status;

use crate::Words;

impl Words {
    /// What a status means, as part of a sentence; without the name that EPP has for it.
    pub fn status(self, status: Status) -> String {
        match status {
            Status::ClientDeleteProhibited => self.status_client_delete_prohibited(),
            Status::ClientHold => self.status_client_hold(),
            Status::ClientRenewProhibited => self.status_client_renew_prohibited(),
            Status::ClientTransferProhibited => self.status_client_transfer_prohibited(),
            Status::ClientUpdateProhibited => self.status_client_update_prohibited(),
            Status::Inactive => self.status_inactive(),
            Status::Linked => self.status_linked(),
            Status::Ok => self.status_ok(),
            Status::PendingCreate => self.status_pending_create(),
            Status::PendingDelete => self.status_pending_delete(),
            Status::PendingRenew => self.status_pending_renew(),
            Status::PendingTransfer => self.status_pending_transfer(),
            Status::PendingUpdate => self.status_pending_update(),
            Status::ServerDeleteProhibited => self.status_server_delete_prohibited(),
            Status::ServerHold => self.status_server_hold(),
            Status::ServerRenewProhibited => self.status_server_renew_prohibited(),
            Status::ServerTransferProhibited => self.status_server_transfer_prohibited(),
            Status::ServerUpdateProhibited => self.status_server_update_prohibited(),
        }
    }

    /// A status as a sentence of its own: its first letter is a capital.
    pub fn status_sentence(self, status: Status) -> String {
        capitalised(&self.status(status))
    }

    /// Registered, Reserved or Pending Delete.
    pub fn public_status(self, status: PublicStatus) -> String {
        match status {
            PublicStatus::Registered => self.name_state_registered(),
            PublicStatus::Reserved => self.name_state_reserved(),
            PublicStatus::PendingDelete => self.name_state_pending_delete(),
        }
    }

    /// What a contact is to a domain.
    pub fn role(self, role: ContactRole) -> String {
        match role {
            ContactRole::Admin => self.role_admin(),
            ContactRole::Billing => self.role_billing(),
            ContactRole::Tech => self.role_tech(),
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
