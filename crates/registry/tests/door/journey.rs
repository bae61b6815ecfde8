//! From a taxpayer number to another registrar.

use foral_model::actor::Who;
use foral_model::command::{Command, PasswordReset, RecoverBy};
use foral_model::id::Handle;
use foral_model::identity::{Country, Identity};
use foral_model::mail::Letter;
use foral_model::outcome::Outcome;
use foral_model::poll::Notice;
use foral_model::refusal::Refusal;
use foral_model::secret::Secret;
use foral_registry::Registry;

use crate::world::{World, actor, answer, ask, create, name, on_both, transfer, visitor};

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_who_knows_only_a_taxpayer_number_moves_a_domain() {
    on_both(journey).await;
}

async fn journey(world: World) {
    let registry = &world.registry;
    let holder = world.contact("ALFA", "PT123456789").await;
    assert_eq!(world.contact("BETA", "123 456 789").await, holder, "one person is one handle");
    ask(registry, "ALFA", Command::DomainCreate(create("exemplo.pt", &holder)))
        .await
        .unwrap();

    let token = recover(registry).await;
    assert_eq!(registry.recovery_handle(&token).await.unwrap(), Some(holder.clone()));
    let reset = |password: &str| {
        Command::PasswordReset(PasswordReset {
            token: token.clone(),
            password: Secret::new(password),
        })
    };
    let weak = answer(registry, Who::Public, reset("curta")).await;
    assert_eq!(weak, Err(Refusal::PasswordTooWeak));
    let outcome = answer(registry, Who::Public, reset("quatro gatos na rua")).await;
    assert_eq!(outcome, Ok(Outcome::PasswordReset { handle: holder.clone() }));
    let again = answer(registry, Who::Public, reset("cinco gatos na rua")).await;
    assert_eq!(again, Err(Refusal::LinkDead), "a link works once");

    sign_in(registry, &holder).await;
    let code = make_code(registry, &holder).await;
    told_of_the_code(registry).await;

    let typed = code.to_lowercase().replace('0', "o");
    let wrong = ask(registry, "BETA", transfer("exemplo.pt", "Passw0rd")).await;
    assert_eq!(wrong, Err(Refusal::CodeWrong));
    let moved = ask(registry, "BETA", transfer("exemplo.pt", &typed))
        .await
        .unwrap();
    let Outcome::DomainTransferred { transfer: record, .. } = moved else { panic!("{moved:?}") };
    assert_eq!((record.losing.as_str(), record.gaining.as_str()), ("ALFA", "BETA"));
    let used = ask(registry, "ALFA", transfer("exemplo.pt", &code)).await;
    assert!(matches!(used, Err(Refusal::CodeUsed(_))), "{used:?}");

    let view = registry
        .holder_domain(&holder, &name("exemplo.pt"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(view.registrar.id.as_str(), "BETA");
    assert!(view.history.iter().any(|line| line.deed == "transferred"));
    let alfa = visitor("ALFA");
    assert_eq!(registry.queue(&alfa).await.unwrap().count, 2);
}

async fn recover(registry: &Registry) -> Secret {
    let identity = Identity::parse(Country::PT, "123456789").unwrap();
    let command = Command::Recover(RecoverBy::Identity(identity));
    assert_eq!(answer(registry, Who::Public, command).await, Ok(Outcome::Done));
    let stranger = Identity::parse(Country::PT, "510664024").unwrap();
    let command = Command::Recover(RecoverBy::Identity(stranger));
    assert_eq!(answer(registry, Who::Public, command).await, Ok(Outcome::Done));
    let letters = registry.letters_due(100).await.unwrap();
    let mut tokens = letters
        .into_iter()
        .filter_map(|item| match item.mail.letter {
            Letter::Recovery { token, .. } => Some(token),
            _ => None,
        });
    let token = registry.unseal(&tokens.next().unwrap()).unwrap();
    assert!(tokens.next().is_none(), "only the person who is known gets a letter");
    token
}

async fn sign_in(registry: &Registry, holder: &Handle) {
    let public = actor(Who::Public);
    let wrong = Secret::new("outra coisa qualquer");
    assert!(
        registry
            .sign_in(&public, holder.as_str(), &wrong)
            .await
            .unwrap()
            .is_err()
    );
    let right = Secret::new("quatro gatos na rua");
    let lower = holder.as_str().to_lowercase();
    let opened = registry
        .sign_in(&public, &lower, &right)
        .await
        .unwrap()
        .unwrap();
    let session = registry.session(&opened.token).await.unwrap().unwrap();
    assert_eq!(session.login, *holder);
    registry.sign_out(&opened.token).await.unwrap();
    assert_eq!(registry.session(&opened.token).await.unwrap(), None);
}

async fn make_code(registry: &Registry, holder: &Handle) -> String {
    let make = Command::CodeCreate(name("exemplo.pt"));
    let who = Who::Holder(holder.clone());
    let Outcome::CodeCreated { code: first, .. } =
        answer(registry, who.clone(), make.clone()).await.unwrap()
    else {
        panic!("no code")
    };
    let Outcome::CodeCreated { code, .. } = answer(registry, who, make).await.unwrap() else {
        panic!("no code")
    };
    let old = ask(registry, "BETA", transfer("exemplo.pt", first.expose())).await;
    assert_eq!(old, Err(Refusal::CodeWrong), "a new code replaces the earlier one");
    code.expose().to_owned()
}

async fn told_of_the_code(registry: &Registry) {
    let alfa = visitor("ALFA");
    let queue = registry.queue(&alfa).await.unwrap();
    let notice = queue.first.unwrap().notice;
    assert!(matches!(notice, Notice::CodeCreated { recently_recovered: true, .. }), "{notice:?}");
    let id = registry.queue(&alfa).await.unwrap().first.unwrap().id;
    let beta = ask(registry, "BETA", Command::PollAck(id)).await;
    assert_eq!(beta, Err(Refusal::MessageUnknown(id.0)), "another's message is unknown");
    ask(registry, "ALFA", Command::PollAck(id)).await.unwrap();
}
