//! What registrars send in these stories.

use foral_testkit::epp::EppClient;

use crate::commands::{command, contact, domain, domain_and, domain_transfer_step, host};
use crate::stage::ok;

/// The name server of every name; it lies outside.
const SERVER: &str = "ns1.dns.example";

/// Makes the name server.
pub(super) async fn server(client: &mut EppClient) {
    let create = host("create", &format!("<host:name>{SERVER}</host:name>"));
    ok(client, &create).await;
}

/// Somebody, as a contact of the registrar's; gives the handle.
pub(super) async fn person(
    client: &mut EppClient,
    handle: &str,
    email: &str,
    more: &str,
) -> String {
    let create = contact(
        "create",
        &format!(
            "<contact:id>{handle}</contact:id><contact:postalInfo type=\"int\"><contact:name>\
             {handle} Prado</contact:name><contact:addr><contact:street>Calle Uno 1\
             </contact:street><contact:city>Madrid</contact:city><contact:pc>28001</contact:pc>\
             <contact:cc>ES</contact:cc></contact:addr></contact:postalInfo><contact:email>{email}\
             </contact:email><contact:authInfo><contact:pw/></contact:authInfo>"
        ),
    );
    let create = create.replacen("<clTRID>", &format!("{more}<clTRID>"), 1);
    let made = ok(client, &create).await;
    made.text("id").unwrap().to_owned()
}

/// The taxpayer number of a contact, as an extension.
pub(super) fn taxpayer(number: &str) -> String {
    format!(
        "<extension><ptcontact:create \
         xmlns:ptcontact=\"http://eppdev.dns.pt/schemas/ptcontact-1.0\"><ptcontact:vat>{number}\
         </ptcontact:vat></ptcontact:create></extension>"
    )
}

/// A domain for so many years with one contact, who is the holder and fills each of the roles.
pub(super) fn create(name: &str, years: u8, handle: Option<&str>, roles: &[&str]) -> String {
    let holder = handle.map_or_else(String::new, |handle| {
        let roles = roles
            .iter()
            .map(|role| format!("<domain:contact type=\"{role}\">{handle}</domain:contact>"));
        let roles: String = roles.collect();
        format!("<domain:registrant>{handle}</domain:registrant>{roles}")
    });
    domain(
        "create",
        &format!(
            "<domain:name>{name}</domain:name><domain:period unit=\"y\">{years}</domain:period>\
             <domain:ns><domain:hostObj>{SERVER}</domain:hostObj></domain:ns>{holder}\
             <domain:authInfo><domain:pw/></domain:authInfo>"
        ),
    )
}

/// Asks that somebody else becomes the holder, under a reference.
pub(super) fn hand_over(name: &str, to: &str, reference: &str) -> String {
    let inside = format!(
        "<update><domain:update xmlns:domain=\"urn:ietf:params:xml:ns:domain-1.0\"><domain:name>\
         {name}</domain:name><domain:chg><domain:registrant>{to}</domain:registrant></domain:chg>\
         </domain:update></update>"
    );
    command(&inside, reference)
}

/// A step of a transfer without a code.
pub(super) fn transfer(step: &str, name: &str) -> String {
    domain_transfer_step(step, &format!("<domain:name>{name}</domain:name>"), "")
}

/// A request with a code.
pub(super) fn request(name: &str, code: &str) -> String {
    let inside = format!(
        "<domain:name>{name}</domain:name><domain:authInfo><domain:pw>{code}</domain:pw>\
         </domain:authInfo>"
    );
    domain_transfer_step("request", &inside, "")
}

/// Renews by years from an expiry, of which the day counts.
pub(super) fn renew(name: &str, expiry: &str, years: u8) -> String {
    let inside = format!(
        "<domain:name>{name}</domain:name><domain:curExpDate>{}</domain:curExpDate>\
         <domain:period unit=\"y\">{years}</domain:period>",
        &expiry[..10]
    );
    domain("renew", &inside)
}

/// Deletes.
pub(super) fn delete(name: &str) -> String {
    domain("delete", &format!("<domain:name>{name}</domain:name>"))
}

/// A restoration (RFC 3915): `request`, or `report` with so many statements.
pub(super) fn restore(name: &str, step: &str, statements: usize) -> String {
    let said = "<rgp:statement>It is true.</rgp:statement>".repeat(statements);
    let report = format!(
        "<rgp:report><rgp:preData>before</rgp:preData><rgp:postData>after</rgp:postData>\
         <rgp:delTime>2026-12-01T00:00:00Z</rgp:delTime>\
         <rgp:resTime>2026-12-02T00:00:00Z</rgp:resTime><rgp:resReason>A mistake.</rgp:resReason>\
         {said}</rgp:report>"
    );
    let report = if step == "report" { report } else { String::new() };
    let extension = format!(
        "<rgp:update xmlns:rgp=\"urn:ietf:params:xml:ns:rgp-1.0\"><rgp:restore op=\"{step}\">\
         {report}</rgp:restore></rgp:update>"
    );
    let inside = format!("<domain:name>{name}</domain:name><domain:chg/>");
    domain_and("update", &inside, &extension)
}

/// What a command on a name would cost (RFC 8748).
pub(super) fn price(name: &str, verb: &str) -> String {
    let inside = format!("<domain:name>{name}</domain:name>");
    let extension = format!(
        "<fee:check xmlns:fee=\"urn:ietf:params:xml:ns:epp:fee-1.0\"><fee:command name=\"{verb}\"/>\
         </fee:check>"
    );
    domain_and("check", &inside, &extension)
}
