//! Choosing a language.

use crate::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn another_language_keeps_the_filter_of_a_list() {
    let world = World::new().await;
    let mut browser = world.signed_in(&world.ana).await;
    let page = browser.get("/domains?q=tienda&page=1").await.page;
    let back = page.split("name=\"back\" value=\"").nth(1).unwrap();
    let back = back.split('"').next().unwrap().replace("&#38;", "&");
    let chosen = [("value", "es"), ("back", back.as_str())];
    let answer = browser.submit(&page, "/language", &chosen).await;
    assert_eq!(answer.location, "/domains?q=tienda&page=1");
    let page = browser.get(&answer.location).await.page;
    assert!(page.contains("lang=\"es") && page.contains("value=\"tienda\""), "{page}");
}
