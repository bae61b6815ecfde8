//! The policy in tables.

use foral_model::contact::Disclose;
use foral_model::disclosure::{AuthorityId, LegalGround};
use foral_model::secret::Digest;
use foral_model::zone::{ContactFields, Offer};

use super::*;
use crate::fixture::{self, NOW, name};

fn body() -> Contact {
    let mut contact = fixture::contact("BODY-1");
    contact.postal[0].organisation = Some("Corpo, S.A.".to_owned());
    contact
}

fn wishing(mut contact: Contact, allow: bool, elements: &[&str]) -> Contact {
    let elements = elements.iter().map(ToString::to_string).collect();
    contact.disclose = Some(Disclose { allow, elements });
    contact
}

fn seen(field: ContactField, contact: &Contact, standing: Standing<'_>) -> Option<Reason> {
    see(field, Some(&()), contact, standing, Sight::Public).reason()
}

#[test]
fn bodies_are_published_and_human_beings_where_they_consent() {
    use ContactField::{City, Email, Fax, Name, Organisation};
    let policy = DirectoryPolicy::default();
    let person = || fixture::contact("ANA-1");
    let table = [
        ("a body's name", body(), Name, None),
        ("a body cannot hide", wishing(body(), false, &["name/int"]), Name, None),
        ("a human being's name", person(), Name, Some(Reason::NoConsent)),
        ("who consents", wishing(person(), true, &["name/int", "email"]), Name, None),
        ("in either form", wishing(person(), true, &["name/loc"]), Name, None),
        (
            "to what is listed only",
            wishing(person(), true, &["name/int"]),
            Email,
            Some(Reason::NoConsent),
        ),
        ("an address is one element", wishing(person(), true, &["addr/int"]), City, None),
        ("who objects", wishing(person(), false, &["email"]), Email, Some(Reason::NoConsent)),
        (
            "no consent by silence about others",
            wishing(person(), false, &["email"]),
            Fax,
            Some(Reason::NoConsent),
        ),
        ("the organisation of a human being", person(), Organisation, Some(Reason::NoConsent)),
    ];
    for (what, contact, field, reason) in table {
        assert_eq!(seen(field, &contact, Standing::alone(&policy)), reason, "{what}");
    }
}

#[test]
fn a_name_speaks_for_its_holder() {
    let policy = DirectoryPolicy::default();
    let ana = wishing(fixture::contact("ANA-1"), true, &["email"]);
    let table = [
        (None, DirectoryRole::Registrant, None),
        (Some(true), DirectoryRole::Registrant, Some(Reason::NoConsent)),
        (Some(false), DirectoryRole::Registrant, None),
        (Some(true), DirectoryRole::Admin, None),
    ];
    for (confidential, role, reason) in table {
        let mut domain = fixture::domain("exemplo.pt");
        domain.national.owner_confidential = confidential;
        let standing = Standing::of(&policy, &domain, role);
        assert_eq!(seen(ContactField::Email, &ana, standing), reason, "{confidential:?} {role:?}");
    }
    let silent = fixture::contact("RUI-1");
    let mut domain = fixture::domain("exemplo.pt");
    domain.national.owner_confidential = Some(false);
    let standing = Standing::of(&policy, &domain, DirectoryRole::Registrant);
    assert_eq!(seen(ContactField::Name, &silent, standing), None, "ownerVisible is a consent");
    assert_eq!(
        seen(ContactField::Name, &body(), Standing { owner_confidential: Some(true), ..standing }),
        None,
        "a body is published whatever its names say"
    );
}

#[test]
fn the_zone_says_what_there_is_to_publish() {
    let mut policy = DirectoryPolicy {
        objection: Objection::Heeded,
        natural: ContactFields::NONE.with(ContactField::Country),
        legal: ContactFields::NONE.with(ContactField::Organisation),
        consent: ContactFields::NONE.with(ContactField::Email),
        ..DirectoryPolicy::default()
    };
    let ana = fixture::contact("ANA-1");
    let open = wishing(body(), true, &["email", "voice"]);
    let shy = wishing(body(), false, &["org/int"]);
    let table = [
        (&ana, ContactField::Country, None),
        (&ana, ContactField::Email, Some(Reason::NoConsent)),
        (&ana, ContactField::Handle, Some(Reason::NotPublished)),
        (&open, ContactField::Organisation, None),
        (&open, ContactField::Email, None),
        (&open, ContactField::Voice, Some(Reason::NotPublished)),
        (&shy, ContactField::Organisation, Some(Reason::Objection)),
    ];
    for (contact, field, reason) in table {
        assert_eq!(seen(field, contact, Standing::alone(&policy)), reason, "{field:?}");
    }
    policy.objection = Objection::Overruled;
    assert_eq!(seen(ContactField::Organisation, &shy, Standing::alone(&policy)), None);
    policy.roles = vec![DirectoryRole::Registrant];
    assert!(!is_listed(&policy, DirectoryRole::Tech, Sight::Public));
    assert!(is_listed(&policy, DirectoryRole::Tech, Sight::Full));
}

#[test]
fn who_asks_decides_how_much_is_seen() {
    let authority = |zones: &[&str], revoked| {
        Asker::Authorised(Arc::new(Authority {
            id: AuthorityId::parse("tribunal").unwrap(),
            name: "Tribunal".to_owned(),
            token: Digest(String::new()),
            ground: LegalGround::CourtOrder,
            zones: zones.iter().map(|zone| name(zone)).collect(),
            reverse_search: Offer::Absent,
            created: NOW,
            expires: NOW.plus_days(10),
            revoked,
            version: 1,
        }))
    };
    let registrar = |id: &str| Asker::Registrar(fixture::registrar(id).id);
    let table = [
        ("anybody", Asker::Public, NOW, Sight::Public),
        ("the sponsor", registrar("ALFA"), NOW, Sight::Full),
        ("another registrar", registrar("BETA"), NOW, Sight::Public),
        ("staff", Asker::Staff("clara".to_owned()), NOW, Sight::Full),
        ("a court", authority(&[], None), NOW, Sight::Full),
        ("a court for this zone", authority(&["pt"], None), NOW, Sight::Full),
        ("a court for another zone", authority(&["es"], None), NOW, Sight::Public),
        ("a token that was revoked", authority(&[], Some(NOW)), NOW, Sight::Public),
        ("a token that lapsed", authority(&[], None), NOW.plus_days(10), Sight::Public),
    ];
    for (what, asker, at, expected) in table {
        let sponsor = fixture::registrar("ALFA").id;
        assert_eq!(sight(&asker, &name("pt"), &sponsor, at), expected, "{what}");
    }
    let ana = fixture::contact("ANA-1");
    let policy = DirectoryPolicy::default();
    let standing = Standing::alone(&policy);
    assert_eq!(see(ContactField::Email, Some(&1), &ana, standing, Sight::Full), Field::Shown(1));
    assert_eq!(see::<()>(ContactField::Fax, None, &ana, standing, Sight::Public), Field::Absent);
}
