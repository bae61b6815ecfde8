//! Name servers (RFC 9083, section 5.2).

use std::net::IpAddr;

use foral_registry::directory::DirectoryHost;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::domain::unicode;
use super::event::Event;
use super::frame::Frame;
use super::link::Link;
use super::listing::FieldSet;
use super::notice::{About, Notices};
use super::registrars::Sponsor;
use super::status::Shown;

/// A name server that is an object of its own.
#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Nameserver<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rdap_conformance: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notices: Option<Notices<'a>>,
    object_class_name: &'static str,
    handle: &'a str,
    ldh_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unicode_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip_addresses: Option<Addresses<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Shown<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<[Sponsor<'a>; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port43: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<Event>,
}

/// Addresses, by version; there is at least one.
pub(crate) struct Addresses<'a>(&'a [IpAddr]);

impl<'a> Addresses<'a> {
    /// These, if there are any.
    pub(crate) fn of(addresses: &'a [IpAddr]) -> Option<Self> {
        (!addresses.is_empty()).then_some(Self(addresses))
    }
}

impl Serialize for Addresses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, wanted) in [("v4", Version::Four), ("v6", Version::Six)] {
            let list = Listed(self.0, wanted);
            if list.addresses().next().is_some() {
                map.serialize_entry(key, &list)?;
            }
        }
        map.end()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    Four,
    Six,
}

struct Listed<'a>(&'a [IpAddr], Version);

impl Listed<'_> {
    fn addresses(&self) -> impl Iterator<Item = &IpAddr> {
        let of_version = |address: &&IpAddr| address.is_ipv4() == (self.1 == Version::Four);
        self.0.iter().filter(of_version)
    }
}

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.addresses())
    }
}

impl<'a> Nameserver<'a> {
    /// A name server, with as much of it as `fields` asks for.
    pub(crate) fn of(frame: &Frame<'a>, host: &'a DirectoryHost, fields: FieldSet) -> Self {
        let mut shown = Self {
            rdap_conformance: None,
            notices: None,
            object_class_name: "nameserver",
            handle: &host.roid,
            ldh_name: host.name.as_str(),
            unicode_name: unicode(&host.name),
            ip_addresses: None,
            status: None,
            entities: None,
            links: Vec::new(),
            port43: None,
            events: Vec::new(),
        };
        if fields == FieldSet::Id {
            return shown;
        }
        shown.ip_addresses = Addresses::of(&host.addresses);
        shown.status = Some(Shown { statuses: host.statuses, rgp: &[] });
        shown.links =
            vec![Link::itself(frame.url, frame.object("nameserver/", host.name.as_str()))];
        if fields == FieldSet::Brief {
            return shown;
        }
        shown.entities = Some([Sponsor { frame: *frame, registrar: &host.registrar }]);
        shown.port43 = frame.settings.port43.as_deref();
        let history = Event::history(host.created, host.updated, host.transferred);
        shown.events.extend(history);
        shown
    }

    /// The whole answer to a look-up.
    pub(crate) fn alone(mut self, frame: Frame<'a>, host: &DirectoryHost) -> Self {
        self.rdap_conformance = Some(frame.conformance());
        self.notices = Some(Notices::of(frame, About::Other));
        self.events.push(Event::database(host.as_of));
        self
    }
}
