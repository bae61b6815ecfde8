//! What the public directory calls things: roles, fields, reasons, legal grounds.

use foral_model::disclosure::{LegalGround, RequestFault};

use crate::Words;

impl Words {
    /// What a contact is to a domain, by the directory's word for it.
    pub fn directory_role(self, role: &str) -> String {
        match role {
            "admin" => self.directory_role_admin(),
            "tech" => self.directory_role_tech(),
            "billing" => self.directory_role_billing(),
            _ => self.directory_role_registrant(),
        }
    }

    /// A part of a contact, by the directory's word for it.
    pub fn directory_field(self, field: &str) -> String {
        match field {
            "handle" => self.directory_handle(),
            "organisation" => self.directory_organisation(),
            "address" => self.directory_address(),
            "email" => self.directory_email(),
            "phone" => self.directory_phone(),
            _ => self.directory_name(),
        }
    }

    /// Why something is kept back, by the reason's stable name.
    pub fn directory_redacted(self, reason: &str) -> String {
        match reason {
            "no-consent" => self.directory_no_consent(),
            "objection" => self.directory_objection(),
            _ => self.directory_not_published(),
        }
    }

    /// Whether a name is in the DNS, or why not, by the reason's stable name.
    pub fn directory_dns(self, unpublished: Option<&str>) -> String {
        match unpublished {
            None => self.directory_published(),
            Some("client-hold") => self.directory_unpublished_client_hold(),
            Some("server-hold") => self.directory_unpublished_server_hold(),
            Some("redemption") => self.directory_unpublished_redemption(),
            Some("pending-delete") => self.directory_unpublished_pending_delete(),
            Some("expired") => self.directory_unpublished_expired(),
            Some("no-name-servers") => self.directory_unpublished_no_name_servers(),
            Some("few-name-servers") => self.directory_unpublished_few_name_servers(),
            Some("servers-not-seen") => self.directory_unpublished_servers_not_seen(),
            Some("not-yet") => self.directory_unpublished_not_yet(),
            Some(_) => self.directory_unpublished_zone_unpublished(),
        }
    }

    /// A legal ground.
    pub fn legal_ground(self, ground: LegalGround) -> String {
        match ground {
            LegalGround::CourtOrder => self.disclosure_ground_court_order(),
            LegalGround::CriminalInvestigation => self.disclosure_ground_criminal_investigation(),
            LegalGround::Supervision => self.disclosure_ground_supervision(),
            LegalGround::IntellectualProperty => self.disclosure_ground_intellectual_property(),
            LegalGround::Arbitration => self.disclosure_ground_arbitration(),
            LegalGround::IncidentResponse => self.disclosure_ground_incident_response(),
            LegalGround::DataSubject => self.disclosure_ground_data_subject(),
            LegalGround::LegitimateInterest => self.disclosure_ground_legitimate_interest(),
        }
    }

    /// What is wrong with a request for data that is not public, as what to do.
    pub fn request_fault(self, fault: RequestFault) -> String {
        match fault {
            RequestFault::NameMissing => self.disclosure_name_missing(),
            RequestFault::NameUnfit => self.disclosure_name_unfit(),
            RequestFault::OrganisationUnfit => self.disclosure_organisation_unfit(),
            RequestFault::EmailMissing => self.disclosure_email_missing(),
            RequestFault::EmailUnfit => self.disclosure_email_unfit(),
            RequestFault::GroundMissing => self.disclosure_ground_missing(),
            RequestFault::PurposeMissing => self.disclosure_purpose_missing(),
            RequestFault::PurposeUnfit => self.disclosure_purpose_unfit(),
        }
    }
}
