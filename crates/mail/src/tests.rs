//! Every letter in every language, on every way.

mod disclosure;
mod letters;
mod ways;

use foral_model::auth_code::AuthCode;
use foral_model::command::Verdict;
use foral_model::domain::Party;
use foral_model::id::Handle;
use foral_model::lang::Lang;
use foral_model::mail::{DnssecChange, Letter, MailDraft, OutboxItem, TransferReader};
use foral_model::name::DomainName;
use foral_model::secret::{Sealed, Secret};
use foral_model::time::Timestamp;

use crate::{PortalUrl, Sender};

fn portal() -> PortalUrl {
    PortalUrl::parse("https://portal.example.pt").unwrap()
}

fn sender() -> Sender {
    Sender::parse("Registo Água <no-reply@registo.pt>").unwrap()
}

fn then() -> Timestamp {
    Timestamp::parse("2026-12-23T18:04:00Z").unwrap()
}

fn code() -> AuthCode {
    AuthCode::mint(&[7; 28])
}

fn item(id: i64, lang: Lang, letter: Letter) -> OutboxItem {
    let mail = MailDraft {
        to: "maria@açúcar.pt".into(),
        name: "Maria Conceição".into(),
        reader: is_for_a_contact(&letter).then(handle),
        lang,
        letter,
    };
    OutboxItem { id, at: then(), attempts: 0, mail }
}

/// Whether the reader is a contact, as far as the letter itself tells.
fn is_for_a_contact(letter: &Letter) -> bool {
    let registrars = [TransferReader::Losing, TransferReader::Gaining];
    !matches!(letter, Letter::Transferred { reader, .. } if registrars.contains(reader))
}

fn handle() -> Handle {
    Handle::parse("KTRW-482133-PT").unwrap()
}

/// The secret that a letter carries, opened.
fn secret(letter: &Letter) -> Option<Secret> {
    match letter {
        Letter::Recovery { .. }
        | Letter::TransferAsked { token: Some(_), .. }
        | Letter::HolderChangeAsked { .. } => Some(Secret::new("q9-token_0")),
        Letter::Code { .. } => Some(Secret::new(code().expose())),
        _ => None,
    }
}

/// One letter of each kind, about a short name and about the longest.
fn letters() -> Vec<Letter> {
    let long = format!("{}.com.pt", "a".repeat(63));
    let mut letters = letters_about(&DomainName::parse("açúcar.pt").unwrap());
    letters.extend(letters_about(&DomainName::parse(&long).unwrap()));
    letters
}

fn letters_about(domain: &DomainName) -> Vec<Letter> {
    let sealed = || Sealed("sealed".into());
    let (name, at, expires) = (|| domain.clone(), then(), then().plus_days(30));
    let alfa = || "Alfa & Filhos, Lda.".to_owned();
    let notice = |recently_recovered| Letter::CodeNotice { domain: name(), at, recently_recovered };
    let moved = |reader| Letter::Transferred {
        domain: name(),
        process_id: 4711,
        losing: alfa(),
        gaining: "Beta <Host>".into(),
        at,
        expires,
        reader,
    };
    let dnssec = |change| Letter::DnssecChanged { domain: name(), registrar: alfa(), at, change };
    vec![
        Letter::Recovery { handle: handle(), token: sealed(), expires },
        Letter::PasswordChanged { handle: handle(), at },
        Letter::Code {
            handle: handle(),
            domain: name(),
            process_id: 4711,
            code: sealed(),
            expires,
            registrar: alfa(),
        },
        notice(false),
        notice(true),
        Letter::CodeRevoked { domain: name(), at },
        moved(TransferReader::Holder),
        moved(TransferReader::Losing),
        moved(TransferReader::Gaining),
        Letter::Registered {
            handle: handle(),
            domain: name(),
            process_id: 4711,
            registrar: alfa(),
            expires,
        },
        Letter::Expired { domain: name(), registrar: alfa(), renewable_until: expires },
        Letter::DeletionStarted { domain: name(), registrar: alfa(), purge: expires },
        dnssec(DnssecChange::Begun),
        dnssec(DnssecChange::Renewed),
        dnssec(DnssecChange::Ended),
        Letter::EmailChanged { handle: handle(), at, registrar: alfa() },
        transfer_asked(domain, None),
        transfer_asked(domain, Some(sealed())),
        Letter::TransferEnded { handle: handle(), domain: domain.clone(), gaining: alfa(), at },
        holder_change_asked(domain, Party::Present),
        holder_change_asked(domain, Party::New),
        holder_change_decided(domain, Verdict::Agree),
        holder_change_decided(domain, Verdict::Refuse),
    ]
}

fn transfer_asked(domain: &DomainName, token: Option<Sealed>) -> Letter {
    Letter::TransferAsked {
        handle: handle(),
        domain: domain.clone(),
        gaining: "Beta <Host>".into(),
        acts: then().plus_days(5),
        token,
    }
}

fn holder_change_asked(domain: &DomainName, party: Party) -> Letter {
    Letter::HolderChangeAsked {
        handle: handle(),
        domain: domain.clone(),
        party,
        lapses: then().plus_days(5),
        token: Sealed("sealed".into()),
    }
}

fn holder_change_decided(domain: &DomainName, verdict: Verdict) -> Letter {
    Letter::HolderChangeDecided { handle: handle(), domain: domain.clone(), verdict, at: then() }
}
