//! The journey: a holder who remembers nothing but a tax number moves a domain to another
//! registrar.

use std::sync::Arc;

use foral_epp_wire::answer::Answer;
use foral_testkit::epp::EppClient;
use foral_testkit::schema::assert_valid;

use crate::browser::{Browser, Window};
use crate::commands::{
    acknowledge, contact_create, domain_create, domain_info, domain_transfer, poll,
};
use crate::demonstration::{Demonstration, Engine};
use crate::mailbox::{letter, link};

const NAME: &str = "filigrana-do-minho.pt";
const HOLDER: &str = "Rosa Antunes";
const EMAIL: &str = "rosa.antunes@correio.example";
const NIF: &str = "234567899";
const PASSWORD: &str = "andorinha no beiral 41";

/// What the holder reads off the page.
struct Code {
    code: String,
    process_id: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_with_nothing_but_a_tax_number_moves_a_domain_on_sqlite() {
    journey(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_with_nothing_but_a_tax_number_moves_a_domain_on_postgresql() {
    journey(Engine::Postgres).await;
}

async fn journey(engine: Engine) {
    let demonstration = Arc::new(Demonstration::start(engine).await);
    let mut alfa = demonstration.session("ALFA").await;
    let mut beta = demonstration.session("BETA").await;
    let handle = register(&mut alfa, &mut beta).await;
    let before = ok(&mut alfa, &domain_info(NAME)).await;
    assert_eq!(before.text("clID"), Some("ALFA"));

    let place = Arc::clone(&demonstration);
    let expected = handle.clone();
    let browser = Browser::start().await;
    let code = browser
        .tell(async move |window| {
            recover(&window, &place, &expected).await;
            let code = ask_for_code(&window, &place, &expected).await;
            let sent = letter(place.letters(), EMAIL, |text| plain(text).contains(&code.code));
            assert!(sent.await.contains(NAME));
            code
        })
        .await;

    refusals(&mut alfa, &mut beta, &code).await;
    transfer(&mut alfa, &mut beta, &code, &before).await;
    told(&mut alfa, &code).await;

    let place = Arc::clone(&demonstration);
    let browser = Browser::start().await;
    browser
        .tell(async move |window| see_the_transfer(&window, &place, &handle).await)
        .await;
    assert_valid(alfa.frames());
    assert_valid(beta.frames());
}

/// Both registrars bring the same person; the first one registers the domain.
async fn register(alfa: &mut EppClient, beta: &mut EppClient) -> String {
    let created = ok(alfa, &contact_create(HOLDER, EMAIL, NIF)).await;
    let handle = created.text("id").unwrap().to_owned();
    let again = contact_create("Rosa M. Antunes", "outra@correio.example", NIF);
    let same = ok(beta, &again).await;
    assert_eq!(same.text("id"), Some(handle.as_str()), "one person, one handle");
    let created = ok(alfa, &domain_create(NAME, &handle)).await;
    assert_eq!(created.text("name"), Some(NAME));
    handle
}

/// From the sign-in page to a new password, with the tax number alone.
async fn recover(window: &Window, place: &Demonstration, handle: &str) {
    window.open(&format!("{}/login", place.portal())).await;
    window.click_for("#forgot", "#tax_id").await;
    window.click_for("#by-tax", "#tax_id").await;
    window
        .click_for("#country option[value=PT]", "#tax_id")
        .await;
    window.fill("#tax_id", NIF).await;
    window
        .click_for("form.ways button.btn:not(.quiet)", "#sent")
        .await;
    let recovery = format!("{}/recover/", place.portal());
    let sent = letter(place.letters(), EMAIL, |text| text.contains(&recovery)).await;
    window.open(link(&sent, &recovery)).await;
    assert_eq!(window.value("#nic-handle").await, handle);
    window.fill("#password", PASSWORD).await;
    window
        .click_for("form[action='/recover/new'] button.btn:not(.quiet)", "#handle")
        .await;
}

/// From the sign-in page to the code. Who has signed in reads the portal in their own language.
async fn ask_for_code(window: &Window, place: &Demonstration, handle: &str) -> Code {
    sign_in(window, place, handle).await;
    let row = window.text("#domains tbody tr").await;
    let process_id = window.text("#domains tbody td.n a").await;
    assert!(row.contains(NAME), "{row}");
    window
        .click_for("#domains tbody th a", "#actions > summary")
        .await;
    assert_eq!(window.text("#process-id").await, process_id);
    window
        .click_for("#actions > summary", "#actions[open] nav")
        .await;
    window
        .follow("#actions nav", "Transferir a gestão do domínio", "#confirm")
        .await;
    window.fill("#password", PASSWORD).await;
    window.click_for("#confirm", "#auth-code").await;
    let code = plain(&window.text("#auth-code").await);
    assert_eq!(code.len(), 30, "{code}");
    assert_eq!(window.text("#process-id").await, process_id);
    assert!(!window.text("#code-expires").await.is_empty());
    window.reload().await;
    assert_eq!(plain(&window.text("#auth-code").await), code, "a reload loses nothing");
    Code { code, process_id }
}

async fn sign_in(window: &Window, place: &Demonstration, handle: &str) {
    window.open(&format!("{}/login", place.portal())).await;
    window.fill("#handle", handle).await;
    window.fill("#password", PASSWORD).await;
    window
        .click_for("form[action='/login'] button.btn:not(.quiet)", "#domains")
        .await;
}

/// A wrong code and a contradicting process ID change nothing.
async fn refusals(alfa: &mut EppClient, beta: &mut EppClient, code: &Code) {
    let wrong = "0".repeat(30);
    let refused = beta
        .exchange(&domain_transfer(NAME, &wrong, None))
        .await
        .unwrap();
    assert_eq!(refused.code, 2202, "{refused:?}");
    let other = format!("{}1", code.process_id);
    let refused = beta
        .exchange(&domain_transfer(NAME, &code.code, Some(&other)))
        .await
        .unwrap();
    assert!(refused.code >= 2000, "{refused:?}");
    let after = ok(alfa, &domain_info(NAME)).await;
    assert_eq!(after.text("clID"), Some("ALFA"));
}

/// The code works once, however it is written.
async fn transfer(alfa: &mut EppClient, beta: &mut EppClient, code: &Code, before: &Answer) {
    let spoken: Vec<_> = code
        .code
        .as_bytes()
        .chunks(5)
        .map(String::from_utf8_lossy)
        .collect();
    let spoken = spoken.join("-").to_lowercase();
    let done = ok(beta, &domain_transfer(NAME, &spoken, Some(&code.process_id))).await;
    assert_eq!(done.data.as_ref().unwrap().name, "domain:trnData");
    assert_eq!(done.text("trStatus"), Some("serverApproved"));
    let after = ok(beta, &domain_info(NAME)).await;
    assert_eq!(after.text("clID"), Some("BETA"));
    for stays in ["exDate", "roid", "registrant", "crDate"] {
        assert_eq!(after.text(stays), before.text(stays), "{stays}");
    }
    let servers = |answer: &Answer| answer.data.as_ref().unwrap().find("ns").cloned();
    assert_eq!(servers(&after), servers(before), "the delegation stays");
    let again = alfa
        .exchange(&domain_transfer(NAME, &code.code, None))
        .await
        .unwrap();
    assert_eq!(again.code, 2202, "{again:?}");
}

/// The losing registrar heard of the code, without the code, and of the transfer.
async fn told(alfa: &mut EppClient, code: &Code) {
    let mut transfers = 0;
    let mut messages = 0;
    loop {
        let answer = alfa.exchange(&poll()).await.unwrap();
        let Some(queue) = answer.queue.filter(|_| answer.code == 1301) else { break };
        messages += 1;
        transfers += usize::from(
            answer
                .data
                .is_some_and(|data| data.name == "domain:trnData"),
        );
        let taken = alfa.exchange(&acknowledge(&queue.id)).await.unwrap();
        assert_eq!(taken.code, 1000, "{taken:?}");
    }
    assert!(messages >= 2 && transfers == 1, "{transfers} of {messages} are transfers");
    let frames = alfa.frames().iter();
    let leaked = frames.filter(|frame| plain(&String::from_utf8_lossy(frame)).contains(&code.code));
    assert_eq!(leaked.count(), 0, "the code is the holder's alone");
}

/// The holder sees the new registrar, and the transfer in the history.
async fn see_the_transfer(window: &Window, place: &Demonstration, handle: &str) {
    sign_in(window, place, handle).await;
    window
        .click_for("#domains tbody th a", "#actions > summary")
        .await;
    assert!(window.text("#registrar").await.starts_with("Beta"));
    window
        .click_for("#actions > summary", "#actions[open] nav")
        .await;
    window.follow("#actions nav", "Histórico", "ol.feed").await;
    let history = window.text("ol.feed").await;
    assert!(history.contains("Beta") || history.contains("BETA"), "{history}");
}

async fn ok(client: &mut EppClient, xml: &str) -> Answer {
    let answer = client.exchange(xml).await.unwrap();
    assert_eq!(answer.code, 1000, "{answer:?} to {xml}");
    answer
}

/// Letters and digits only: how a code is set does not matter.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
