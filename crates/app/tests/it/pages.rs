//! Every page in every state: held against WCAG 2.2 AA by axe, light and dark, narrow enough for a
//! phone of 320 px, and in three languages.

use std::sync::Arc;

use crate::browser::{Browser, Window};
use crate::demonstration::{Demonstration, Engine, Holder};
use crate::mailbox::{letter, link};

const SEND: &str = "button.btn:not(.quiet)";
/// Pages for everybody.
const OPEN: [&str; 17] = [
    "/login",
    "/recover",
    "/recover/of-nobody",
    "/accessibility",
    "/privacy",
    "/mailbox",
    "/no/such",
    "/language",
    "/lookup",
    "/lookup?name=ceramica-ferreira.pt",
    "/lookup?name=pastelaria-a%C3%A7or.pt",
    "/lookup?name=biblioteca.feira.example",
    "/lookup?name=nada-disto.pt",
    "/lookup?name=nic.pt",
    "/lookup?name=exemplo.com",
    "/lookup?name=-",
    "/disclosure?name=ceramica-ferreira.pt",
];
/// Pages of a holder who has signed in: lists, domains in each state, what can be done with them.
const INSIDE: [&str; 12] = [
    "/domains",
    "/domains?q=nothing-is-called-so",
    "/domains/ceramica-ferreira.pt",
    "/domains/feira-de-outono.pt",
    "/domains/oficina-do-barro.com.pt",
    "/domains/xn--po-de-acar-caseiro-1sb0gtu.pt",
    "/domains/azulejos-antigos.pt/transfer",
    "/domains/ceramica-ferreira.pt/transfer",
    "/domains/ceramica-ferreira.pt/transfer/code",
    "/domains/ceramica-ferreira.pt/holder",
    "/domains/ceramica-ferreira.pt/history",
    "/domains/vinhos-do-sado.pt",
];
/// What sticks out of a page or is cut off in it, besides what only screen readers are told, and
/// what is written into in letters that are not the page's.
const TOO_WIDE: &str = "
    const faults = [];
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    for (const e of document.querySelectorAll('main *, header *, footer *')) {
        if (e.closest('.vh, svg, thead, pre, .scroll') || !e.checkVisibility()) continue;
        const box = e.getBoundingClientRect();
        if (box.right > innerWidth + 1) faults.push('sticks out: ' + e.outerHTML.slice(0, 120));
        const cut = getComputedStyle(e).overflowX !== 'visible' && e.tagName !== 'SELECT'
            && e.tagName !== 'INPUT' && e.scrollWidth > e.clientWidth + 1;
        if (cut) faults.push('is cut off: ' + e.outerHTML.slice(0, 120));
    }
    const own = getComputedStyle(document.body).fontFamily;
    for (const e of document.querySelectorAll('input, select, textarea, button')) {
        const other = getComputedStyle(e).fontFamily !== own && !e.closest('.mono');
        if (other && e.checkVisibility()) faults.push('has another font: ' + e.outerHTML.slice(0, 120));
    }
    return faults";

#[tokio::test(flavor = "multi_thread")]
async fn no_page_has_a_fault_in_any_state() {
    let place = Arc::new(Demonstration::start(Engine::Sqlite).await);
    let browser = Browser::start().await;
    let faults = browser
        .tell(async move |window| {
            let mut look = Look { window, place, faults: Vec::new() };
            look.at_open_pages().await;
            look.at_recovery().await;
            look.inside().await;
            look.at_the_code().await;
            look.at_the_handover().await;
            look.in_each_language().await;
            look.at_refusals().await;
            look.faults
        })
        .await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Somebody who looks at pages and notes what is wrong with them.
struct Look {
    window: Window,
    place: Arc<Demonstration>,
    faults: Vec<String>,
}

impl Look {
    async fn at_open_pages(&mut self) {
        for path in OPEN {
            self.open(path).await;
            self.examine(path).await;
        }
        self.open("/disclosure?name=ceramica-ferreira.pt").await;
        self.window
            .click_for(&format!("form[action='/disclosure'] {SEND}"), ".problems")
            .await;
        self.examine("a request that lacks everything").await;
        self.open("/mailbox").await;
        self.window.click_for("#letters a", "#letter").await;
        self.examine("a letter").await;
    }

    async fn at_recovery(&mut self) {
        let place = Arc::clone(&self.place);
        let holder = place.holder_of("monte-do-sobreiro.pt");
        self.open("/recover").await;
        self.window.fill("#tax_id", "123").await;
        self.window
            .click_for(&format!("form.ways {SEND}"), ".problems")
            .await;
        self.examine("a wrong number").await;
        self.window.fill("#tax_id", &holder.tax_id).await;
        self.window
            .click_for(&format!("form.ways {SEND}"), "#sent")
            .await;
        self.examine("the link was sent").await;
        let begins = format!("{}/recover/", place.portal());
        let sent = letter(place.letters(), &holder.email, |text| text.contains(&begins)).await;
        self.window.open(link(&sent, &begins)).await;
        self.window.find("#nic-handle").await;
        self.examine("a new password").await;
        self.window.fill("#password", "curta").await;
        self.window
            .click_for(&format!("form[action='/recover/new'] {SEND}"), ".problems")
            .await;
        self.examine("a password too short").await;
    }

    async fn inside(&mut self) {
        let place = Arc::clone(&self.place);
        self.open("/login").await;
        self.window.fill("#handle", "NADA-000000-PT").await;
        self.window.fill("#password", "wrong").await;
        self.window
            .click_for(&format!("form[action='/login'] {SEND}"), ".problems")
            .await;
        self.examine("a sign-in that failed").await;
        self.sign_in(place.holder_of_nothing(), "#empty").await;
        self.examine("no domains").await;
        self.sign_in(place.holder_of("acor-encomendas.pt"), "#domains")
            .await;
        self.open("/domains/acor-encomendas.pt").await;
        self.examine("a dispute").await;
        self.sign_in(place.holder_of("ceramica-ferreira.pt"), "#domains")
            .await;
        for path in INSIDE {
            self.open(path).await;
            self.examine(path).await;
        }
        self.open("/domains/ceramica-ferreira.pt").await;
        self.window
            .click_for("#actions > summary", "#actions[open]")
            .await;
        self.examine("the open menu").await;
    }

    async fn at_the_code(&mut self) {
        let place = Arc::clone(&self.place);
        let holder = place.holder_of("ceramica-ferreira.pt");
        let path = "/domains/ceramica-ferreira.pt/transfer";
        self.open(path).await;
        self.window.fill("#password", "wrong").await;
        self.window.click_for("#confirm", ".problems").await;
        self.examine("a wrong password").await;
        let password = holder.password.as_deref().unwrap();
        self.window.fill("#password", password).await;
        self.window.click_for("#confirm", "#auth-code").await;
        self.examine("the code").await;
        self.open("/domains/ceramica-ferreira.pt").await;
        self.examine("a domain with a code").await;
        self.open(path).await;
        self.examine("a code that would be replaced").await;
        place.advance("11m");
        self.open(&format!("{path}/code")).await;
        self.window.find("#code-hidden").await;
        self.examine("the code is gone").await;
        self.open(&format!("{path}/cancel")).await;
        self.examine("cancelling asks").await;
        self.window.click_for("#confirm", "#actions").await;
        self.examine("cancelled").await;
        self.open(&format!("{path}/code")).await;
        self.window.find("#code-spent").await;
        self.examine("the code is cancelled").await;
    }

    /// A change of holder, from the form to the answer of a new holder who does not want it.
    async fn at_the_handover(&mut self) {
        let place = Arc::clone(&self.place);
        let (old, new) =
            (place.holder_of("ceramica-ferreira.pt"), place.holder_of("vinhos-do-sado.pt"));
        let path = "/domains/ceramica-ferreira.pt";
        self.open(&format!("{path}/holder")).await;
        self.window.fill("#handle", "nada").await;
        self.window.click_for("#confirm", ".problems").await;
        self.examine("a handle that is none").await;
        self.window.fill("#handle", &new.nic_handle).await;
        let password = old.password.as_deref().unwrap();
        self.window.fill("#password", password).await;
        self.window.click_for("#confirm", "#waits-1").await;
        self.examine("a change of holder waits").await;
        self.open(&format!("{path}/holder")).await;
        self.window.find("#obstacle").await;
        self.examine("one change at a time").await;
        self.open(&format!("{path}/holder/cancel")).await;
        self.examine("withdrawing asks").await;

        let begins = format!("{}/decide/", place.portal());
        let sent = letter(place.letters(), &new.email, |text| text.contains(&begins)).await;
        self.window.forget().await;
        self.window.open(link(&sent, &begins)).await;
        self.window.find("#agree").await;
        self.examine("the question behind a link").await;
        self.sign_in(new, "#waiting").await;
        self.examine("a question waits").await;
        self.open(&format!("{path}/answer")).await;
        self.examine("the question").await;
        self.window.fill("#password", "wrong").await;
        self.window.click_for("#agree", ".problems").await;
        self.examine("an answer without the password").await;
        let password = new.password.as_deref().unwrap();
        self.window.fill("#password", password).await;
        self.window
            .click_for("#refuse", "main:not(:has(#refuse))")
            .await;
        self.examine("the answer was heard").await;
        self.open(&format!("{path}/answer")).await;
        self.examine("nothing is asked any more").await;
        self.window.forget().await;
        self.window.open(link(&sent, &begins)).await;
        self.examine("the link is dead").await;
        self.sign_in(old, "#domains").await;
    }

    /// Each page's heading reads otherwise in each language, and no word is too long for a phone.
    async fn in_each_language(&mut self) {
        let paths = [
            "/domains",
            "/domains/ceramica-ferreira.pt/transfer",
            "/domains/ceramica-ferreira.pt/holder",
            "/privacy",
            "/accessibility",
            "/lookup",
            "/disclosure?name=ceramica-ferreira.pt",
            "/no/such",
        ];
        let mut read: Vec<Vec<String>> = Vec::new();
        for lang in ["pt", "en", "es"] {
            self.open("/domains").await;
            self.window
                .click_for(".bar details.menu:first-child > summary", ".bar details[open]")
                .await;
            self.window
                .click_for(&format!("button[lang={lang}]"), &format!("html[lang^={lang}]"))
                .await;
            let mut headings = Vec::new();
            for path in paths
                .into_iter()
                .chain(["/domains/ceramica-ferreira.pt", "/login"])
            {
                self.open(path).await;
                self.measure(&format!("{path} in {lang}")).await;
                if paths.contains(&path) {
                    headings.push(self.window.text("h1").await);
                }
            }
            read.push(headings);
        }
        for (at, path) in paths.iter().enumerate() {
            let (pt, en, es) = (&read[0][at], &read[1][at], &read[2][at]);
            if pt == en || en == es || pt == es {
                self.faults
                    .push(format!("{path} reads alike in two languages: {pt}, {en}, {es}"));
            }
        }
    }

    /// A form that is not ours, and more requests than anybody makes.
    async fn at_refusals(&mut self) {
        self.open("/domains/ceramica-ferreira.pt/transfer").await;
        let spoil = "document.querySelector('main form [name=token]').value = 'x'; return null";
        let _: Option<String> = self.window.run(spoil).await;
        self.window.click_for("#confirm", ".narrow > h1").await;
        self.examine("403").await;
        let flood = "
            const all = [];
            for (let i = 0; i < 600; i += 1) all.push(fetch('/privacy').then((r) => r.status));
            return Promise.all(all).then((statuses) => statuses.includes(429))";
        assert!(self.window.run::<bool>(flood).await, "six hundred requests are too many");
        self.open("/privacy").await;
        self.examine("429").await;
    }

    async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.place.portal());
        self.window.open(&url).await;
    }

    async fn sign_in(&self, holder: &Holder, next: &str) {
        self.window.forget().await;
        self.open("/login").await;
        self.window.fill("#handle", &holder.nic_handle).await;
        let password = holder.password.as_deref().unwrap();
        self.window.fill("#password", password).await;
        self.window
            .click_for(&format!("form[action='/login'] {SEND}"), next)
            .await;
    }

    async fn examine(&mut self, page: &str) {
        let faults = self.window.axe(page).await;
        self.faults.extend(faults);
        self.measure(page).await;
    }

    async fn measure(&mut self, page: &str) {
        self.window.become_phone(320).await;
        let wide: Vec<String> = self.window.run(TOO_WIDE).await;
        self.faults.extend(
            wide.into_iter()
                .map(|fault| format!("{page} at 320 px: {fault}")),
        );
        self.window.become_screen(1280).await;
    }
}
