//! What the commands of these stories carry, with one thing changed at a time.

use super::{SERVER, ZONE};
use crate::commands::{domain, domain_and, domain_transfer_step};

/// A contact as it is created; each field can be replaced by one that is wrong.
pub(super) struct Person<'p> {
    pub(super) handle: &'p str,
    pub(super) form: &'p str,
    pub(super) name: &'p str,
    pub(super) organisation: &'p str,
    pub(super) street: &'p str,
    pub(super) city: &'p str,
    pub(super) country: &'p str,
    pub(super) voice: &'p str,
    pub(super) fax: &'p str,
    pub(super) email: &'p str,
    pub(super) code: &'p str,
}

impl<'p> Person<'p> {
    pub(super) fn new(handle: &'p str) -> Self {
        Self {
            handle,
            form: "int",
            name: "Ana Prado",
            organisation: "Prado Lda",
            street: "Rua Um 1",
            city: "Lisboa",
            country: "PT",
            voice: "+351.210000000",
            fax: "+351.210000001",
            email: "ana@correio.example",
            code: "",
        }
    }

    pub(super) fn create(&self) -> String {
        format!(
            "<contact:id>{}</contact:id><contact:postalInfo type=\"{}\"><contact:name>{}\
             </contact:name><contact:org>{}</contact:org><contact:addr><contact:street>{}\
             </contact:street><contact:city>{}</contact:city><contact:sp>Lisboa</contact:sp>\
             <contact:pc>1000-001</contact:pc><contact:cc>{}</contact:cc></contact:addr>\
             </contact:postalInfo><contact:voice x=\"12\">{}</contact:voice><contact:fax>{}\
             </contact:fax><contact:email>{}</contact:email><contact:authInfo><contact:pw>{}\
             </contact:pw></contact:authInfo>",
            self.handle,
            self.form,
            self.name,
            self.organisation,
            self.street,
            self.city,
            self.country,
            self.voice,
            self.fax,
            self.email,
            self.code,
        )
    }
}

/// A domain as it is created.
pub(super) struct Name<'n> {
    pub(super) name: &'n str,
    pub(super) period: &'n str,
    pub(super) servers: String,
    pub(super) registrant: String,
    pub(super) contacts: String,
    pub(super) code: &'n str,
}

impl<'n> Name<'n> {
    /// One year, one server, and everything else with one contact.
    pub(super) fn new(name: &'n str, handle: &str) -> Self {
        Self {
            name,
            period: "<domain:period unit=\"y\">1</domain:period>",
            servers: servers(&[SERVER]),
            registrant: format!("<domain:registrant>{handle}</domain:registrant>"),
            contacts: role("admin", handle) + role("tech", handle).as_str(),
            code: "",
        }
    }

    pub(super) fn create(&self) -> String {
        domain("create", &self.inside())
    }

    pub(super) fn create_and(&self, extension: &str) -> String {
        domain_and("create", &self.inside(), extension)
    }

    fn inside(&self) -> String {
        format!(
            "<domain:name>{}</domain:name>{}{}{}{}<domain:authInfo><domain:pw>{}</domain:pw>\
             </domain:authInfo>",
            self.name, self.period, self.servers, self.registrant, self.contacts, self.code
        )
    }
}

/// References to hosts.
pub(super) fn servers(names: &[&str]) -> String {
    let all = names
        .iter()
        .map(|name| format!("<domain:hostObj>{name}</domain:hostObj>"));
    format!("<domain:ns>{}</domain:ns>", all.collect::<String>())
}

/// A contact of a domain.
pub(super) fn role(role: &str, handle: &str) -> String {
    format!("<domain:contact type=\"{role}\">{handle}</domain:contact>")
}

/// The name of a domain alone.
pub(super) fn name_of(name: &str) -> String {
    format!("<domain:name>{name}</domain:name>")
}

/// An update of a domain.
pub(super) fn update(name: &str, change: &str) -> String {
    domain("update", &format!("{}{change}", name_of(name)))
}

/// Adds or removes (`add`, `rem`) a status of a domain.
pub(super) fn domain_status(name: &str, change: &str, status: &str) -> String {
    update(name, &format!("<domain:{change}><domain:status s=\"{status}\"/></domain:{change}>"))
}

/// Removes a domain.
pub(super) fn delete(name: &str) -> String {
    domain("delete", &name_of(name))
}

/// Renews from an expiry, of which the day counts, by years.
pub(super) fn renew(name: &str, expiry: &str, years: u8) -> String {
    domain(
        "renew",
        &format!(
            "{}<domain:curExpDate>{}</domain:curExpDate><domain:period unit=\"y\">{years}\
             </domain:period>",
            name_of(name),
            &expiry[..10]
        ),
    )
}

/// Asks for a domain, with a code.
pub(super) fn request(name: &str, code: &str) -> String {
    let inside = format!(
        "{}<domain:authInfo><domain:pw>{code}</domain:pw></domain:authInfo>",
        name_of(name)
    );
    domain_transfer_step("request", &inside, "")
}

/// Any other step of a transfer.
pub(super) fn step(step: &str, name: &str) -> String {
    domain_transfer_step(step, &name_of(name), "")
}

/// A restoration (RFC 3915): `request`, or `report` with the report.
pub(super) fn restore(name: &str, step: &str) -> String {
    let report = if step == "report" { REPORT } else { "" };
    let inside = format!("{}<domain:chg/>", name_of(name));
    let extension = format!(
        "<rgp:update xmlns:rgp=\"urn:ietf:params:xml:ns:rgp-1.0\"><rgp:restore op=\"{step}\">\
         {report}</rgp:restore></rgp:update>"
    );
    domain_and("update", &inside, &extension)
}

const REPORT: &str = "<rgp:report><rgp:preData>before</rgp:preData><rgp:postData>after\
    </rgp:postData><rgp:delTime>2026-12-01T00:00:00Z</rgp:delTime>\
    <rgp:resTime>2026-12-02T00:00:00Z</rgp:resTime><rgp:resReason>A mistake.</rgp:resReason>\
    <rgp:statement>The name was not restored for ourselves.</rgp:statement>\
    <rgp:statement>All of this is true.</rgp:statement></rgp:report>";

/// A label below the zone.
pub(super) fn below(label: &str) -> String {
    format!("{label}.{ZONE}")
}
