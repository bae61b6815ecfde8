//! The repositories of this instance: what each demands of contacts, and how its ROIDs end.

use std::borrow::Cow;
use std::sync::Arc;

use foral_model::repository::{Repository, RepositoryName};

use crate::error::Incident;

/// The repositories, fixed for as long as the process runs.
#[derive(Debug)]
pub(crate) struct Repositories {
    first: Arc<Repository>,
    rest: Vec<Arc<Repository>>,
}

impl Repositories {
    /// # Errors
    /// If there is none.
    pub(crate) fn new(repositories: Vec<Repository>) -> Result<Self, Incident> {
        let mut all = repositories.into_iter().map(Arc::new);
        let first = all.next();
        let first = first.ok_or_else(|| Incident::of("no repository is configured"))?;
        Ok(Self { first, rest: all.collect() })
    }

    /// The one that counts where nothing is said.
    pub(crate) fn first(&self) -> Arc<Repository> {
        Arc::clone(&self.first)
    }

    /// # Errors
    /// If there is none of this name.
    pub(crate) fn named(&self, name: &RepositoryName) -> Result<Arc<Repository>, Incident> {
        self.all()
            .find(|known| known.name == *name)
            .cloned()
            .ok_or_else(|| Incident::of(&format!("no repository {name} is configured")))
    }

    /// The suffix of a repository's ROIDs. A repository that is configured no more has none left
    /// but its name.
    pub(crate) fn suffix_of(&self, name: &RepositoryName) -> Cow<'_, str> {
        let known = self.all().find(|known| known.name == *name);
        known.map_or_else(
            || Cow::Owned(name.as_str().to_uppercase()),
            |known| Cow::Borrowed(known.suffix.as_str()),
        )
    }

    /// All of them, in the order of the configuration.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<Repository>> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}
