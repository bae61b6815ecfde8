//! A holder's domains: the list, the page, the history.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use foral_model::auth_code::StoredCode;
use foral_model::contact::ContactRole;
use foral_model::domain::PublicStatus;
use foral_model::id::{Handle, RegistrarId};
use foral_model::journal::HistoryLine;
use foral_model::name::DomainName;
use foral_rules::holder::{change, code};

use crate::Registry;
use crate::error::Incident;
use crate::lookup::card;
use crate::view::{Direction, DomainQuery, DomainRow, DomainView, Page, SortBy};

/// Lines of history on a domain's page.
const RECENT: u32 = 8;
/// Lines of history on its own page.
const ALL: u32 = 1000;

impl Registry {
    /// One page of the domains of a holder.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn holder_domains(
        &self,
        holder: &Handle,
        query: &DomainQuery,
    ) -> Result<Page<DomainRow>, Incident> {
        let now = self.moment().await?;
        let mut flight = self.store.flight();
        let domains = flight.domains_of_holder(holder);
        let registrars = flight.registrars();
        let landing = flight.send().await?;
        let registrars = landing.take(registrars)?;
        let names: BTreeMap<RegistrarId, String> = registrars
            .into_iter()
            .map(|registrar| (registrar.id, registrar.name))
            .collect();
        let rows: Vec<DomainRow> = landing
            .take(domains)?
            .into_iter()
            .filter_map(|domain| self.settle_domain(domain, now))
            .map(|domain| DomainRow {
                id: domain.id,
                status: domain.public_status(),
                registrar: names.get(&domain.sponsor).cloned().unwrap_or_default(),
                expires: domain.expires,
                time_zone: self.time_zone_of_name(&domain.name),
                name: domain.name,
            })
            .collect();
        Ok(page(rows, query))
    }

    /// Everything that a holder may know of one of their domains; `None` if it is not theirs.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn holder_domain(
        &self,
        holder: &Handle,
        name: &DomainName,
    ) -> Result<Option<DomainView>, Incident> {
        let now = self.moment().await?;
        let case = self.case_named(name, now).await?.case;
        let Some(case) = case.filter(|case| case.domain.registrant.as_ref() == Some(holder)) else {
            return Ok(None);
        };
        let mut flight = self.store.flight();
        let history = flight.history("domain", &case.domain.id.to_string(), RECENT);
        let receipts = flight.receipts(case.domain.id, RECENT);
        let landing = flight.send().await?;
        let (history, receipts) = (landing.take(history)?, landing.take(receipts)?);
        let facts = self.code_facts(holder, Some(case.clone()), now).await?;
        let code_obstacle = code::obstacle(name, &facts, now);
        let live = |code: &Option<StoredCode>| code.clone().filter(|code| code.is_live(now));
        let Some(contact) = case.holder.clone() else { return Ok(None) };
        let with_role = |(role, handle): &(ContactRole, Handle)| {
            let contact = case
                .contacts
                .iter()
                .find(|contact| contact.handle == *handle)?;
            Some((*role, contact.clone()))
        };
        Ok(Some(DomainView {
            roid: format!("{}-{}", case.domain.id, self.suffix_of(&case.zone.repository)),
            statuses: case.domain.epp_statuses(),
            holder: contact,
            contacts: case.domain.contacts.iter().filter_map(with_role).collect(),
            registrar: card(&case.sponsor),
            history,
            receipts,
            code_obstacle,
            holder_code: live(&case.domain.codes.holder),
            registrar_code: live(&case.domain.codes.registrar),
            renewable_days: case.zone.life.renewable_days,
            pending_delete_days: case.zone.life.pending_delete_days,
            at_expiry: case.zone.life.at_expiry,
            holder_change: case.zone.holder_change,
            change_obstacle: change::obstacle(&case),
            gaining: case
                .domain
                .pending_transfer
                .as_ref()
                .and(case.gaining.as_ref())
                .map(|registrar| registrar.name.clone()),
            domain: case.domain,
        }))
    }

    /// All of a domain's history, newest first; `None` if the domain is not the holder's.
    ///
    /// # Errors
    /// If the store does not answer.
    pub async fn domain_history(
        &self,
        holder: &Handle,
        name: &DomainName,
    ) -> Result<Option<Vec<HistoryLine>>, Incident> {
        let case = self.case_named(name, self.moment().await?).await?.case;
        let Some(case) = case.filter(|case| case.domain.registrant.as_ref() == Some(holder)) else {
            return Ok(None);
        };
        let mut flight = self.store.flight();
        let slot = flight.history("domain", &case.domain.id.to_string(), ALL);
        Ok(Some(flight.send().await?.take(slot)?))
    }
}

fn page(mut rows: Vec<DomainRow>, query: &DomainQuery) -> Page<DomainRow> {
    let count = |rows: &[DomainRow]| u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let unfiltered = count(&rows);
    rows.retain(|row| is_wanted(row, query));
    rows.sort_by(|a, b| order(a, b, query));
    let total = count(&rows);
    let per_page = query.per_page.clamp(1, 100);
    let pages = total.div_ceil(per_page).max(1);
    let current = query.page.clamp(1, pages);
    let skip = (current - 1) as usize * per_page as usize;
    let rows = rows
        .into_iter()
        .skip(skip)
        .take(per_page as usize)
        .collect();
    Page { rows, total, unfiltered, page: current, pages }
}

fn is_wanted(row: &DomainRow, query: &DomainQuery) -> bool {
    let text = query.text.trim().to_lowercase();
    let matches = text.is_empty()
        || row.name.as_str().contains(&text)
        || row.name.unicode().contains(&text)
        || row.id.to_string().contains(&text);
    matches && query.status.is_none_or(|status| row.status == status)
}

fn order(a: &DomainRow, b: &DomainRow, query: &DomainQuery) -> Ordering {
    let rank = |status| match status {
        PublicStatus::Registered => 0,
        PublicStatus::Reserved => 1,
        PublicStatus::PendingDelete => 2,
    };
    let by = match query.sort {
        SortBy::Id => a.id.cmp(&b.id),
        SortBy::Name => a.name.unicode().cmp(&b.name.unicode()),
        SortBy::Registrar => a.registrar.cmp(&b.registrar),
        SortBy::Expires => a.expires.cmp(&b.expires),
        SortBy::Status => rank(a.status).cmp(&rank(b.status)),
    };
    let by = by.then_with(|| a.id.cmp(&b.id));
    match query.direction {
        Direction::Ascending => by,
        Direction::Descending => by.reverse(),
    }
}
