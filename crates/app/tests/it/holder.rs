//! A holder at the portal: signs in or recovers access, makes codes and cancels them.

use crate::demonstration::{Demonstration, PASSWORD};
use crate::mailbox::{letter, link};
use crate::web_client::WebClient;

/// What the holder reads off the page.
pub(crate) struct Code {
    pub(crate) code: String,
    pub(crate) process_id: String,
}

/// Somebody who has signed in.
pub(crate) struct Holder {
    client: WebClient,
}

impl Holder {
    /// Staff lets somebody sign in, and they do.
    pub(crate) async fn sign_in(place: &Demonstration, handle: &str) -> Self {
        place.foral(&["user", "add", handle]);
        Self::enter(stranger(place), handle).await
    }

    /// Recovers access with nothing but the handle, and signs in.
    pub(crate) async fn recover(place: &Demonstration, handle: &str, email: &str) -> Self {
        let mut client = stranger(place);
        let asked = [("by", "handle"), ("handle", handle), ("country", "PT"), ("tax_id", "")];
        client.fill("/recover", "/recover", &asked).await;
        let begins = format!("{}/recover/", place.portal());
        let sent = letter(place.letters(), email, |text| text.contains(&begins)).await;
        let path = &link(&sent, &begins)[place.portal().len()..];
        let arrived = client.get(path).await;
        let page = arrived.header("location").unwrap_or(path).to_owned();
        client
            .fill(&page, "/recover/new", &[("password", PASSWORD)])
            .await;
        Self::enter(client, handle).await
    }

    /// Asks for a transfer code.
    pub(crate) async fn code(&mut self, name: &str) -> Code {
        let form = format!("/domains/{name}/transfer");
        let done = self
            .client
            .fill(&form, &form, &[("password", PASSWORD)])
            .await;
        let shown = match done.header("location").map(str::to_owned) {
            Some(location) => self.client.get(&location).await,
            None => done,
        };
        let code = inside(&shown.body, "id=\"auth-code\"", "</p>");
        let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        assert_eq!(code.len(), 30, "{}", shown.body);
        Code { code, process_id: inside(&shown.body, "id=\"process-id\"", "</dd>") }
    }

    /// Cancels every code of a domain.
    pub(crate) async fn revoke(&mut self, name: &str) {
        let form = format!("/domains/{name}/transfer/cancel");
        let done = self.client.fill(&form, &form, &[]).await;
        assert!(done.status < 400, "{}", done.body);
    }

    /// Whether the session still opens the list of domains.
    pub(crate) async fn is_signed_in(&mut self) -> bool {
        self.client.get("/domains").await.status == 200
    }

    async fn enter(mut client: WebClient, handle: &str) -> Self {
        let done = client.sign_in(handle, PASSWORD).await;
        assert!((300..400).contains(&done.status), "{}", done.body);
        Self { client }
    }
}

fn stranger(place: &Demonstration) -> WebClient {
    let port = place.portal().rsplit(':').next().unwrap();
    WebClient::new(format!("127.0.0.1:{port}").parse().unwrap())
}

/// The text between a mark's element and its end, without tags.
fn inside(page: &str, mark: &str, end: &str) -> String {
    let at = page
        .find(mark)
        .unwrap_or_else(|| panic!("no {mark} in {page}"));
    let element = page[at..].split(end).next().unwrap();
    let content = element.split_once('>').map_or("", |(_, content)| content);
    let texts = content.split('<').enumerate().map(|(at, part)| {
        if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) }
    });
    texts.collect()
}
