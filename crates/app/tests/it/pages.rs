//! Every page, held against WCAG 2.2 AA by axe, light and dark.

use crate::browser::Browser;
use crate::demonstration::{Demonstration, Engine};

/// Pages for everybody.
const OPEN: [&str; 6] =
    ["/login", "/recover", "/accessibility", "/privacy", "/mailbox", "/no/such"];
/// Pages of a holder who has signed in, with a domain.
const INSIDE: [&str; 5] = [
    "/domains",
    "/domains?q=nothing-is-called-so",
    "/domains/ceramica-ferreira.pt",
    "/domains/ceramica-ferreira.pt/transfer",
    "/domains/ceramica-ferreira.pt/history",
];

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_no_fault_with_any_page() {
    let demonstration = Demonstration::start(Engine::Sqlite).await;
    let portal = demonstration.portal().to_owned();
    let holder = demonstration.holder_of("ceramica-ferreira.pt");
    let (handle, password) = (holder.nic_handle.clone(), holder.password.clone().unwrap());
    let browser = Browser::start().await;
    let faults = browser.tell(async move |window| {
        let mut faults = Vec::new();
        for path in OPEN {
            window.open(&format!("{portal}{path}")).await;
            faults.extend(window.axe(path).await);
        }
        window.open(&format!("{portal}/login")).await;
        window.fill("#handle", &handle).await;
        window.fill("#password", &password).await;
        window
            .click_for("form[action='/login'] button.btn:not(.quiet)", "#domains")
            .await;
        for path in INSIDE {
            window.open(&format!("{portal}{path}")).await;
            faults.extend(window.axe(path).await);
        }
        window
            .open(&format!("{portal}/domains/ceramica-ferreira.pt/transfer"))
            .await;
        window.fill("#password", &password).await;
        window.click_for("#confirm", "#auth-code").await;
        faults.extend(window.axe("the code").await);
        window
            .open(&format!("{portal}/domains/ceramica-ferreira.pt/transfer/cancel"))
            .await;
        faults.extend(window.axe("cancel").await);
        faults
    });
    let faults = faults.await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
