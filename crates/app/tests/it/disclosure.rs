//! Asking for data that is not public: a form, a letter, a clock, an answer.

use std::net::SocketAddr;

use serde_json::Value;

use crate::demonstration::Demonstration;
use crate::mailbox::{letter, link};
use crate::stage::{on_both_in_time, registered};
use crate::web_client::{Answered, WebClient};

const REASON: &str = "Sem fundamento";

fn here(place: &Demonstration) -> SocketAddr {
    let port = place.portal().rsplit(':').next().unwrap().parse().unwrap();
    SocketAddr::from(([127, 0, 0, 1], port))
}

/// What RDAP answers about a name.
async fn asked_by(place: &Demonstration, name: &str, head: &[(&str, &str)]) -> Answered {
    let url = place.rdap().url.trim_end_matches('/').to_owned();
    let port = url.rsplit(':').next().unwrap().split('/').next().unwrap();
    let address = SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap()));
    let path = format!("/domain/{name}");
    WebClient::new(address).ask("GET", &path, head, "").await
}

/// Somebody asks for the data behind a name; gives the path of the link in the letter.
async fn asked(place: &Demonstration, name: &str, email: &str) -> String {
    let mut client = WebClient::new(here(place));
    let page = format!("/disclosure?name={name}");
    let empty = client.fill(&page, "/disclosure", &[("domain", name)]).await;
    assert_eq!(empty.status, 422);
    for field in ["name", "email", "ground", "purpose"] {
        let told = format!("id=\"{field}-error\"");
        assert!(empty.body.contains(&told), "all is told at once: {}", empty.body);
    }
    let wrong = [("domain", name), ("name", "Rita"), ("email", "rita@"), ("ground", "curiosity")];
    let wrong = client.fill(&page, "/disclosure", &wrong).await;
    for (field, is_wrong) in [("name", false), ("email", true), ("ground", true), ("purpose", true)]
    {
        let told = wrong.body.contains(&format!("id=\"{field}-error\""));
        assert_eq!(told, is_wrong, "{field}: {}", wrong.body);
    }
    let fields = [
        ("domain", name),
        ("name", "Rita Advogada"),
        ("organisation", ""),
        ("email", email),
        ("ground", "intellectual-property"),
        ("purpose", "Marca nacional n.º 1"),
    ];
    let sent = client.fill(&page, "/disclosure", &fields).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let begins = format!("{}/disclosure/confirm/", place.portal());
    let text = letter(place.letters(), email, |text| text.contains(&begins)).await;
    link(&text, &begins)
        .strip_prefix(place.portal())
        .unwrap()
        .to_owned()
}

/// The link is opened, and the page behind it is answered.
async fn confirmed(place: &Demonstration, path: &str) {
    for _ in 0..2 {
        let mut scanner = WebClient::new(here(place));
        assert_eq!(scanner.get(path).await.header("location"), Some("/disclosure/confirm"));
        let page = scanner.get("/disclosure/confirm").await;
        assert!(page.body.contains("id=\"asked\""), "opening it changes nothing: {}", page.body);
    }
    let mut client = WebClient::new(here(place));
    client.get(path).await;
    let done = client
        .fill("/disclosure/confirm", "/disclosure/confirm", &[])
        .await;
    assert!(done.status == 200 && done.body.contains("id=\"said-so\""), "{}", done.body);
    let mut again = WebClient::new(here(place));
    again.get(path).await;
    assert_eq!(again.get("/disclosure/confirm").await.status, 410, "a link works once");
}

/// What the command line lists of the requests about a name.
fn listed(place: &Demonstration, name: &str, all: &[&str]) -> Vec<Value> {
    let arguments = [&["disclosure", "list", "--json"], all].concat();
    let lines: Vec<Value> = serde_json::from_str(&place.foral(&arguments)).unwrap();
    lines
        .into_iter()
        .filter(|line| line["domain"] == name)
        .collect()
}

/// The name of the rule by which the command line refuses something, after its sentence.
fn refusal(place: &Demonstration, arguments: &[&str]) -> String {
    let output = place.try_foral(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    let (sentence, rule) = said
        .trim()
        .rsplit_once(" [")
        .unwrap_or_else(|| panic!("{said}"));
    assert!(sentence.ends_with('.'), "{said}");
    rule.strip_suffix(']').unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_confirmed_by_a_link_and_granted_by_letter() {
    on_both_in_time(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (name, handle, email) = registered(&mut alfa, "pedido").await;
        let lawyer = format!("rita-{name}@advogados.example").replace(".pt", "");
        let path = asked(place, &name, &lawyer).await;
        assert!(listed(place, &name, &[]).is_empty(), "nobody confirmed it yet");
        let early = listed(place, &name, &["--all"]);
        let early = early[0]["id"].as_str().unwrap();
        assert_eq!(refusal(place, &["disclosure", "grant", early]), "request-unconfirmed");
        confirmed(place, &path).await;
        let open = listed(place, &name, &[]);
        assert_eq!(open.len(), 1);
        assert_eq!(open[0]["state"], "open");
        assert!(open[0]["hours_left"].as_i64().unwrap() >= 71, "{open:?}");
        let id = open[0]["id"].as_str().unwrap();
        let shown = place.foral(&["disclosure", "show", id]);
        assert!(shown.contains("Marca nacional") && !shown.contains(&email), "{shown}");
        place.foral(&["disclosure", "grant", id]);
        let answer = letter(place.letters(), &lawyer, |text| text.contains(&handle)).await;
        assert!(answer.contains(&email) && answer.contains("Helena Prates"), "{answer}");
        let refused = ["disclosure", "refuse", id, "--reason", "tarde"];
        for again in [&["disclosure", "grant", id], &refused[..]] {
            assert_eq!(refusal(place, again), "request-answered", "once only");
        }
        assert!(listed(place, &name, &[]).is_empty());
        assert_eq!(listed(place, &name, &["--all"])[0]["state"], "granted");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_waits_for_three_days_is_overdue() {
    on_both_in_time(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (name, handle, _) = registered(&mut alfa, "atraso").await;
        let lawyer = format!("rui-{name}@advogados.example").replace(".pt", "");
        let path = asked(place, &name, &lawyer).await;
        confirmed(place, &path).await;
        place.advance("71h");
        assert_eq!(listed(place, &name, &[])[0]["state"], "open");
        place.advance("2h");
        let late = listed(place, &name, &[]);
        assert_eq!(late[0]["state"], "OVERDUE");
        assert!(late[0]["hours_left"].as_i64().unwrap() < 0, "{late:?}");
        let id = late[0]["id"].as_str().unwrap();
        let silent = ["disclosure", "refuse", id, "--reason", " "];
        assert_eq!(refusal(place, &silent), "request-reason-missing");
        place.foral(&["disclosure", "refuse", id, "--reason", REASON]);
        let answer = letter(place.letters(), &lawyer, |text| text.contains(REASON)).await;
        assert!(!answer.contains(&handle), "{answer}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_is_admitted_with_a_token_that_is_shown_once() {
    on_both_in_time(async |place| {
        let add = ["authority", "add", "policia", "--name", "Polícia", "--ground"];
        let wrong = place.try_foral(&[&add[..], &["curiosity"]].concat());
        assert!(!wrong.status.success());
        let token = place.foral(&[&add[..], &["criminal-investigation", "--zone", "pt"]].concat());
        assert!(token.trim().len() >= 40, "{token}");
        let listed = place.foral(&["authority", "list"]);
        assert!(listed.contains("policia") && !listed.contains(token.trim()), "{listed}");
        let mut alfa = place.session("ALFA").await;
        let (name, _, email) = registered(&mut alfa, "policia").await;
        let bearer = format!("Bearer {}", token.trim());
        let seen = asked_by(place, &name, &[("Authorization", &bearer)]).await;
        assert!(seen.status == 200 && seen.body.contains(&email), "{}", seen.body);
        let public = asked_by(place, &name, &[]).await;
        assert!(public.status == 200 && !public.body.contains(&email), "{}", public.body);
        let twice = [&add[..], &["criminal-investigation"]].concat();
        assert_eq!(refusal(place, &twice), "authority-taken");
        let nameless = ["authority", "add", "outra", "--name", " ", "--ground", "court-order"];
        assert_eq!(refusal(place, &nameless), "authority-name-missing");
        let over =
            [&nameless[..3], &["--name", "Outra"], &nameless[5..], &["--days", "0"]].concat();
        assert_eq!(refusal(place, &over), "authority-expiry-past");
        assert_eq!(refusal(place, &["authority", "revoke", "zzz"]), "authority-unknown");
        let never = ["disclosure", "show", "D-12345678"];
        assert_eq!(refusal(place, &never), "request-unknown");
        assert_eq!(refusal(place, &["disclosure", "grant", "D-12345678"]), "request-unknown");
        place.foral(&["authority", "revoke", "policia"]);
        assert_eq!(refusal(place, &["authority", "revoke", "policia"]), "authority-revoked");
        assert!(place.foral(&["authority", "list"]).contains("revoked"));
        let over = asked_by(place, &name, &[("Authorization", &bearer)]).await;
        assert_eq!(over.status, 401, "{}", over.body);
    })
    .await;
}
