//! The bodies of answers about one object, written without asking anybody.

use foral_model::time::Timestamp;
use foral_model::zone::RdapPolicy;
use foral_registry::directory::{
    DirectoryContact, DirectoryDomain, DirectoryHost, DirectoryRegistrar,
};
use serde::Serialize;

use super::domain::Domain;
use super::entity::Entity;
use super::frame::Frame;
use super::json;
use super::listing::FieldSet;
use super::nameserver::Nameserver;
use super::redacted::Place;
use super::registrars::Registrars;
use super::settings::Settings;
use super::texts::Texts;

/// What an instance writes its answers on: its settings and its language.
#[derive(Debug)]
pub struct Paper {
    pub(super) settings: Settings,
    pub(super) texts: Texts,
    registrars: Registrars,
}

/// A body, or why it could not be written, which no object of ours can cause.
pub(super) type Written = serde_json::Result<Vec<u8>>;

/// Octets of a usual answer, so that the buffer does not grow in steps.
const USUAL: usize = 6 * 1024;

impl Paper {
    /// For these settings.
    pub fn new(settings: Settings) -> Self {
        Self { texts: Texts::of(settings.lang), settings, registrars: Registrars::default() }
    }

    pub(super) fn frame<'a>(&'a self, url: &'a str, policy: &'a RdapPolicy) -> Frame<'a> {
        Frame {
            base: &self.settings.base_url,
            url,
            settings: &self.settings,
            texts: &self.texts,
            registrars: &self.registrars,
            policy,
        }
    }

    /// The answer about a domain, as its zone wants it.
    ///
    /// # Errors
    /// If JSON cannot be written, which no domain causes.
    pub fn domain(&self, url: &str, domain: &DirectoryDomain) -> serde_json::Result<Vec<u8>> {
        let frame = self.frame(url, &domain.zone.rdap);
        let mut kept_back = Vec::new();
        let shown = Domain::of(&frame, domain, FieldSet::Full, None, &mut kept_back);
        written(&shown.alone(frame, domain, &kept_back))
    }

    /// The answer about a host object.
    ///
    /// # Errors
    /// As [`Paper::domain`].
    pub fn nameserver(
        &self,
        url: &str,
        policy: &RdapPolicy,
        host: &DirectoryHost,
    ) -> serde_json::Result<Vec<u8>> {
        let frame = self.frame(url, policy);
        let shown = Nameserver::of(&frame, host, FieldSet::Full);
        written(&shown.alone(frame, host))
    }

    /// The answer about a registrar.
    ///
    /// # Errors
    /// As [`Paper::domain`].
    pub fn registrar(
        &self,
        url: &str,
        policy: &RdapPolicy,
        registrar: &DirectoryRegistrar,
        as_of: Timestamp,
    ) -> serde_json::Result<Vec<u8>> {
        let frame = self.frame(url, policy);
        let shown = Entity::registrar(&frame, registrar, FieldSet::Full);
        written(&shown.alone(frame, &[], as_of))
    }

    /// The answer about a contact.
    ///
    /// # Errors
    /// As [`Paper::domain`].
    pub fn contact(
        &self,
        url: &str,
        policy: &RdapPolicy,
        contact: &DirectoryContact,
        as_of: Timestamp,
    ) -> serde_json::Result<Vec<u8>> {
        let frame = self.frame(url, policy);
        let place = Place { result: None, entity: None };
        let mut kept_back = Vec::new();
        let shown = Entity::contact(&frame, contact, None, place, &mut kept_back);
        let shown = shown.with_history(contact);
        written(&shown.alone(frame, &kept_back, as_of))
    }
}

fn written(object: &impl Serialize) -> Written {
    json::written(object, USUAL)
}
