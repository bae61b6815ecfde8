//! A transfer that the administrative contact approves with the link of a letter.

use axum::http::StatusCode;

use crate::browser::Browser;
use crate::world::{NAME, World};

const PAGE: &str = "/decide/answer";

#[tokio::test]
async fn looking_changes_nothing_and_agreeing_moves_the_domain() {
    let world = World::new().await;
    world.beta_asks().await;
    let link = world.link_to("eva@example.com").await;
    let mut eva = Browser::new(&world.portal());
    for _ in 0..2 {
        let arrived = eva.get(&link).await;
        assert_eq!((arrived.status, arrived.location.as_str()), (StatusCode::SEE_OTHER, PAGE));
        let asked = eva.get(PAGE).await;
        assert_eq!(asked.status, StatusCode::OK);
        for fact in [NAME, "BETA Dominios", "ALFA Dominios", "Madrid time"] {
            assert!(asked.page.contains(fact), "{fact}");
        }
        assert!(!asked.page.contains(link.trim_start_matches("/decide/")), "no token in the page");
    }
    let domain = world.held_by(&world.ana).await.unwrap();
    assert!(domain.pending_transfer.is_some() && domain.sponsor.as_str() == "ALFA");
    let page = eva.get(PAGE).await.page;
    let done = eva.submit(&page, PAGE, &[("answer", "agree")]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.page.contains("id=\"decided\""));
    let domain = world.held_by(&world.ana).await.unwrap();
    assert!(domain.pending_transfer.is_none() && domain.sponsor.as_str() == "BETA");
    // The link was good for one answer.
    assert_eq!(eva.get(&link).await.status, StatusCode::SEE_OTHER);
    let dead = eva.get(PAGE).await;
    assert_eq!(dead.status, StatusCode::GONE);
    assert!(dead.page.contains("id=\"dead\""));
}

#[tokio::test]
async fn refusing_keeps_the_domain_where_it_is() {
    let world = World::new().await;
    world.beta_asks().await;
    let link = world.link_to("eva@example.com").await;
    let mut eva = Browser::new(&world.portal());
    eva.get(&link).await;
    let page = eva.get(PAGE).await.page;
    let done = eva.submit(&page, PAGE, &[("answer", "refuse")]).await;
    assert_eq!(done.status, StatusCode::OK);
    let domain = world.held_by(&world.ana).await.unwrap();
    assert!(domain.pending_transfer.is_none() && domain.sponsor.as_str() == "ALFA");
    let letters = world.letters().await;
    assert!(
        letters
            .iter()
            .any(|(to, kind, _)| to == "ana@example.com" && *kind == "ended")
    );
}

#[tokio::test]
async fn an_answer_needs_the_form_of_the_question_that_was_read() {
    let world = World::new().await;
    world.beta_asks().await;
    let link = world.link_to("eva@example.com").await;
    let mut eva = Browser::new(&world.portal());
    eva.get(&link).await;
    let page = eva.get(PAGE).await.page;
    let bare = eva.post(PAGE, &[("answer", "agree")]).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    // Somebody else's form is no use in this browser.
    let mut other = Browser::new(&world.portal());
    other.get(&link).await;
    assert_eq!(
        other
            .submit(&page, PAGE, &[("answer", "agree")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    // A link that was opened since asks something else.
    eva.get("/decide/another-token").await;
    assert_eq!(eva.submit(&page, PAGE, &[("answer", "agree")]).await.status, StatusCode::FORBIDDEN);
    eva.get(&link).await;
    let neither = eva.submit(&page, PAGE, &[("answer", "perhaps")]).await;
    assert_eq!(neither.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        world
            .held_by(&world.ana)
            .await
            .unwrap()
            .pending_transfer
            .is_some()
    );
    assert_eq!(
        eva.submit(&page, PAGE, &[("answer", "refuse")])
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn wrong_and_late_links_say_so() {
    let world = World::new().await;
    world.beta_asks().await;
    let link = world.link_to("eva@example.com").await;
    for (portal, link) in [
        (world.portal(), "/decide/never-made"),
        (world.portal(), "/decide/%3Cscript%3E"),
        (world.portal_later(11).await, link.as_str()),
    ] {
        let mut browser = Browser::new(&portal);
        browser.get(link).await;
        let dead = browser.get(PAGE).await;
        assert_eq!(dead.status, StatusCode::GONE, "{link}");
        assert!(dead.page.contains("id=\"dead\""));
    }
}

#[tokio::test]
async fn the_holder_sees_what_waits() {
    let world = World::new().await;
    world.beta_asks().await;
    let mut ana = world.signed_in(&world.ana).await;
    let page = ana.get(&format!("/domains/{NAME}")).await.page;
    assert!(page.contains("BETA Dominios asked for this domain"));
}
