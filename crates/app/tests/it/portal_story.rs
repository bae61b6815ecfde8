//! The portal over HTTP, on both databases: what its answers carry, what it refuses, and what time
//! and other sessions do to links, codes and sign-ins.

use std::net::SocketAddr;

use crate::demonstration::{Demonstration, Engine};
use crate::mailbox::{letter, link};
use crate::web_client::{Answered, WebClient};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const DOMAIN: &str = "/domains/ceramica-ferreira.pt";
/// Names and values.
type Fields<'f> = &'f [(&'f str, &'f str)];
const FRESH: &str = "um regador de latão verde";

#[tokio::test(flavor = "multi_thread")]
async fn the_portal_keeps_its_promises_on_sqlite() {
    story(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portal_keeps_its_promises_on_postgresql() {
    story(Engine::Postgres).await;
}

async fn story(engine: Engine) {
    let place = Demonstration::start(engine).await;
    let url = place.portal();
    let port = url.rsplit(':').next().unwrap().parse().unwrap();
    let here = SocketAddr::from(([127, 0, 0, 1], port));
    heads(&place, here).await;
    forms_from_elsewhere(&place, here).await;
    sessions(&place, here).await;
    a_code_is_shown_for_ten_minutes(&place, here).await;
    the_answer_is_the_same(&place, here).await;
    a_link_works_once(&place, here).await;
    a_link_ends_after_an_hour(&place, here).await;
    // What comes last uses up the patience of the portal.
    strangers_who_guess_must_wait(&place, here).await;
}

/// Every answer has the same protection, whatever its status.
async fn heads(place: &Demonstration, here: SocketAddr) {
    let mut holder = signed_in(place, here).await;
    let mut stranger = WebClient::new(here);
    for (path, status) in [
        ("/login", 200),
        ("/recover", 200),
        ("/domains", 303),
        ("/recover/of-nobody", 303),
        ("/no/such", 404),
        ("/language", 405),
        ("/domains?q=%ff", 200),
    ] {
        let who = if path.contains('?') { &mut holder } else { &mut stranger };
        let answered = who.get(path).await;
        assert_eq!(answered.status, status, "{path}");
        assert_protected(path, &answered);
    }
    let page = holder.get(DOMAIN).await;
    for inline in ["<style", " style=", "onclick=", "javascript:", "<script>"] {
        assert!(!page.body.contains(inline), "{inline}");
    }
    for source in page.body.split("src=\"").skip(1) {
        assert!(source.starts_with("/assets/"), "{}", &source[..40]);
    }
    let asset = page.body.split("/assets/").nth(1).unwrap();
    let asset = format!("/assets/{}", asset.split('"').next().unwrap());
    let asset = stranger.get(&asset).await;
    assert!(asset.header("cache-control").unwrap().contains("immutable"));
}

fn assert_protected(path: &str, answered: &Answered) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answered.header(name), Some(value), "{path}");
    }
    assert!(answered.header("referrer-policy").is_some(), "{path}");
    assert!(
        answered
            .header("x-request-id")
            .is_some_and(|id| id.len() > 8),
        "{path}"
    );
    for cookie in answered.all("set-cookie") {
        let (name, attributes) = cookie.split_once('=').unwrap();
        assert!(name.starts_with("__Host-"), "{cookie}");
        for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            assert!(attributes.contains(attribute), "{cookie}");
        }
        assert!(!attributes.contains("Domain"), "{cookie}");
    }
}

/// A form is taken from the page and the session that it was given to, and from nowhere else.
async fn forms_from_elsewhere(place: &Demonstration, here: SocketAddr) {
    let mut holder = signed_in(place, here).await;
    let path = format!("{DOMAIN}/transfer");
    let token = holder.get(&path).await.token(&path);
    let other = signed_in(place, here).await.get(&path).await.token(&path);
    let password = holder_of(place).password.clone().unwrap();
    let good = [("password", password.as_str()), ("token", token.as_str())];
    let foreign = [("password", password.as_str()), ("token", other.as_str())];
    let bare = [("password", password.as_str())];
    let cases: [(&str, Fields<'_>, Fields<'_>); 4] = [
        ("no token", &bare, &[]),
        ("the token of another session", &foreign, &[]),
        ("another site", &good, &[("Sec-Fetch-Site", "cross-site")]),
        ("another origin", &good, &[("Origin", "https://evil.example")]),
    ];
    for (what, fields, head) in cases {
        let refused = holder.post(&path, fields, head).await;
        assert_eq!(refused.status, 403, "{what}");
        assert_protected(what, &refused);
    }
    let none = holder.get(&format!("{path}/code")).await;
    assert!(!none.body.contains("id=\"auth-code\""), "nothing was made");
}

/// A session gets a token that nobody saw before, ends on leaving, and is nobody else's.
async fn sessions(place: &Demonstration, here: SocketAddr) {
    let known = holder_of(place);
    let password = known.password.as_deref().unwrap();
    let mut holder = WebClient::new(here);
    holder
        .cookies
        .insert("__Host-foral".to_owned(), "chosen-by-somebody-else".to_owned());
    let welcome = holder.sign_in(&known.nic_handle, password).await;
    assert_eq!(welcome.header("location"), Some("/domains"));
    let first = holder.cookies["__Host-foral"].clone();
    assert!(first.len() >= 43 && first != "chosen-by-somebody-else");
    let mut copy = holder.clone();
    let token = copy.get("/domains").await.token("/sign-out");
    // Another page to sign in, such as one in a tab that was opened before.
    let mut tab = WebClient::new(here);
    let form = tab.get("/login").await.token("/login");
    tab.cookies.extend(
        holder
            .cookies
            .clone()
            .into_iter()
            .filter(|(name, _)| name.ends_with("foral")),
    );
    let fields = [("handle", known.nic_handle.as_str()), ("password", password), ("token", &form)];
    assert_eq!(tab.post("/login", &fields, &[]).await.status, 303);
    assert_ne!(tab.cookies["__Host-foral"], first);
    assert_eq!(copy.get("/domains").await.status, 303, "the session before has ended");
    assert_eq!(
        copy.post("/sign-out", &[("token", &token)], &[])
            .await
            .status,
        303
    );
    let token = tab.get("/domains").await.token("/sign-out");
    let left = tab
        .clone()
        .post("/sign-out", &[("token", &token)], &[])
        .await;
    assert_eq!(left.header("location"), Some("/login?note=out"));
    let back = tab.get(DOMAIN).await;
    assert!(
        back.header("location")
            .unwrap()
            .starts_with("/login?note=needed")
    );
    nobody_is_led_astray(place, here).await;
}

/// Nobody is led to another site after signing in, or sees what somebody else holds.
async fn nobody_is_led_astray(place: &Demonstration, here: SocketAddr) {
    let known = holder_of(place);
    let password = known.password.as_deref().unwrap();
    let mut led = WebClient::new(here);
    let form = led.get("/login").await.token("/login");
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let fields = [
            ("handle", known.nic_handle.as_str()),
            ("password", password),
            ("next", next),
            ("token", &form),
        ];
        let mut guest = led.clone();
        assert_eq!(guest.post("/login", &fields, &[]).await.header("location"), Some("/domains"));
    }
    let other = signed_in(place, here)
        .await
        .get("/domains/vinhos-do-sado.pt")
        .await;
    assert_eq!(other.status, 404, "the domain of somebody else does not exist");
    assert!(other.body.contains(&known.nic_handle), "who is signed in stays so on such a page");
}

/// Reloading shows the code again for ten minutes of the session that made it, and never later.
async fn a_code_is_shown_for_ten_minutes(place: &Demonstration, here: SocketAddr) {
    let mut holder = signed_in(place, here).await;
    let path = format!("{DOMAIN}/transfer");
    let password = holder_of(place).password.clone().unwrap();
    let wrong = holder
        .fill(&path, &path, &[("password", "not the password")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("id=\"password-error\""));
    assert!(
        !holder
            .get(&format!("{path}/code"))
            .await
            .body
            .contains("id=\"auth-code\"")
    );

    let token = holder.get(&path).await.token(&path);
    let fields = [("password", password.as_str()), ("token", token.as_str())];
    let made = holder.post(&path, &fields, &[]).await;
    assert_eq!(made.header("location"), Some(format!("{path}/code").as_str()));
    let code = shown(&holder.get(&format!("{path}/code")).await).unwrap();
    // Who clicks twice gets the same code.
    assert_eq!(holder.post(&path, &fields, &[]).await.status, 303);
    assert_eq!(shown(&holder.get(&format!("{path}/code")).await), Some(code.clone()));
    // Another session of the same person was not shown it.
    let mut elsewhere = signed_in(place, here).await;
    assert_eq!(shown(&elsewhere.get(&format!("{path}/code")).await), None);

    place.advance("9m");
    assert_eq!(shown(&holder.get(&format!("{path}/code")).await), Some(code.clone()));
    place.advance("2m");
    let later = holder.get(&format!("{path}/code")).await;
    assert_eq!(shown(&later), None);
    assert!(later.body.contains("id=\"code-hidden\"") && !later.body.contains(&code));

    // Cancelling asks first, and a second time there is nothing to cancel.
    let cancel = format!("{path}/cancel");
    assert!(holder.get(DOMAIN).await.body.contains(&cancel));
    let cancelled = holder.fill(&cancel, &cancel, &[]).await;
    assert_eq!(cancelled.header("location"), Some(format!("{DOMAIN}?note=cancelled").as_str()));
    assert_eq!(holder.get(&cancel).await.status, 303);
    let spent = holder.get(&format!("{path}/code")).await;
    assert!(spent.body.contains("id=\"code-spent\""));
}

/// Known or not, by handle or by number: the same words.
async fn the_answer_is_the_same(place: &Demonstration, here: SocketAddr) {
    let known = holder_of(place);
    let mut answers = Vec::new();
    for (by, country, tax_id, handle) in [
        ("tax", known.country.as_str(), known.tax_id.as_str(), ""),
        ("tax", "PT", "999999990", ""),
        ("handle", "", "", known.nic_handle.as_str()),
        ("handle", "", "", "ZZZZ-999999-PT"),
    ] {
        let fields = [("by", by), ("country", country), ("tax_id", tax_id), ("handle", handle)];
        let mut stranger = WebClient::new(here);
        let answered = stranger.fill("/recover", "/recover", &fields).await;
        assert!(answered.body.contains("id=\"sent\""), "{}", answered.body);
        answers.push((answered.status, answered.words()));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}

/// Opening the link changes nothing; choosing a password with it ends it, and every session.
async fn a_link_works_once(place: &Demonstration, here: SocketAddr) {
    let known = holder_of(place);
    let mut before = signed_in(place, here).await;
    let path = ask_for_link(place, here).await;
    for _ in 0..2 {
        let mut scanner = WebClient::new(here);
        assert_eq!(scanner.get(&path).await.header("location"), Some("/recover/new"));
        let page = scanner.get("/recover/new").await;
        assert!(page.status == 200 && page.body.contains(&known.nic_handle));
    }
    assert_eq!(before.get("/domains").await.status, 200, "opening a link changes nothing");
    let mut holder = WebClient::new(here);
    holder.get(&path).await;
    let weak = holder
        .fill("/recover/new", "/recover/new", &[("password", "curta")])
        .await;
    assert_eq!(weak.status, 422);
    let done = holder
        .fill("/recover/new", "/recover/new", &[("password", FRESH)])
        .await;
    assert!(
        done.header("location")
            .unwrap()
            .starts_with("/login?note=changed")
    );
    assert_eq!(before.get("/domains").await.status, 303, "the sessions have ended");
    let mut again = WebClient::new(here);
    again.get(&path).await;
    assert_eq!(again.get("/recover/new").await.status, 410, "a link works once");
    let old = known.password.as_deref().unwrap();
    assert_eq!(
        WebClient::new(here)
            .sign_in(&known.nic_handle, old)
            .await
            .status,
        422
    );
    assert_eq!(
        WebClient::new(here)
            .sign_in(&known.nic_handle, FRESH)
            .await
            .status,
        303
    );
    letter(place.letters(), &known.email, |text| text.contains("foi alterada em")).await;
}

/// After an hour neither a link nor a session is worth anything.
async fn a_link_ends_after_an_hour(place: &Demonstration, here: SocketAddr) {
    let mut holder = WebClient::new(here);
    holder.sign_in(&holder_of(place).nic_handle, FRESH).await;
    let path = ask_for_link(place, here).await;
    place.advance("61m");
    let mut late = WebClient::new(here);
    late.get(&path).await;
    assert_eq!(late.get("/recover/new").await.status, 410);
    assert_eq!(holder.get("/domains").await.status, 303, "an idle session ends");
}

/// The portal counts by address, and says how long to wait. No header of a stranger changes that.
async fn strangers_who_guess_must_wait(place: &Demonstration, here: SocketAddr) {
    let mut guesser = WebClient::new(here);
    let token = guesser.get("/login").await.token("/login");
    let mut refused = None;
    for attempt in 0..60 {
        let handle = format!("NADA-{attempt:06}-PT");
        let fields = [("handle", handle.as_str()), ("password", "x"), ("token", token.as_str())];
        let address = format!("192.0.2.{attempt}");
        let answered = guesser
            .post("/login", &fields, &[("X-Forwarded-For", &address)])
            .await;
        if answered.status == 429 {
            refused = Some(answered);
            break;
        }
        assert_eq!(answered.status, 422);
    }
    let refused = refused.unwrap();
    assert!(
        refused
            .header("retry-after")
            .unwrap()
            .parse::<u64>()
            .unwrap()
            >= 1
    );
    assert_protected("429", &refused);

    // More wishes for links than anybody has: the same answer, and no more letters.
    let known = holder_of(place);
    for _ in 0..20 {
        let fields = [("by", "handle"), ("handle", known.nic_handle.as_str())];
        let answered = WebClient::new(here)
            .fill("/recover", "/recover", &fields)
            .await;
        assert!(answered.status == 200 && answered.body.contains("id=\"sent\""));
    }

    // A flood of anything at all gets a page that says so.
    let mut flood = None;
    for _ in 0..2_000 {
        let answered = guesser.get("/privacy").await;
        if answered.status == 429 {
            flood = Some(answered);
            break;
        }
    }
    let flood = flood.unwrap();
    assert!(flood.header("retry-after").is_some() && flood.body.contains("<h1>"));
    assert_eq!(guesser.get("/healthz").await.status, 200);
}

fn holder_of(place: &Demonstration) -> &crate::demonstration::Holder {
    place.holder_of("ceramica-ferreira.pt")
}

async fn signed_in(place: &Demonstration, here: SocketAddr) -> WebClient {
    let known = holder_of(place);
    let mut client = WebClient::new(here);
    let answered = client
        .sign_in(&known.nic_handle, known.password.as_deref().unwrap())
        .await;
    assert_eq!(answered.status, 303);
    client
}

/// Asks for a link by number, and gives the path of the newest one that came.
async fn ask_for_link(place: &Demonstration, here: SocketAddr) -> String {
    let known = holder_of(place);
    let recovery = format!("{}/recover/", place.portal());
    let seen = crate::mailbox::links(place.letters(), &known.email, &recovery);
    let fields = [("by", "tax"), ("country", &*known.country), ("tax_id", &*known.tax_id)];
    WebClient::new(here)
        .fill("/recover", "/recover", &fields)
        .await;
    let fresh =
        |text: &str| text.contains(&recovery) && !seen.contains(&link(text, &recovery).to_owned());
    let sent = letter(place.letters(), &known.email, fresh).await;
    link(&sent, &recovery)[place.portal().len()..].to_owned()
}

/// The code that the page shows, if it does.
fn shown(page: &Answered) -> Option<String> {
    let value = page.body.split("data-copy-value=\"").nth(1)?;
    Some(value.split('"').next()?.to_owned())
}
