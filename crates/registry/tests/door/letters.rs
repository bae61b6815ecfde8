//! Letters in the hands of several front ends, and to whom they are written.

use foral_model::actor::Who;
use foral_model::command::{Command, UserPut};
use foral_model::id::Handle;
use foral_model::lang::Lang;
use foral_model::mail::{Letter, MailDraft, OutboxItem};
use foral_model::outcome::Outcome;
use foral_model::secret::Secret;
use foral_model::user::Role;

use crate::world::{World, actor, answer, ask, create, delete, name, on_both, transfer};

/// Another zone of the repository.
const COM_PT: &str = include_str!("../../../../zones/com.pt.toml");
/// The lease of the outbox, and a moment.
const LEASE_IS_OVER: i64 = 121;

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_to_a_contact_names_its_handle() {
    on_both(|world| async move {
        let holder = written(&world).await;
        let letters = world.registry.letters_due(100).await.unwrap();
        let (contacts, registrars): (Vec<_>, Vec<_>) = letters
            .into_iter()
            .partition(|item| item.mail.to == "ana@exemplo.pt");
        assert_eq!((contacts.len(), registrars.len()), (6, 4));
        let to = |item: &OutboxItem| item.mail.reader.clone();
        assert!(contacts.iter().all(|item| to(item) == Some(holder.clone())), "{contacts:?}");
        assert!(registrars.iter().all(|item| to(item).is_none()), "{registrars:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_in_one_hand_until_the_lease_is_over() {
    on_both(|world| async move {
        written(&world).await;
        let (first, second) = (&world.registry, world.elsewhere().await);
        let (mut some, rest) =
            (first.take_letters(3).await.unwrap(), second.take_letters(100).await.unwrap());
        assert_eq!((some.letters.len(), rest.letters.len()), (3, 7));
        assert!(second.take_letters(100).await.unwrap().letters.is_empty());
        let failed = &some.letters[0];
        second
            .letter_failed(&rest, failed, "not mine")
            .await
            .unwrap();
        first.letter_sent(some.letters[1].id).await.unwrap();
        first.hold_on(&mut some).await.unwrap();
        second.give_back(&rest).await.unwrap();
        assert_eq!(first.letters_due(100).await.unwrap().len(), 7);

        let heir = world.seconds_later(LEASE_IS_OVER).await;
        let taken = heir.take_letters(100).await.unwrap();
        assert_eq!(taken.letters.len(), 9, "the dead one's two, and those given back");
        assert!(taken.letters.iter().all(|item| item.attempts == 0), "nobody else's to judge");
        // Late, but delivered all the same; the heir finds out without a fuss.
        first.letter_sent(some.letters[2].id).await.unwrap();
        heir.letter_sent(some.letters[2].id).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_in_the_language_that_its_reader_chose() {
    on_both(|world| async move {
        let holder = written(&world).await;
        let langs = |letters: &[OutboxItem], to_holder| -> Vec<Lang> {
            let mut letters = letters.to_vec();
            letters.retain(|item| item.mail.reader.is_some() == to_holder);
            letters.into_iter().map(|item| item.mail.lang).collect()
        };
        let held = world.registry.take_letters(100).await.unwrap();
        assert_eq!(langs(&held.letters, true), [Lang::Pt; 6], "that of the country");
        world.registry.give_back(&held).await.unwrap();

        let password = Secret::new("cinco gatos na rua");
        let put = UserPut {
            login: holder.clone(),
            role: Role::Holder,
            password: password.clone(),
            lang: None,
        };
        world.staff(Command::UserPut(put)).await;
        let public = actor(Who::Public);
        let opened = world
            .registry
            .sign_in(&public, holder.as_str(), &password)
            .await
            .unwrap()
            .unwrap();
        world
            .registry
            .choose_language(&opened.token, Lang::Es)
            .await
            .unwrap();
        let held = world.registry.take_letters(100).await.unwrap();
        assert_eq!(langs(&held.letters, true), [Lang::Es; 6]);
        assert_eq!(langs(&held.letters, false), [Lang::En; 4]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_letter_waits_its_pause() {
    on_both(|world| async move {
        written(&world).await;
        let held = world.registry.take_letters(1).await.unwrap();
        let why = "451 later";
        world
            .registry
            .letter_failed(&held, &held.letters[0], why)
            .await
            .unwrap();
        let numbers =
            |letters: Vec<OutboxItem>| -> Vec<i64> { letters.iter().map(|item| item.id).collect() };
        let now = numbers(world.registry.letters_due(100).await.unwrap());
        assert!(!now.contains(&held.letters[0].id));
        let soon = world.seconds_later(61).await;
        let due = soon.letters_due(100).await.unwrap();
        let again = due.iter().find(|item| item.id == held.letters[0].id);
        assert_eq!(again.map(|item| item.attempts), Some(1));
    })
    .await;
}

/// Ten letters: a registration, a code, its end, another code, a transfer, and a deletion.
async fn written(world: &World) -> Handle {
    let holder = world.contact("ALFA", "PT123456789").await;
    let registry = &world.registry;
    ask(registry, "ALFA", Command::DomainCreate(create("exemplo.pt", &holder)))
        .await
        .unwrap();
    let who = || Who::Holder(holder.clone());
    let make = || Command::CodeCreate(name("exemplo.pt"));
    answer(registry, who(), make()).await.unwrap();
    answer(registry, who(), Command::CodeRevoke(name("exemplo.pt")))
        .await
        .unwrap();
    let Outcome::CodeCreated { code, .. } = answer(registry, who(), make()).await.unwrap() else {
        panic!("no code")
    };
    ask(registry, "BETA", transfer("exemplo.pt", code.expose()))
        .await
        .unwrap();
    ask(registry, "BETA", delete("exemplo.pt")).await.unwrap();
    holder
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_by_the_clocks_of_its_domain_or_of_its_readers_repository() {
    on_both(|world| async move {
        let registry = &world.registry;
        let inland = COM_PT.replace("Europe/Lisbon", "Europe/Madrid");
        world.staff(Command::ZonePut(inland)).await;
        let holder = world.contact("ALFA", "PT123456789").await;
        let zone = |text: &str| registry.time_zone_of_name(&name(text));
        assert_eq!(zone("exemplo.pt").unwrap().as_str(), "Europe/Lisbon");
        assert_eq!(zone("exemplo.com.pt").unwrap().as_str(), "Europe/Madrid");
        assert_eq!(zone("exemplo.example"), registry.time_zone(), "of no zone of ours");
        let letter = |letter| MailDraft {
            to: "ana@exemplo.pt".to_owned(),
            name: "Ana".to_owned(),
            reader: Some(holder.clone()),
            lang: Lang::Pt,
            letter,
        };
        let at = registry.now();
        let revoked = letter(Letter::CodeRevoked { domain: name("exemplo.com.pt"), at });
        let zone = registry.time_zone_of_letter(&revoked).await.unwrap();
        assert_eq!(zone.unwrap().as_str(), "Europe/Madrid");
        let password = letter(Letter::PasswordChanged { handle: holder.clone(), at });
        let zone = registry.time_zone_of_letter(&password).await.unwrap();
        assert_eq!(zone, registry.time_zone(), "there is one repository");
    })
    .await;
}
