//! From a question to the body of its answer.

use foral_model::id::{Handle, RegistrarId};
use foral_model::name::DomainName;
use foral_model::repository::RepositoryName;
use foral_model::zone::{RdapPolicy, RdapProfile};
use foral_registry::directory::{Asker, DirectoryRegistrar, Onlooker, Sight};
use http::HeaderValue;

use super::etag;
use super::fault::Fault;
use super::help;
use super::paper::Written;
use super::query::Query;
use super::server::Rdap;
use super::settings::ServerRole;

/// A question with who asks it.
pub(super) struct Question<'a> {
    pub(super) query: Query,
    pub(super) onlooker: Onlooker,
    /// What was asked, as a URL.
    pub(super) url: &'a str,
}

/// An answer.
pub(super) enum Answer {
    /// JSON, of which the last octets are another instant each time.
    Body {
        /// The octets.
        body: Vec<u8>,
        /// How many octets at the end do not count for the validator.
        volatile: usize,
        /// Who may keep it.
        privacy: Privacy,
    },
    /// Another server answers.
    Elsewhere(String),
}

/// Who may keep an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Privacy {
    /// Everybody, who asks each time whether it is still right.
    Public,
    /// Nobody.
    Personal,
}

impl Privacy {
    pub(super) const fn of(asker: &Asker) -> Self {
        match asker {
            Asker::Public => Self::Public,
            Asker::Registrar(_) | Asker::Staff(_) | Asker::Authorised(_) => Self::Personal,
        }
    }

    pub(super) const fn cache_control(self) -> HeaderValue {
        match self {
            Self::Public => HeaderValue::from_static("public, no-cache"),
            Self::Personal => HeaderValue::from_static("private, no-store"),
        }
    }
}

impl Rdap {
    pub(super) async fn look(&self, question: &Question<'_>) -> Result<Answer, Fault> {
        match &question.query {
            Query::Domain(name) => self.domain(question, name).await,
            // Nearly all questions are for a domain: theirs shall not carry the room of the others.
            _ => Box::pin(self.look_further(question)).await,
        }
    }

    async fn look_further(&self, question: &Question<'_>) -> Result<Answer, Fault> {
        match &question.query {
            Query::Domain(name) => self.domain(question, name).await,
            Query::Nameserver(name) => self.nameserver(question, name).await,
            Query::Entity(key) => self.entity(question, key).await,
            Query::Help => self.help(question),
            Query::Domains(by, listing) => self.domains(question, by, listing).await,
            Query::Nameservers(by, listing) => self.nameservers(question, by, listing).await,
            Query::Entities(by, listing) => self.entities(question, by, listing).await,
            Query::Reverse(person, listing) => self.reverse(question, person, listing).await,
        }
    }

    async fn domain(&self, question: &Question<'_>, name: &DomainName) -> Result<Answer, Fault> {
        let unknown = || Fault::NotFound("domain", name.to_string());
        let domain = self
            .registry
            .directory_domain(&question.onlooker, name)
            .await?;
        let domain = domain.ok_or_else(unknown)?;
        if let Some(server) = self
            .paper
            .settings
            .registrars
            .get(&domain.registrar.card.id)
            && server.role == ServerRole::Answers
            && domain.sight == Sight::Public
        {
            return Ok(Answer::Elsewhere(format!("{}domain/{name}", server.base_url)));
        }
        written(question, self.paper.domain(question.url, &domain))
    }

    async fn nameserver(
        &self,
        question: &Question<'_>,
        name: &DomainName,
    ) -> Result<Answer, Fault> {
        let host = self.registry.directory_host(name).await?;
        let host = host.ok_or_else(|| Fault::NotFound("nameserver", name.to_string()))?;
        let policy = self.policy_in(&host.repository);
        written(question, self.paper.nameserver(question.url, &policy, &host))
    }

    /// A registrar by identifier or IANA's number, or a contact by handle.
    async fn entity(&self, question: &Question<'_>, key: &str) -> Result<Answer, Fault> {
        if let Some(registrar) = self.registrar(key).await? {
            let policy = self.policy_of_registrar(&registrar);
            let now = self.registry.now();
            let body = self.paper.registrar(question.url, &policy, &registrar, now);
            return written(question, body);
        }
        let unknown = || Fault::NotFound("entity", key.to_owned());
        let handle = Handle::parse(key).ok_or_else(unknown)?;
        let contact = self
            .registry
            .directory_contact(&question.onlooker, &handle)
            .await?;
        let contact = contact.ok_or_else(unknown)?;
        let policy = self.policy_in(&contact.repository);
        let now = self.registry.now();
        written(question, self.paper.contact(question.url, &policy, &contact, now))
    }

    async fn registrar(&self, key: &str) -> Result<Option<DirectoryRegistrar>, Fault> {
        if let Ok(number) = key.parse::<u32>() {
            let all = self.registry.directory_registrars().await?;
            let numbered = |registrar: &DirectoryRegistrar| registrar.iana_id == Some(number);
            return Ok(all.into_iter().find(numbered));
        }
        match RegistrarId::parse(key) {
            Some(id) => Ok(self.registry.directory_registrar(&id).await?),
            None => Ok(None),
        }
    }

    fn help(&self, question: &Question<'_>) -> Result<Answer, Fault> {
        let policy = self.policy();
        let zones: Vec<_> = self
            .registry
            .zones()
            .iter()
            .map(|zone| zone.name.clone())
            .collect();
        let body = help::body(self.paper.frame(question.url, &policy), &zones);
        let body = body.map_err(|error| Fault::Broke(error.to_string()))?;
        Ok(Answer::Body { body, volatile: 0, privacy: Privacy::Public })
    }

    /// How an answer about no zone's object is given: as a zone with ICANN's profile wants it if
    /// there is one, since that wants more.
    pub(super) fn policy(&self) -> RdapPolicy {
        let zones = self.registry.zones();
        let generic = |zone: &&std::sync::Arc<_>| is_generic(zone);
        let zone = zones.iter().find(generic).or(zones.first());
        zone.map(|zone| zone.rdap.clone()).unwrap_or_default()
    }

    /// The same for what belongs to a repository and no zone.
    pub(super) fn policy_in(&self, repository: &RepositoryName) -> RdapPolicy {
        let zones = self.registry.zones();
        let mut own = zones.iter().filter(|zone| zone.repository == *repository);
        let first = own.clone().next();
        let zone = own.find(|zone| is_generic(zone)).or(first);
        zone.map(|zone| zone.rdap.clone()).unwrap_or_default()
    }

    /// ICANN's profile is for registrars that ICANN knows.
    pub(super) fn policy_of_registrar(&self, registrar: &DirectoryRegistrar) -> RdapPolicy {
        let zones = self.registry.zones();
        let fits = |zone: &&std::sync::Arc<foral_model::zone::Zone>| {
            is_generic(zone) == registrar.iana_id.is_some()
        };
        let zone = zones.iter().find(fits);
        zone.map_or_else(|| self.policy(), |zone| zone.rdap.clone())
    }
}

fn is_generic(zone: &foral_model::zone::Zone) -> bool {
    zone.rdap.profile == RdapProfile::Gtld
}

/// The answer about one object, which ends in its instant.
fn written(question: &Question<'_>, body: Written) -> Result<Answer, Fault> {
    let body = body.map_err(|error| Fault::Broke(error.to_string()))?;
    let privacy = Privacy::of(&question.onlooker.asker);
    Ok(Answer::Body { body, volatile: etag::INSTANT, privacy })
}
