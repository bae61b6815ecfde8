//! The commands of the stories, as a registrar's program writes them.

const EPP: &str = "urn:ietf:params:xml:ns:epp-1.0";
const DOMAIN: &str = "urn:ietf:params:xml:ns:domain-1.0";
const CONTACT: &str = "urn:ietf:params:xml:ns:contact-1.0";
const HOST: &str = "urn:ietf:params:xml:ns:host-1.0";
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

/// A domain whose technical contact is somebody else than the holder.
pub(crate) fn domain_create_with_contact(name: &str, holder: &str, contact: &str) -> String {
    let own = format!("<domain:contact type=\"tech\">{holder}</domain:contact>");
    let other = format!("<domain:contact type=\"tech\">{contact}</domain:contact>");
    domain_create(name, holder).replace(&own, &other)
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

/// Any command about a domain: the verb, and what is inside it.
pub(crate) fn domain(verb: &str, inside: &str) -> String {
    command(&about("domain", DOMAIN, verb, inside), verb)
}

/// The same, with what the extensions say.
pub(crate) fn domain_and(verb: &str, inside: &str, extension: &str) -> String {
    let body = about("domain", DOMAIN, verb, inside);
    command(&format!("{body}<extension>{extension}</extension>"), verb)
}

/// Any command about a contact.
pub(crate) fn contact(verb: &str, inside: &str) -> String {
    command(&about("contact", CONTACT, verb, inside), verb)
}

/// Any command about a host.
pub(crate) fn host(verb: &str, inside: &str) -> String {
    command(&about("host", HOST, verb, inside), verb)
}

/// A step of a contact's transfer.
pub(crate) fn contact_transfer(step: &str, handle: &str, code: Option<&str>) -> String {
    let code = code.map_or_else(String::new, |code| {
        format!("<contact:authInfo><contact:pw>{code}</contact:pw></contact:authInfo>")
    });
    let inside = format!("<contact:id>{handle}</contact:id>{code}");
    let body = about("contact", CONTACT, "transfer", &inside);
    let body = body.replacen("<transfer>", &format!("<transfer op=\"{step}\">"), 1);
    command(&body, "contact-transfer")
}

/// A step of a domain's transfer, with whatever is inside it and beside it.
pub(crate) fn domain_transfer_step(step: &str, inside: &str, extension: &str) -> String {
    let body = about("domain", DOMAIN, "transfer", inside);
    let body = body.replacen("<transfer>", &format!("<transfer op=\"{step}\">"), 1);
    command(&format!("{body}{extension}"), "domain-transfer")
}

/// A transfer by the extension's own element for the code, as clients of the earlier form do it.
pub(crate) fn domain_transfer_key(name: &str, code: &str, process_id: Option<&str>) -> String {
    let number = process_id
        .map_or_else(String::new, |number| format!("<ptdomain:roid>{number}</ptdomain:roid>"));
    let extension = format!(
        "<extension><ptdomain:transfer xmlns:ptdomain=\"{PTDOMAIN}\">{number}\
         <ptdomain:transferKey>{code}</ptdomain:transferKey></ptdomain:transfer></extension>"
    );
    domain_transfer_step("request", &format!("<domain:name>{name}</domain:name>"), &extension)
}

/// Sets the code of a domain or, if it is empty, takes it away.
pub(crate) fn domain_code(name: &str, code: &str) -> String {
    let inside = format!(
        "<domain:name>{name}</domain:name><domain:chg><domain:authInfo><domain:pw>{code}\
         </domain:pw></domain:authInfo></domain:chg>"
    );
    domain("update", &inside)
}

fn about(prefix: &str, namespace: &str, verb: &str, inside: &str) -> String {
    format!(
        "<{verb}><{prefix}:{verb} xmlns:{prefix}=\"{namespace}\">{inside}</{prefix}:{verb}></{verb}>"
    )
}

/// A whole frame around what a command says.
pub(crate) fn command(inside: &str, reference: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><epp xmlns=\"{EPP}\"><command>{inside}\
         <clTRID>{reference}</clTRID></command></epp>"
    )
}
