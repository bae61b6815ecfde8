//! Numbers for new objects, taken from the store in blocks.

use std::ops::Range;

use foral_model::id::{DomainId, HostId};
use foral_model::organisation::OrganisationNumber;
use foral_store::{Sequence, Store};
use tokio::sync::Mutex;

use crate::error::Incident;

/// Numbers that a block holds. What is left of it at the end of the process is lost.
const BLOCK: u32 = 1000;

/// Numbers for new objects.
#[derive(Debug)]
pub(crate) struct Numbers {
    store: Store,
    domains: Mutex<Range<i64>>,
    contacts: Mutex<Range<i64>>,
    hosts: Mutex<Range<i64>>,
    organisations: Mutex<Range<i64>>,
}

impl Numbers {
    pub(crate) fn new(store: Store) -> Self {
        let empty = || Mutex::new(0..0);
        Self { store, domains: empty(), contacts: empty(), hosts: empty(), organisations: empty() }
    }

    pub(crate) async fn domain(&self) -> Result<DomainId, Incident> {
        self.next(&self.domains, Sequence::Domain)
            .await
            .map(DomainId)
    }

    pub(crate) async fn contact(&self) -> Result<i64, Incident> {
        self.next(&self.contacts, Sequence::Contact).await
    }

    pub(crate) async fn host(&self) -> Result<HostId, Incident> {
        self.next(&self.hosts, Sequence::Host).await.map(HostId)
    }

    pub(crate) async fn organisation(&self) -> Result<OrganisationNumber, Incident> {
        self.next(&self.organisations, Sequence::Organisation)
            .await
            .map(OrganisationNumber)
    }

    async fn next(&self, block: &Mutex<Range<i64>>, sequence: Sequence) -> Result<i64, Incident> {
        let mut block = block.lock().await;
        if block.is_empty() {
            let first = self.store.reserve(sequence, BLOCK).await?;
            *block = first..first + i64::from(BLOCK);
        }
        block
            .next()
            .ok_or_else(|| Incident::of("an empty block of numbers"))
    }
}
