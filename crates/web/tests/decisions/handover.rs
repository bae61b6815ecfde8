//! A change of holder, from the menu of the present holder to the answer of the new one.

use axum::http::StatusCode;

use crate::browser::{Answer, Browser};
use crate::world::{NAME, PASSWORD, World};

const PAGE: &str = "/decide/answer";

fn path(rest: &str) -> String {
    format!("/domains/{NAME}{rest}")
}

/// Ana asks in the portal that Rui becomes the holder.
async fn ana_asks(world: &World, ana: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let page = ana.get(&path("/holder")).await;
    assert_eq!(page.status, StatusCode::OK);
    let answer = ana.submit(&page.page, &path("/holder"), fields).await;
    assert!(world.held_by(&world.ana).await.is_some(), "asking hands nothing over");
    answer
}

#[tokio::test]
async fn a_holder_hands_over_and_the_new_one_chooses_a_registrar() {
    let world = World::new().await;
    let mut ana = world.signed_in(&world.ana).await;
    assert!(
        ana.get(&path(""))
            .await
            .page
            .contains(&format!("href=\"{}\"", path("/holder")))
    );
    let fields = [("handle", world.rui.as_str()), ("password", PASSWORD)];
    let asked = ana_asks(&world, &mut ana, &fields).await;
    assert_eq!(asked.location, path("?note=handover"));
    let page = ana.get(&asked.location).await.page;
    assert!(page.contains(&format!("A change of holder to {} is waiting", world.rui)));
    let link = world.link_to("rui@example.com").await;
    let mut rui = Browser::new(&world.portal());
    rui.get(&link).await;
    let question = rui.get(PAGE).await.page;
    for fact in ["ana Example", "BETA Dominios", "value=\"nobody\""] {
        assert!(question.contains(fact), "{fact}");
    }
    assert!(!question.contains("ESNIC"), "the registry's own registrar is nobody");
    let missing = [("answer", "agree"), ("agent", "other"), ("registrar", "")];
    let missing = rui.submit(&question, PAGE, &missing).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        missing
            .page
            .contains("Choose the registrar that will look after the domain")
    );
    let chosen = [("answer", "agree"), ("agent", "other"), ("registrar", "BETA")];
    let done = rui.submit(&missing.page, PAGE, &chosen).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.page);
    let domain = world.held_by(&world.rui).await.unwrap();
    assert_eq!(domain.sponsor.as_str(), "BETA");
    assert!(domain.pending_holder.is_none());
    assert!(world.held_by(&world.ana).await.is_none());
    assert_eq!(ana.get(&path("")).await.status, StatusCode::NOT_FOUND);
    let letters = world.letters().await;
    for reader in ["ana@example.com", "rui@example.com"] {
        assert!(
            letters
                .iter()
                .any(|(to, kind, _)| to == reader && *kind == "change-decided")
        );
    }
}

#[tokio::test]
async fn the_form_is_judged_field_by_field() {
    let world = World::new().await;
    let mut ana = world.signed_in(&world.ana).await;
    let (rui, own) = (world.rui.to_string(), world.ana.to_string());
    for (handle, password, problem) in [
        ("", PASSWORD, "Enter the NIC handle"),
        ("no spaces here", PASSWORD, "handle-error"),
        (rui.as_str(), "", "Enter your password"),
        (rui.as_str(), "wrong words here", "password-error"),
        ("ZZZZ-999999-ES", PASSWORD, "handle-error"),
        (own.as_str(), PASSWORD, "handle-error"),
    ] {
        let fields = [("handle", handle), ("password", password)];
        let refused = ana_asks(&world, &mut ana, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{handle}");
        assert!(refused.page.contains(problem), "{handle}: {problem}");
        assert!(!refused.page.contains(PASSWORD));
    }
    let bare = [("handle", rui.as_str()), ("password", PASSWORD)];
    assert_eq!(ana.post(&path("/holder"), &bare).await.status, StatusCode::FORBIDDEN);
    assert!(world.letters().await.is_empty());
}

#[tokio::test]
async fn a_form_that_is_sent_twice_asks_once() {
    let world = World::new().await;
    let mut ana = world.signed_in(&world.ana).await;
    let page = ana.get(&path("/holder")).await.page;
    let fields = [("handle", world.rui.as_str()), ("password", PASSWORD)];
    for _ in 0..2 {
        let asked = ana.submit(&page, &path("/holder"), &fields).await;
        assert_eq!(asked.location, path("?note=handover"));
    }
    assert_eq!(world.letters().await.len(), 1);
    let blocked = ana.get(&path("/holder")).await.page;
    assert!(blocked.contains("id=\"obstacle\""));
}

#[tokio::test]
async fn whoever_asked_thinks_better_of_it() {
    let world = World::new().await;
    let mut ana = world.signed_in(&world.ana).await;
    let cancel = path("/holder/cancel");
    assert_eq!(ana.get(&cancel).await.location, path("?note=handover-nothing"));
    let fields = [("handle", world.rui.as_str()), ("password", PASSWORD)];
    ana_asks(&world, &mut ana, &fields).await;
    let link = world.link_to("rui@example.com").await;
    let page = ana.get(&cancel).await.page;
    assert!(
        world
            .held_by(&world.ana)
            .await
            .unwrap()
            .pending_holder
            .is_some()
    );
    let done = ana.submit(&page, &cancel, &[]).await;
    assert_eq!(done.location, path("?note=handover-cancelled"));
    assert!(
        world
            .held_by(&world.ana)
            .await
            .unwrap()
            .pending_holder
            .is_none()
    );
    let mut rui = Browser::new(&world.portal());
    rui.get(&link).await;
    assert_eq!(rui.get(PAGE).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_new_holder_who_is_signed_in_needs_no_link() {
    let world = World::new().await;
    let mut ana = world.signed_in(&world.ana).await;
    let mut rui = world.signed_in(&world.rui).await;
    assert!(!rui.get("/domains").await.page.contains("id=\"waiting\""));
    assert_eq!(rui.get(&path("/answer")).await.status, StatusCode::GONE);
    let fields = [("handle", world.rui.as_str()), ("password", PASSWORD)];
    ana_asks(&world, &mut ana, &fields).await;
    assert!(
        rui.get("/domains")
            .await
            .page
            .contains(&format!("href=\"{}\"", path("/answer")))
    );
    assert_eq!(ana.get(&path("/answer")).await.status, StatusCode::GONE, "it is not hers to say");
    let question = rui.get(&path("/answer")).await.page;
    for (password, problem) in [
        ("", "Enter your password"),
        ("wrong words here", "That is not the password of this account"),
    ] {
        let fields = [("answer", "agree"), ("agent", "nobody"), ("password", password)];
        let refused = rui.submit(&question, &path("/answer"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.page.contains(problem), "{}", refused.page);
        assert!(world.held_by(&world.rui).await.is_none(), "nothing is answered without it");
    }
    let nobody = [("answer", "agree"), ("agent", "nobody"), ("password", PASSWORD)];
    let done = rui.submit(&question, &path("/answer"), &nobody).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.page);
    let domain = world.held_by(&world.rui).await.unwrap();
    assert_eq!(domain.sponsor.as_str(), "ESNIC");
}

#[tokio::test]
async fn a_registrar_asks_and_both_holders_answer_one_after_the_other() {
    let world = World::new().await;
    world.alfa_asks_for_rui().await;
    let link = world.link_to("ana@example.com").await;
    let mut signed_in = world.signed_in(&world.ana).await;
    let page = signed_in.get(&path("")).await.page;
    assert!(page.contains(&path("/answer")) && page.contains(&path("/holder/cancel")));
    let mut ana = Browser::new(&world.portal());
    ana.get(&link).await;
    let question = ana.get(PAGE).await.page;
    assert!(question.contains("rui Example") && question.contains("ALFA Dominios"));
    assert!(!question.contains("name=\"agent\""), "only the new holder chooses");
    assert_eq!(
        ana.submit(&question, PAGE, &[("answer", "agree")])
            .await
            .status,
        StatusCode::OK
    );
    assert!(world.held_by(&world.ana).await.is_some(), "the other has not answered yet");
    let link = world.link_to("rui@example.com").await;
    let mut rui = Browser::new(&world.portal());
    rui.get(&link).await;
    let question = rui.get(PAGE).await.page;
    let keep = [("answer", "agree"), ("agent", "keep")];
    assert_eq!(rui.submit(&question, PAGE, &keep).await.status, StatusCode::OK);
    assert_eq!(world.held_by(&world.rui).await.unwrap().sponsor.as_str(), "ALFA");
}

#[tokio::test]
async fn a_new_holder_who_refuses_changes_nothing() {
    let world = World::new().await;
    let mut ana = world.signed_in(&world.ana).await;
    let fields = [("handle", world.rui.as_str()), ("password", PASSWORD)];
    ana_asks(&world, &mut ana, &fields).await;
    let link = world.link_to("rui@example.com").await;
    let mut rui = Browser::new(&world.portal());
    rui.get(&link).await;
    let question = rui.get(PAGE).await.page;
    assert_eq!(
        rui.submit(&question, PAGE, &[("answer", "refuse")])
            .await
            .status,
        StatusCode::OK
    );
    let domain = world.held_by(&world.ana).await.unwrap();
    assert!(domain.pending_holder.is_none() && domain.sponsor.as_str() == "ALFA");
}
