//! The lines of a history.

use foral_model::journal::HistoryLine;
use foral_model::lang::Lang;
use foral_model::publication::Receipt;
use foral_model::time::Timestamp;

use crate::Words;

impl Words {
    /// What a line of history says happened.
    pub fn history(self, line: &HistoryLine) -> String {
        let value = |name: &str| {
            let found = line.data.iter().find(|(known, _)| known == name);
            found.map_or("", |(_, value)| value.as_str())
        };
        let expires = || self.stored_date(value("expires"));
        match line.deed.replace('_', "-").as_str() {
            "created" => self.history_created(),
            "updated" => match value("parts") {
                "" => self.history_updated_plain(),
                parts => self.history_updated(self.parts(parts)),
            },
            "renewed" => self.history_renewed(expires()),
            "auto-renewed" => self.history_auto_renewed(expires()),
            "transferred" => self.history_transferred(value("gaining"), value("losing")),
            "code-created" => self.history_code_created(expires()),
            "code-revoked" => self.history_code_revoked(),
            "code-refused" => self.history_code_refused(value("registrar")),
            "expired" => self.history_expired(),
            "pending-delete" => self.history_pending_delete(),
            "removed" => self.history_removed(),
            "recovered" => self.history_recovered(),
            "password-changed" => self.history_password_changed(),
            "deposited" => self.history_deposited(value("amount")),
            "transfer-asked" => self.history_transfer_asked(value("gaining")),
            "transfer-ended" => self.history_transfer_ended(),
            "holder-change-asked" => self.history_holder_change_asked(value("to")),
            "holder-change-ended" => self.history_holder_change_ended(),
            "holder-changed" => self.history_holder_changed(value("to")),
            "redemption" => self.history_redemption(),
            "restore-asked" => self.history_restore_asked(),
            "restored" => self.history_restored(),
            "restore-lapsed" => self.history_restore_lapsed(),
            "grace-ended" => self.history_grace_ended(),
            "status-lapsed" => self.history_status_lapsed(value("status")),
            "delegation-held" => self.history_delegation_held(value("findings")),
            "delegation-passed" => self.history_delegation_passed(),
            "delegation-overruled" => self.history_delegation_overruled(),
            "begun" => self.history_begun(),
            "ended" => self.history_ended(),
            "corrected" => self.history_corrected(value("amount")),
            "refused" => self.history_refused(),
            other => self.history_other(other),
        }
    }

    /// What became of a change in the DNS: its serial, and who was seen to have it.
    pub fn history_receipt(self, receipt: &Receipt) -> String {
        let after = |at: Timestamp| self.seconds(at.micros() - receipt.committed.micros());
        let serial = receipt.serial.to_string();
        let published = self.history_published(after(receipt.published), serial);
        let served = receipt.served.iter();
        let served = served.map(|(secondary, at)| self.history_served(secondary, after(*at)));
        std::iter::once(published)
            .chain(served)
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// Seconds with a tenth, as the language writes them.
    fn seconds(self, micros: i64) -> String {
        let tenths = (micros.max(0) + 50_000) / 100_000;
        let mark = if self.lang() == Lang::En { '.' } else { ',' };
        format!("{}{mark}{}", tenths / 10, tenths % 10)
    }

    /// Who did it, by kind; a registrar by its identifier too, and nobody by name.
    pub fn history_actor(self, line: &HistoryLine) -> String {
        match line.actor_kind.as_str() {
            "registrar" => self.actor_registrar(&line.actor_id),
            "holder" => self.actor_holder(),
            "staff" => self.actor_staff(),
            "public" => self.actor_public(),
            _ => self.actor_clock(),
        }
    }

    /// Parts of an object, separated by commas.
    fn parts(self, parts: &str) -> String {
        let names = parts.split(',').map(|part| match part.trim() {
            "name servers" => self.part_name_servers(),
            "organisations" => self.part_organisations(),
            "roles" => self.part_roles(),
            "status" => self.part_status(),
            "contacts" => self.part_contacts(),
            "holder" => self.part_holder(),
            "e-mail" => self.part_email(),
            "DNSSEC" => self.part_dnssec(),
            "renewal" => self.part_renewal(),
            "data" => self.part_data(),
            "auth code" => self.part_auth_code(),
            "terms" => self.part_terms(),
            "TTL" => self.part_ttl(),
            "certificates" => self.part_certificates(),
            "policy" => self.part_policy(),
            other => other.to_owned(),
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// An instant as history keeps it: microseconds or RFC 3339.
    fn stored_date(self, text: &str) -> String {
        let micros = text.parse().ok().map(Timestamp::from_micros);
        match micros.or_else(|| Timestamp::parse(text)) {
            Some(at) => self.date(at),
            None => text.to_owned(),
        }
    }
}
