//! What staff may book and change, each refusal of it.

use foral_model::allocation::AllocationToken;
use foral_model::command::{Freeze, RegistrarCreate, RegistrarUpdate, UserPut};
use foral_model::contact::Contact;
use foral_model::lang::Lang;
use foral_model::ledger::Account;
use foral_model::money::{Currency, Money};
use foral_model::plan::Change;
use foral_model::registrar::{Billing, RegistrarState};
use foral_model::secret::{Digest, Secret};
use foral_model::status::Status;
use foral_model::user::{Role, User};

use super::*;
use crate::case::Case;
use crate::fixture::{self, NOW, name};

fn eur(cents: i64) -> Money {
    Money::new(cents, Currency::EUR)
}

fn update() -> RegistrarUpdate {
    RegistrarUpdate {
        id: fixture::registrar("ALFA").id,
        state: None,
        billing: None,
        taxation: None,
        credit_limit: None,
        low_balance: None,
        retry_minutes: None,
        password_days: None,
        zones: None,
        iana_id: None,
        abuse_email: None,
        abuse_phone: None,
    }
}

#[test]
fn corrections_move_either_way_and_need_a_reason() {
    let alfa = fixture::registrar("ALFA");
    let book = |known, amount, reason| correct(&alfa.id, known, amount, reason);
    for cents in [500, -500] {
        let plan = book(Some(&alfa), eur(cents), " goodwill ").unwrap();
        let account = Account::Registrar(alfa.id.clone());
        assert_eq!(plan.entries[0].gain_of(&account), cents);
        assert_eq!(plan.entries[0].gain_of(&Account::Revenue), -cents);
        assert_eq!(plan.entries[0].about, "goodwill");
    }
    let dollars = Money::new(1, Currency::parse("USD").unwrap());
    for (decided, expected) in [
        (book(None, eur(1), "x"), Refusal::RegistrarUnknown("ALFA".to_owned())),
        (book(Some(&alfa), eur(0), "x"), Refusal::NotOffered("amount", "0.00 EUR".to_owned())),
        (book(Some(&alfa), dollars, "x"), Refusal::NotOffered("amount", "0.01 USD".to_owned())),
        (book(Some(&alfa), eur(1), "  "), Refusal::Required("reason")),
    ] {
        assert_eq!(decided, Err(expected));
    }
}

#[test]
fn a_deposit_is_money_of_the_accounts_currency() {
    let alfa = fixture::registrar("ALFA");
    assert_eq!(
        deposit(&alfa.id, Some(&alfa), eur(100))
            .unwrap()
            .entries
            .len(),
        1
    );
    for amount in [eur(0), eur(-1), Money::new(1, Currency::parse("USD").unwrap())] {
        let refusal = Refusal::NotOffered("amount", amount.to_string());
        assert_eq!(deposit(&alfa.id, Some(&alfa), amount), Err(refusal));
    }
}

#[test]
fn terms_change_within_reason() {
    let alfa = fixture::registrar("ALFA");
    let below = Refusal::NotOffered("amount", "-0.01 EUR".to_owned());
    for (update, expected) in [
        (update(), Refusal::ChangeIsEmpty),
        (RegistrarUpdate { credit_limit: Some(eur(0)), ..update() }, Refusal::ChangeIsEmpty),
        (RegistrarUpdate { credit_limit: Some(eur(-1)), ..update() }, below.clone()),
        (RegistrarUpdate { low_balance: Some(Some(eur(-1))), ..update() }, below),
    ] {
        assert_eq!(update_registrar(&update, Some(&alfa), NOW), Err(expected));
    }
    let postpaid = RegistrarUpdate { billing: Some(Billing::Postpaid), ..update() };
    let plan = update_registrar(&postpaid, Some(&alfa), NOW).unwrap();
    let after = Registrar { billing: Billing::Postpaid, ..alfa };
    assert_eq!(plan.changes, [Change::RegistrarUpdate(Box::new(after))]);
}

#[test]
fn only_server_statuses_are_the_registrys_and_each_has_an_effect() {
    let case = fixture::case("exemplo.pt");
    let until = Some(NOW.plus_days(9));
    let hold = (Status::ServerHold, until);
    for (add, remove, expected) in [
        (
            vec![(Status::ClientHold, None)],
            vec![],
            Refusal::NotOffered("status", "clientHold".to_owned()),
        ),
        (vec![hold, hold], vec![], Refusal::ChangeHasNoEffect("serverHold".to_owned())),
        (vec![], vec![Status::ServerHold], Refusal::ChangeHasNoEffect("serverHold".to_owned())),
        (
            vec![(Status::ServerHold, Some(NOW))],
            vec![],
            Refusal::NotOffered("until", NOW.to_string()),
        ),
    ] {
        assert_eq!(server_status(&case, &add, &remove, NOW), Err(expected));
    }
    let plan = server_status(&case, &[hold], &[], NOW).unwrap();
    let held = Case { domain: fixture::stored(&plan).clone(), ..case };
    assert_eq!(held.domain.timed, [(Status::ServerHold, NOW.plus_days(9))]);
    let freed = server_status(&held, &[], &[Status::ServerHold], NOW).unwrap();
    assert!(fixture::stored(&freed).timed.is_empty(), "nothing is left to lapse");
}

#[test]
fn a_dispute_begins_once_and_ends_once() {
    let case = fixture::case("exemplo.pt");
    let no_effect = || Err(Refusal::ChangeHasNoEffect("dispute".to_owned()));
    assert_eq!(dispute(&case, Freeze::End, NOW), no_effect());
    let plan = dispute(&case, Freeze::Begin, NOW).unwrap();
    let frozen = Case { domain: fixture::stored(&plan).clone(), ..case };
    assert_eq!(dispute(&frozen, Freeze::Begin, NOW), no_effect());
    assert!(dispute(&frozen, Freeze::End, NOW).is_ok());
}

#[test]
fn a_token_is_added_once_and_for_a_name_of_its_zone() {
    let token = AllocationToken {
        digest: Digest(String::new()),
        label: "fair".to_owned(),
        zone: name("pt"),
        name: Some(name("exemplo.pt")),
        registrar: None,
        uses: foral_model::allocation::Uses::Once,
        discount: None,
        from: None,
        until: None,
        used_by: Some(foral_model::id::DomainId(1)),
        version: 7,
    };
    let add =
        |token: &AllocationToken, known| add_allocation_token(token, known, Digest("d".to_owned()));
    assert_eq!(add(&token, Some(&token)), Err(Refusal::AllocationTokenTaken));
    let elsewhere = AllocationToken { zone: name("shop"), ..token.clone() };
    assert_eq!(add(&elsewhere, None), Err(Refusal::NameNotInZone(name("exemplo.pt"))));
    let fresh = AllocationToken {
        digest: Digest("d".to_owned()),
        used_by: None,
        version: 0,
        ..token.clone()
    };
    let plan = add(&token, None).unwrap();
    assert_eq!(plan.changes, [Change::AllocationTokenPut(Box::new(fresh))]);
}

#[test]
fn a_registrar_is_added_once_with_an_address_and_a_password() {
    let create = |email: &str, password: &str, known: Option<&Registrar>| {
        let command = RegistrarCreate {
            id: fixture::registrar("ALFA").id,
            name: "Alfa".to_owned(),
            email: email.to_owned(),
            website: None,
            phone: None,
            iana_id: None,
            abuse_email: None,
            abuse_phone: None,
            password: Secret::new(password),
            addresses: Vec::new(),
            zones: Vec::new(),
            credit_limit: eur(0),
        };
        create_registrar(&command, known, Digest("hash".to_owned()), NOW)
    };
    let alfa = fixture::registrar("ALFA");
    let (email, password) = ("alfa@exemplo.pt", "palavra-chave");
    let long: String = (100..150).map(|number| number.to_string()).collect();
    for (decided, expected) in [
        (create(email, password, Some(&alfa)), Refusal::RegistrarTaken("ALFA".to_owned())),
        (create("ninguem", password, None), Refusal::EmailSyntax("ninguem".to_owned())),
        (create(email, "curta", None), Refusal::PasswordTooWeak),
        (create(email, "abababababab", None), Refusal::PasswordTooWeak),
        (create(email, &long, None), Refusal::PasswordTooWeak),
    ] {
        assert_eq!(decided, Err(expected));
    }
    let plan = create(email, password, None).unwrap();
    let Some(Change::RegistrarInsert(made)) = plan.changes.first() else { panic!("{plan:?}") };
    assert_eq!((made.balance, made.state), (eur(0), RegistrarState::Active));
}

#[test]
fn a_certificate_is_pinned_once_and_unpinned_once() {
    let alfa = fixture::registrar("ALFA");
    let print = "ab".repeat(32);
    let pin = |known, text: &str| pin_certificate(&alfa.id, known, text, "own", NOW);
    let unpin = |known, text: &str| unpin_certificate(&alfa.id, known, text);
    let plan = pin(Some(&alfa), &print).unwrap();
    let Some(Change::RegistrarUpdate(pinned)) = plan.changes.first() else { panic!("{plan:?}") };
    let unknown = || Refusal::RegistrarUnknown("ALFA".to_owned());
    let odd = |text: &str| Refusal::NotOffered("certificate", text.to_owned());
    let upper = "AB".repeat(32);
    for (decided, expected) in [
        (pin(None, &print), unknown()),
        (pin(Some(&alfa), "ab"), odd("ab")),
        (pin(Some(&alfa), &upper), odd(&upper)),
        (pin(Some(pinned), &print), Refusal::Duplicate(print.clone())),
        (unpin(None, &print), unknown()),
        (unpin(Some(&alfa), &print), Refusal::ChangeHasNoEffect(print.clone())),
    ] {
        assert_eq!(decided, Err(expected));
    }
    assert!(unpin(Some(pinned), &print).is_ok());
}

#[test]
fn a_holder_needs_a_contact_and_everybody_a_strong_password() {
    let put = |role, password: &str, holder: Option<&Contact>| {
        let command = UserPut {
            login: fixture::contact("ANA-1").handle,
            role,
            password: Secret::new(password),
            lang: None,
        };
        put_user(&command, None, holder, Digest("hash".to_owned()))
    };
    let ana = fixture::contact("ANA-1");
    let strong = "quatro gatos na rua";
    let unknown = Refusal::ContactUnknown("ANA-1".to_owned());
    assert_eq!(put(Role::Holder, strong, None), Err(unknown));
    assert_eq!(put(Role::Holder, "curta", Some(&ana)), Err(Refusal::PasswordTooWeak));
    assert_eq!(put(Role::Holder, "ana-1", Some(&ana)), Err(Refusal::PasswordTooWeak));
    let plan = put(Role::Holder, strong, Some(&ana)).unwrap();
    assert!(plan.changes.contains(&Change::SessionsEnd(ana.handle)));
}

#[test]
fn a_user_reads_what_is_said_or_was_chosen_or_is_the_holders_own() {
    let ana = Contact { lang: Lang::Es, ..fixture::contact("ANA-1") };
    let put = |lang, known: Option<&User>, holder| {
        let role = Role::Holder;
        let password = Secret::new("quatro gatos na rua");
        let command = UserPut { login: ana.handle.clone(), role, password, lang };
        let plan = put_user(&command, known, holder, Digest("hash".to_owned())).unwrap();
        plan.changes.into_iter().find_map(|change| match change {
            Change::UserPut(user) => Some(*user),
            _ => None,
        })
    };
    let fresh = put(None, None, Some(&ana)).unwrap();
    assert_eq!(fresh.lang, Lang::Es);
    let chosen = User { lang: Lang::En, ..fresh };
    assert_eq!(put(None, Some(&chosen), Some(&ana)).unwrap().lang, Lang::En);
    assert_eq!(put(Some(Lang::Pt), Some(&chosen), Some(&ana)).unwrap().lang, Lang::Pt);
}
