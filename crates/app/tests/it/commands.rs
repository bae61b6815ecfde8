//! The commands of the stories, as a registrar's program writes them.

const EPP: &str = "urn:ietf:params:xml:ns:epp-1.0";
const DOMAIN: &str = "urn:ietf:params:xml:ns:domain-1.0";
const CONTACT: &str = "urn:ietf:params:xml:ns:contact-1.0";
const PTDOMAIN: &str = "http://eppdev.dns.pt/schemas/ptdomain-1.0";
const PTCONTACT: &str = "http://eppdev.dns.pt/schemas/ptcontact-1.0";

/// A person of Portugal with this tax number.
pub(crate) fn contact_create(name: &str, email: &str, nif: &str) -> String {
    command(
        &format!(
            "<create><contact:create xmlns:contact=\"{CONTACT}\"><contact:id>AUTO</contact:id>\
             <contact:postalInfo type=\"int\"><contact:name>{name}</contact:name><contact:addr>\
             <contact:street>Rua do Ouro, 1</contact:street><contact:city>Évora</contact:city>\
             <contact:pc>7000-001</contact:pc><contact:cc>PT</contact:cc></contact:addr>\
             </contact:postalInfo><contact:email>{email}</contact:email><contact:authInfo>\
             <contact:pw>Contacto-1</contact:pw></contact:authInfo></contact:create></create>\
             <extension><ptcontact:create xmlns:ptcontact=\"{PTCONTACT}\">\
             <ptcontact:vat>PT{nif}</ptcontact:vat>\
             <ptcontact:mobile>+351.912345678</ptcontact:mobile></ptcontact:create></extension>"
        ),
        "contact-create",
    )
}

/// A domain for one year, with two external name servers.
pub(crate) fn domain_create(name: &str, holder: &str) -> String {
    command(
        &format!(
            "<create><domain:create xmlns:domain=\"{DOMAIN}\"><domain:name>{name}</domain:name>\
             <domain:period unit=\"y\">1</domain:period><domain:ns><domain:hostAttr>\
             <domain:hostName>ns1.dns.example</domain:hostName></domain:hostAttr>\
             <domain:hostAttr><domain:hostName>ns2.dns.example</domain:hostName>\
             </domain:hostAttr></domain:ns><domain:registrant>{holder}</domain:registrant>\
             <domain:contact type=\"tech\">{holder}</domain:contact>\
             <domain:authInfo><domain:pw/></domain:authInfo></domain:create></create>"
        ),
        "domain-create",
    )
}

/// Whether a name is free; the reference is the caller's.
pub(crate) fn domain_check(name: &str, reference: &str) -> String {
    command(
        &format!(
            "<check><domain:check xmlns:domain=\"{DOMAIN}\">\
             <domain:name>{name}</domain:name></domain:check></check>"
        ),
        reference,
    )
}

/// All about a domain.
pub(crate) fn domain_info(name: &str) -> String {
    command(
        &format!(
            "<info><domain:info xmlns:domain=\"{DOMAIN}\">\
             <domain:name>{name}</domain:name></domain:info></info>"
        ),
        "domain-info",
    )
}

/// A transfer with a code, and with what the extension says, if anything.
pub(crate) fn domain_transfer(name: &str, code: &str, process_id: Option<&str>) -> String {
    let extension = process_id.map_or_else(String::new, |number| {
        format!(
            "<extension><ptdomain:transfer xmlns:ptdomain=\"{PTDOMAIN}\">\
             <ptdomain:roid>{number}</ptdomain:roid></ptdomain:transfer></extension>"
        )
    });
    command(
        &format!(
            "<transfer op=\"request\"><domain:transfer xmlns:domain=\"{DOMAIN}\">\
             <domain:name>{name}</domain:name><domain:authInfo><domain:pw>{code}</domain:pw>\
             </domain:authInfo></domain:transfer></transfer>{extension}"
        ),
        "domain-transfer",
    )
}

/// The oldest message of the queue.
pub(crate) fn poll() -> String {
    command("<poll op=\"req\"/>", "poll")
}

/// Takes a message off the queue.
pub(crate) fn acknowledge(message: &str) -> String {
    command(&format!("<poll op=\"ack\" msgID=\"{message}\"/>"), "poll-ack")
}

fn command(inside: &str, reference: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><epp xmlns=\"{EPP}\"><command>{inside}\
         <clTRID>{reference}</clTRID></command></epp>"
    )
}
