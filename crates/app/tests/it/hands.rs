//! The portal by keyboard alone, by touch, without scripts, on paper, and in the dashboard's many
//! orders: one browser, one demonstration, one scene after the other.

use std::sync::Arc;

use thirtyfour::prelude::Key;

use crate::browser::{Browser, Scripts, Window};
use crate::demonstration::{Demonstration, Engine, Holder};
use crate::mailbox::{letter, link};

const SEND: &str = "button.btn:not(.quiet)";
const DOMAIN: &str = "/domains/atelier-ferreira.pt";
const FRESH: &str = "três figos e uma romã";

#[tokio::test(flavor = "multi_thread")]
async fn every_page_can_be_used_by_whoever_comes() {
    let place = Arc::new(Demonstration::start(Engine::Sqlite).await);
    let browser = Browser::start().await;
    browser
        .tell(async move |window| {
            let place = &*place;
            keyboard(&window, place).await;
            touch(&window, place).await;
            clipboard_and_paper(&window, place).await;
            dashboard(&window, place).await;
            nothing_to_see(&window, place).await;
            without_scripts(&window, place).await;
        })
        .await;
}

/// From signing in to the confirmation, without ever touching a mouse.
async fn keyboard(window: &Window, place: &Demonstration) {
    let holder = place.holder_of("atelier-ferreira.pt");
    window.open(&format!("{}/login", place.portal())).await;
    window.press(Key::Tab).await;
    assert_eq!(window.focused().await, "Skip to main content");
    window.press(Key::Enter).await;
    window.tab_to("#handle", 3).await;
    type_in(window, &holder.nic_handle).await;
    window.tab_to("#password", 3).await;
    type_in(window, holder.password.as_deref().unwrap()).await;
    window.press(Key::Enter).await;
    window.find("#domains").await;

    window.open(&format!("{}{DOMAIN}", place.portal())).await;
    let menu = "#actions > summary";
    window.tab_to(menu, 20).await;
    window.press(Key::Enter).await;
    window.find("#actions[open]").await;
    window.press(Key::Tab).await;
    assert_eq!(window.focused().await, "Transferir a gestão do domínio");
    window.press(Key::Escape).await;
    window.find("#actions:not([open])").await;
    assert!(window.focused().await.starts_with("Ações"), "Escape leads back to the button");
    window.press(Key::Down).await;
    window.find("#actions[open]").await;
    assert_eq!(window.focused().await, "Transferir a gestão do domínio");
    for next in ["Mudar de titular", "Histórico", "Transferir a gestão do domínio"] {
        window.press(Key::Down).await;
        assert_eq!(window.focused().await, next);
    }
    window.press(Key::End).await;
    assert_eq!(window.focused().await, "Histórico");
    window.press(Key::Up).await;
    window.press(Key::Up).await;
    window.press(Key::Enter).await;
    window.find("#confirm").await;
    // Leaving a menu by Tab closes it.
    window.open(&format!("{}{DOMAIN}", place.portal())).await;
    window.tab_to(menu, 20).await;
    window.press(Key::Enter).await;
    for _ in 0..4 {
        window.press(Key::Tab).await;
    }
    window.find("#actions:not([open])").await;

    window
        .open(&format!("{}{DOMAIN}/transfer", place.portal()))
        .await;
    window.tab_to("#password", 20).await;
    type_in(window, "this is not it").await;
    window.press(Key::Enter).await;
    window.find(".problems:focus").await;
    window.press(Key::Tab).await;
    window.press(Key::Enter).await;
    window.find("#password:focus").await;
}

/// On a phone, with a finger.
async fn touch(window: &Window, place: &Demonstration) {
    window.become_phone(360).await;
    window.open(&format!("{}{DOMAIN}", place.portal())).await;
    window.touch("#actions > summary").await;
    window.find("#actions[open]").await;
    let heights = "return [...document.querySelectorAll('#actions summary, #actions a')]
        .map((e) => e.getBoundingClientRect().height)";
    let heights: Vec<f64> = window.run(heights).await;
    assert!(heights.iter().all(|height| *height >= 44.0), "{heights:?}");
    window.touch("#actions nav a").await;
    window.find("#confirm").await;
    window.open(&format!("{}/domains", place.portal())).await;
    assert_eq!(window.text("#sort option:checked").await, "Nome");
    window.click_for("#dir option[value=down]", "#dir").await;
    window.touch("form.toolbar button").await;
    window.find("th[aria-sort=descending]").await;
    let place_now = window.place().await;
    assert!(place_now.contains("dir=down"), "{place_now}");
    assert_eq!(window.texts("#domains tbody th").await[0], "pão-de-açúcar-caseiro.pt");
    window.become_screen(1280).await;
}

/// The code is copied as it must be typed, and stands on paper without what only a screen needs.
async fn clipboard_and_paper(window: &Window, place: &Demonstration) {
    let holder = place.holder_of("atelier-ferreira.pt");
    window.grant_clipboard().await;
    window
        .open(&format!("{}{DOMAIN}/transfer", place.portal()))
        .await;
    window
        .fill("#password", holder.password.as_deref().unwrap())
        .await;
    window.click_for("#confirm", "#auth-code").await;
    let code: String = window.text("#auth-code").await;
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    window
        .click_for("[data-copy-from=auth-code]", "[data-copy-from=auth-code][data-busy]")
        .await;
    assert_eq!(copied(window).await, code);
    assert_eq!(window.text("#said").await, "Copiado");
    window
        .click_for("[data-copy-rows=all]", "[data-copy-rows=all][data-busy]")
        .await;
    let all = copied(window).await;
    assert!(all.contains(&code) && all.contains("Domínio: atelier-ferreira.pt"), "{all}");
    let process_id = window.text("#process-id").await;
    assert!(all.contains(&format!("ID do processo: {process_id}")), "{all}");

    window.show_as("print").await;
    let seen: Vec<bool> = window
        .run(
            "return ['#auth-code', '#process-id', '#code-expires', 'footer', '.bar .end',
             '[data-prints]', '.crumbs'].map((s) => document.querySelector(s).checkVisibility())",
        )
        .await;
    assert_eq!(seen, [true, true, true, false, false, false, false]);
    window.show_as("").await;
}

async fn copied(window: &Window) -> String {
    window.run("return navigator.clipboard.readText()").await
}

/// Twelve domains: in each order, filtered, and in pages that keep both.
async fn dashboard(window: &Window, place: &Demonstration) {
    enter(window, place, place.holder_of("vinhos-do-sado.pt")).await;
    for column in 1..=5 {
        let head = format!("#domains thead th:nth-child({column})");
        let cell = format!("#domains tbody tr > :nth-child({column})");
        let sorted = format!("{head}[aria-sort=ascending]");
        if window.count(&sorted).await == 0 {
            window.click_for(&format!("{head} a"), &sorted).await;
        }
        let up = window.texts(&cell).await;
        window
            .click_for(&format!("{head} a"), &format!("{head}[aria-sort=descending]"))
            .await;
        let down = window.texts(&cell).await;
        assert_eq!(up.len(), 12);
        assert_eq!((&up[0], &up[11]), (&down[11], &down[0]), "column {column}");
    }
    window
        .open(&format!("{}/domains?sort=name&dir=down&rows=10", place.portal()))
        .await;
    assert_eq!(window.count("#domains tbody tr").await, 10);
    assert_eq!(window.count("a[rel=prev]").await, 0);
    window.click_for("a[rel=next]", "a[rel=prev]").await;
    assert_eq!(window.count("#domains tbody tr").await, 2);
    assert!(window.place().await.contains("dir=down"), "a page keeps the order");
    window
        .click_for("#status option[value=reserved]", "#status")
        .await;
    window
        .click_for("form.toolbar button", "a[href='/domains']")
        .await;
    let shown = window.texts("#domains tbody .pill").await;
    assert!(shown.len() == 3 && shown.iter().all(|status| status == "Reservado"), "{shown:?}");
    window.fill("#q", "CASTELÃO").await;
    window.click_for("form.toolbar button", "#none").await;
    window
        .click_for("form.toolbar a[href='/domains']", "#domains")
        .await;
    for (typed, found) in
        [("CASTELÃO", "castelão.pt"), ("xn--casto-jra5h", ""), ("tinto", "sado-tinto.com.pt")]
    {
        window.open(&format!("{}/domains", place.portal())).await;
        window.fill("#q", typed).await;
        let next = if found.is_empty() { "#none" } else { "#domains tbody tr:only-child" };
        window.click_for("form.toolbar button", next).await;
        if !found.is_empty() {
            assert_eq!(window.text("#domains tbody th").await, found);
        }
    }
    let id = window.text("#domains tbody td.n").await;
    window.fill("#q", &id).await;
    window
        .click_for("form.toolbar button", "#domains tbody tr:only-child")
        .await;
}

/// Who holds nothing is told so, and where to ask.
async fn nothing_to_see(window: &Window, place: &Demonstration) {
    window.forget().await;
    window.open(&format!("{}/login", place.portal())).await;
    let holder = place.holder_of_nothing();
    window.fill("#handle", &holder.nic_handle).await;
    window
        .fill("#password", holder.password.as_deref().unwrap())
        .await;
    window
        .click_for(&format!("form[action='/login'] {SEND}"), "#empty")
        .await;
    assert!(window.text("#empty").await.contains(&holder.nic_handle));
}

/// The whole journey of the holder with scripts switched off.
async fn without_scripts(window: &Window, place: &Demonstration) {
    let holder = place.holder_of("monte-do-sobreiro.pt");
    window.forget().await;
    window.allow(Scripts::Off).await;
    window.open(&format!("{}/login", place.portal())).await;
    assert_eq!(window.count("html[data-js]").await, 0, "scripts are off");
    window.click_for("#forgot", "#tax_id").await;
    window.click_for("#by-handle", "#handle").await;
    window.fill("#handle", &holder.nic_handle).await;
    window
        .click_for(&format!("form.ways {SEND}"), "#sent")
        .await;
    let begins = format!("{}/recover/", place.portal());
    let sent = letter(place.letters(), &holder.email, |text| text.contains(&begins)).await;
    window.open(link(&sent, &begins)).await;
    window.fill("#password", FRESH).await;
    window
        .click_for(&format!("form[action='/recover/new'] {SEND}"), "#handle")
        .await;
    assert_eq!(window.value("#handle").await, holder.nic_handle, "nobody types it again");
    window.fill("#password", FRESH).await;
    window
        .click_for(&format!("form[action='/login'] {SEND}"), "#domains")
        .await;
    what_is_there_without_scripts(window).await;
}

/// Lists, the menu, a code, its end, language, appearance and leaving.
async fn what_is_there_without_scripts(window: &Window) {
    window
        .click_for("#domains thead th:nth-child(5) a", "th:nth-child(5)[aria-sort]")
        .await;
    window.fill("#q", "monte").await;
    window
        .click_for("form.toolbar button", "#domains tbody tr:only-child")
        .await;
    window
        .click_for("#domains tbody th a", "#actions > summary")
        .await;
    assert_eq!(window.count(".js-only").await, 1);
    assert!(!window.find(".js-only").await.is_displayed().await.unwrap());
    window
        .click_for("#actions > summary", "#actions[open] nav")
        .await;
    window
        .click_for("#actions nav a[href$='/transfer']", "#confirm")
        .await;
    window.fill("#password", FRESH).await;
    window.click_for("#confirm", "#auth-code").await;
    window.click_for("a.danger", "#confirm").await;
    window.click_for("#confirm", "#actions").await;
    window
        .click_for("#actions > summary", "#actions[open] nav")
        .await;
    window
        .click_for("#actions nav a[href$='/history']", "ol.feed")
        .await;
    window
        .click_for("details.menu:first-child > summary", "details.menu[open]")
        .await;
    window.click_for("button[lang=en]", "html[lang^=en]").await;
    window
        .click_for("button[value=dark]", "html[data-theme=dark]")
        .await;
    window
        .click_for("details.menu:nth-child(2) > summary", "details.menu[open]")
        .await;
    window
        .click_for("form[action='/sign-out'] button", "#forgot")
        .await;
    window.allow(Scripts::On).await;
}

async fn enter(window: &Window, place: &Demonstration, holder: &Holder) {
    window.forget().await;
    window.open(&format!("{}/login", place.portal())).await;
    window.fill("#handle", &holder.nic_handle).await;
    window
        .fill("#password", holder.password.as_deref().unwrap())
        .await;
    window
        .click_for(&format!("form[action='/login'] {SEND}"), "#domains")
        .await;
}

async fn type_in(window: &Window, text: &str) {
    for character in text.chars() {
        window.press(character).await;
    }
}
