//! What must hold of the sentences of all languages.

use foral_model::actor::Reference;
use foral_model::command::Verdict;
use foral_model::disclosure::RequestFault;
use foral_model::domain::PublicStatus;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::identity::NotAnIdentity;
use foral_model::lang::Lang;
use foral_model::launch::application::{
    ApplicationId, ApplicationNotice, ApplicationState, Standing,
};
use foral_model::launch::{self, MarkFault};
use foral_model::maintenance::{
    Environment, Maintenance, MaintenanceId, Occasion, Phase, Reason, Text, Work,
};
use foral_model::money::{Currency, Money};
use foral_model::name::DomainName;
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::time::Timestamp;
use foral_model::transfer::{Transfer, TransferState};

use crate::Words;

mod history;

fn name() -> DomainName {
    DomainName::parse("açúcar.pt").unwrap()
}

fn then() -> Timestamp {
    Timestamp::parse("2026-12-23T18:04:00Z").unwrap()
}

fn all() -> [Words; 3] {
    Lang::ALL.map(Words::of)
}

#[test]
fn every_status_of_an_application_is_a_sentence() {
    let notices = [
        applied(ApplicationState::PendingValidation),
        applied(ApplicationState::Validated),
        applied(ApplicationState::Invalid),
        applied(ApplicationState::PendingAllocation),
        applied(ApplicationState::Allocated),
        applied(ApplicationState::Rejected),
        applied(ApplicationState::Custom("auction".to_owned())),
    ];
    for words in all() {
        for notice in &notices {
            assert_readable(&words.notice(notice));
        }
    }
}

/// A message about an application with a status.
fn applied(state: ApplicationState) -> Notice {
    Notice::Application(Box::new(ApplicationNotice {
        id: ApplicationId::parse("A-1").unwrap(),
        phase: launch::Phase::of(launch::PhaseKind::Sunrise),
        name: name(),
        standing: Standing { state, remark: None, since: then() },
        reference: Reference { client: None, server: "SV-1".to_owned() },
    }))
}

/// One of each kind; the match in the crate keeps the list of kinds complete.
#[allow(clippy::too_many_lines, reason = "a list")]
fn refusals() -> Vec<Refusal> {
    let (d, t, s) = (name, then, || "valor".to_owned());
    let eur = |minor| Money::new(minor, Currency::EUR);
    let identity = |why| Refusal::IdentityInvalid("510664023".into(), why);
    vec![
        Refusal::AccountSuspended,
        Refusal::ActorNotAllowed,
        Refusal::AddressMissing(d()),
        Refusal::AddressNotRoutable("127.0.0.1".into()),
        Refusal::AddressUnwanted(d()),
        Refusal::ChangeHasNoEffect(s()),
        Refusal::ChangeIsEmpty,
        Refusal::CodeExpired(t()),
        Refusal::CodeLimitReached(t()),
        Refusal::CodeMistyped,
        Refusal::CodeMissing,
        Refusal::CodeNotOffered(d()),
        Refusal::CodeRevoked(t()),
        Refusal::CodeThrottled(t()),
        Refusal::CodeTooWeak(16),
        Refusal::CodeUsed(t()),
        Refusal::CodeWrong,
        Refusal::ContactIsLinked(s()),
        Refusal::ContactMissing("tech"),
        Refusal::ContactUnknown(s()),
        Refusal::CreditTooLow { needed: eur(960), available: eur(5) },
        Refusal::Duplicate(s()),
        Refusal::DomainExpired(d()),
        Refusal::DomainInDispute(d()),
        Refusal::DomainPendingDelete(d()),
        Refusal::DomainHasHosts(d()),
        Refusal::DomainUnknown(d()),
        Refusal::EmailSyntax(s()),
        Refusal::ExpiryMismatch("2026-12-23".into()),
        Refusal::ExtensionNotOffered("secDNS"),
        Refusal::HostModelNotOffered,
        Refusal::MaintenanceBackwards { start: t(), end: t() },
        Refusal::MaintenanceOver(s()),
        Refusal::MaintenanceUnknown(s()),
        Refusal::ZoneUnknown(d()),
        Refusal::HostIsLinked(d()),
        Refusal::HostIsLinkedElsewhere(d()),
        Refusal::HostTaken(d()),
        Refusal::HostUnknown(d()),
        identity(NotAnIdentity::Length { wanted: Some(9) }),
        identity(NotAnIdentity::Length { wanted: None }),
        identity(NotAnIdentity::Character),
        identity(NotAnIdentity::CheckDigit),
        identity(NotAnIdentity::Shape),
        Refusal::IdentityFrozen,
        Refusal::IdentityMissing,
        Refusal::LinkDead,
        Refusal::MessageUnknown(7),
        Refusal::NameCharacter('ñ'),
        Refusal::NameLength { min: 2, max: 63 },
        Refusal::NameHyphens,
        Refusal::NameReserved(d()),
        Refusal::NameTaken(d()),
        Refusal::NameNotInZone(d()),
        Refusal::NameServersTooMany(13),
        Refusal::NothingHeldBack(d()),
        Refusal::ServersNotReady("silent-udp ns1.exemplo.pt. 192.0.2.1 silence".into()),
        Refusal::NotSponsor,
        Refusal::NotOffered("contact:fax", s()),
        Refusal::NotPendingTransfer,
        Refusal::PasswordTooWeak,
        Refusal::PeriodNotOffered(2),
        Refusal::ProcessIdContradicts(s()),
        Refusal::Required("contact:email"),
        Refusal::RegistrantUnwanted,
        Refusal::RegistrarTaken(s()),
        Refusal::RegistrarUnknown(s()),
        Refusal::RenewalTooEarly(t()),
        Refusal::RenewalTooFar(10),
        Refusal::SignerInvalid("digest", s()),
        Refusal::StatusProhibits(Status::ClientTransferProhibited),
        Refusal::StatusNotClient(Status::ServerHold),
        Refusal::SuperordinateNotYours(d()),
        Refusal::SuperordinateUnknown(d()),
        Refusal::TooManyAttempts(t()),
        Refusal::TransferToSelf,
        Refusal::TransferNone,
        Refusal::ZoneClosed(d()),
        Refusal::ZoneRestricted(d(), "CEGER".into()),
        Refusal::ZoneInvalid(s()),
        Refusal::ZoneNotAccredited(d()),
    ]
}

/// Those about grace, money, transfers that wait and holders.
fn newer_refusals() -> Vec<Refusal> {
    let (d, t, s) = (name, then, || "valor".to_owned());
    let eur = |minor| Money::new(minor, Currency::EUR);
    vec![
        Refusal::AllocationTokenSpent,
        Refusal::AllocationTokenTaken,
        Refusal::AllocationTokenUnfit(d()),
        Refusal::AllocationTokenUnknown,
        Refusal::CodeTooGuessable(128),
        Refusal::ContactTaken(s()),
        Refusal::CurrencyNotOffered(s()),
        Refusal::FeeTooLow { needed: eur(960), given: 5 },
        Refusal::FeeUnclaimed(eur(960)),
        Refusal::ApplicationUnknown(s()),
        Refusal::ApplicationsNotOffered(d()),
        Refusal::ApplicationPhaseMismatch { asked: s(), phase: s() },
        Refusal::ApplicationStatusProhibits(s()),
        Refusal::NameAppliedFor(d()),
        Refusal::LaunchPhaseMismatch { asked: s(), open: s() },
        Refusal::LaunchPhaseMissing(s()),
        Refusal::LaunchClosed(d(), t()),
        Refusal::LaunchKindMismatch("application"),
        Refusal::MarkMissing,
        Refusal::MarkUnwanted,
        Refusal::MarkModelNotOffered,
        Refusal::MarkUnproven(MarkFault::Form),
        Refusal::MarkUnproven(MarkFault::Digest),
        Refusal::MarkUnproven(MarkFault::Signature),
        Refusal::MarkUnproven(MarkFault::Certificate),
        Refusal::MarkUnproven(MarkFault::CertificateExpired),
        Refusal::MarkUnproven(MarkFault::CertificateRevoked),
        Refusal::MarkUnproven(MarkFault::NoAnchor),
        Refusal::MarkRevoked(s(), t()),
        Refusal::MarkNotInForce { from: t(), until: t() },
        Refusal::MarkOfOtherName(d()),
        Refusal::NoticeMissing(s()),
        Refusal::NoticeUnwanted(d()),
        Refusal::NoticeOfOther(s()),
        Refusal::NoticeSyntax(s()),
        Refusal::NoticeForged(s()),
        Refusal::NoticeExpired(t()),
        Refusal::NoticeStale(t()),
        Refusal::HolderChangeNone,
        Refusal::HolderChangePending(d()),
        Refusal::HolderUnchanged,
        Refusal::IdnTableUnknown(s()),
        Refusal::NoDirectManagement(d()),
        Refusal::NotInRedemption(d()),
        Refusal::NotPendingRestore(d()),
        Refusal::NotTransferParty,
        Refusal::RetryMismatch,
        Refusal::SignerFormNotOffered("keyData"),
        Refusal::TransferLocked(t()),
        Refusal::TransferPending,
        Refusal::TransferTooLate(t()),
        Refusal::TtlOutOfRange { min: 300, max: 86_400 },
    ]
}

/// Those about authorities and about requests for data that is not public.
fn refusals_of_requests() -> Vec<Refusal> {
    let s = || "valor".to_owned();
    vec![
        Refusal::AuthorityExpiryPast(then()),
        Refusal::AuthorityNameMissing,
        Refusal::AuthorityRevoked(s()),
        Refusal::AuthorityTaken(s()),
        Refusal::AuthorityUnknown(s()),
        Refusal::RequestAnswered(s()),
        Refusal::RequestIncomplete(RequestFault::ALL.to_vec()),
        Refusal::RequestReasonMissing,
        Refusal::RequestUnconfirmed(s()),
        Refusal::RequestUnknown(s()),
    ]
}

/// A sentence that kept a brace or a key, or an A-label, was not meant for a person.
fn assert_readable(text: &str) {
    assert!(!text.is_empty());
    for mark in ["{", "}", "xn--", "refusal-", "notice-", "  "] {
        assert!(!text.contains(mark), "{text}");
    }
}

#[test]
fn every_refusal_says_what_is_wrong_and_what_to_do() {
    for words in all() {
        let all = refusals().into_iter().chain(newer_refusals());
        for refusal in all.chain(refusals_of_requests()) {
            let text = words.refusal(&refusal);
            assert_readable(&text);
            assert!(text.ends_with('.'), "{text}");
            assert!(text.matches(". ").count() >= 1, "one sentence only: {text}");
        }
    }
}

#[test]
fn variables_land_in_their_places() {
    let words = Words::of(Lang::En);
    let eur = |minor| Money::new(minor, Currency::EUR);
    let credit = Refusal::CreditTooLow { needed: eur(960), available: eur(5) };
    let text = words.refusal(&credit);
    assert!(text.starts_with("This costs 9.60 EUR and the balance is 0.05 EUR."), "{text}");
    let text = words.refusal(&Refusal::NameLength { min: 2, max: 63 });
    assert!(text.starts_with("The name must have 2 to 63 characters."), "{text}");
    let text = words.refusal(&Refusal::CodeExpired(then()));
    assert!(text.contains("23 December 2026, 18:04 (Lisbon time)"), "{text}");
    let text = words.refusal(&Refusal::StatusProhibits(Status::ServerHold));
    assert!(text.contains("the registry keeps the name out of the DNS (serverHold)"), "{text}");
    let text = words.refusal(&Refusal::ZoneRestricted(name(), "CEGER".into()));
    assert!(text.starts_with("New names under açúcar.pt come through CEGER."), "{text}");
}

#[test]
fn plurals_follow_the_language() {
    let years = |lang, n| Words::of(lang).refusal(&Refusal::PeriodNotOffered(n));
    assert!(years(Lang::En, 1).contains("1 year is"));
    assert!(years(Lang::En, 2).contains("2 years is"));
    assert!(years(Lang::Pt, 1).contains("1 ano."));
    assert!(years(Lang::Pt, 0).contains("0 anos."));
    assert!(years(Lang::Es, 2).contains("2 años."));
}

#[test]
fn result_messages_are_the_rfcs_in_english() {
    let words = Words::of(Lang::En);
    assert_eq!(words.result(1301), "Command completed successfully; ack to dequeue");
    assert_eq!(words.result(2202), "Invalid authorization information");
    assert_eq!(words.result(2400), "Command failed");
    assert_eq!(words.result(9999), "Command failed");
    assert_eq!(Words::of(Lang::Pt).result(2303), "O objeto não existe");
}

#[test]
fn every_notice_is_a_sentence() {
    let registrar = |id| RegistrarId::parse(id).unwrap();
    let transfer = Transfer {
        gaining: registrar("beta"),
        losing: registrar("alfa"),
        requested: then(),
        acted: then(),
        state: TransferState::ServerApproved,
        expires: None,
    };
    let handle = Handle::parse("KTRW-482133-PT").unwrap();
    let created = |recently_recovered| Notice::CodeCreated {
        name: name(),
        expires: then(),
        recently_recovered,
    };
    let decided = |verdict| Notice::UpdateDecided {
        name: name(),
        verdict,
        asked: then(),
        at: then(),
        reference: None,
    };
    let asked = Transfer { state: TransferState::Pending, ..transfer.clone() };
    let ended = Transfer { state: TransferState::ClientRejected, ..transfer.clone() };
    let notices = [
        Notice::DomainTransferred { name: name(), transfer: transfer.clone() },
        Notice::DomainTransferred { name: name(), transfer: asked.clone() },
        Notice::DomainTransferred { name: name(), transfer: ended.clone() },
        Notice::ContactTransferred { handle: handle.clone(), transfer: asked },
        Notice::ContactTransferred { handle: handle.clone(), transfer: ended },
        Notice::ContactTransferred { handle, transfer },
        created(false),
        created(true),
        Notice::CodeRevoked { name: name() },
        Notice::AutoRenewed { name: name(), expires: then() },
        Notice::Expired { name: name(), renewable_until: then() },
        Notice::PendingDelete { name: name(), purge: then() },
        Notice::Purged { name: name(), id: DomainId(7), at: then(), reference: None },
        Notice::ChangedByRegistry { name: name(), what: "serverHold".into() },
        held(),
        Notice::DelegationReleased { name: name() },
        Notice::Redemption { name: name(), until: then() },
        Notice::RestoreLapsed { name: name(), until: then() },
        decided(Verdict::Agree),
        decided(Verdict::Refuse),
        Notice::LowBalance { balance: Money::new(5, Currency::EUR) },
        maintaining(Occasion::Planned),
        maintaining(Occasion::Changed),
        maintaining(Occasion::Cancelled),
        maintaining(Occasion::Begun),
        maintaining(Occasion::Over),
    ];
    for words in all() {
        for notice in &notices {
            assert_readable(&words.notice(notice));
        }
    }
    let text = Words::of(Lang::En).notice(&notices[0]);
    assert_eq!(text, "açúcar.pt was transferred from alfa to beta.");
}

fn held() -> Notice {
    Notice::DelegationHeld { name: name(), findings: vec!["one-network".into()] }
}

fn maintaining(occasion: Occasion) -> Notice {
    let said = |lang, text: &str| Text { lang, text: text.into() };
    let work = Work {
        name: None,
        types: Vec::new(),
        systems: Vec::new(),
        environment: Environment::Production,
        start: then(),
        end: then().plus_minutes(60),
        reason: Reason::Planned,
        detail: None,
        descriptions: vec![said(Lang::En, "New disks."), said(Lang::Es, "Discos nuevos.")],
        zones: vec![name()],
        intervention: None,
    };
    let maintenance = Box::new(Maintenance {
        id: MaintenanceId::parse("disks").unwrap(),
        work,
        phase: Phase::Announced,
        created: then(),
        updated: None,
        version: 0,
    });
    Notice::Maintenance { occasion, maintenance }
}

#[test]
fn a_maintenance_is_told_in_the_readers_language() {
    let notice = maintaining(Occasion::Planned);
    let told = |lang| Words::of(lang).notice(&notice);
    assert_eq!(
        told(Lang::En),
        "Maintenance disks is planned from 23 December 2026, 18:04 to 23 December 2026, 19:04 \
         (Lisbon time). New disks."
    );
    assert!(told(Lang::Es).ends_with("Discos nuevos."));
    assert!(told(Lang::Pt).ends_with("New disks."), "the first text, for want of a Portuguese one");
}

#[test]
fn statuses_and_states_differ_from_each_other() {
    for words in all() {
        let mut texts: Vec<_> = Status::ALL
            .iter()
            .map(|s| words.status_sentence(*s))
            .collect();
        let states =
            [PublicStatus::Registered, PublicStatus::Reserved, PublicStatus::PendingDelete];
        texts.extend(states.map(|state| words.public_status(state)));
        let count = texts.len();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), count);
    }
}

#[test]
fn a_finding_that_ends_with_a_name_ends_once() {
    let findings =
        vec!["unresolved ns1.nada.example.".into(), "unresolved ns2.nada.example.".into()];
    let notice = Notice::DelegationHeld { name: name(), findings };
    for words in [Lang::Pt, Lang::En, Lang::Es].map(Words::of) {
        let text = words.notice(&notice);
        assert!(text.contains("ns2.nada.example. ") && !text.contains(".."), "{text}");
    }
}
