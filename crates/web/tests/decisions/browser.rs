//! A browser without JavaScript: it keeps cookies, follows nothing, and fills in forms.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use tower::ServiceExt;

/// One browser.
pub(crate) struct Browser {
    portal: Router,
    cookies: BTreeMap<String, String>,
}

/// An answer of the portal.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) page: String,
}

impl Browser {
    pub(crate) fn new(portal: &Router) -> Self {
        let english = ("__Host-lang".to_owned(), "en".to_owned());
        Self { portal: portal.clone(), cookies: BTreeMap::from([english]) }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends the form of a page, as its hidden field says, with other fields.
    pub(crate) async fn submit(
        &mut self,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let form = page
            .split(&format!("action=\"{path}\""))
            .nth(1)
            .unwrap_or_else(|| panic!("no form {path} in {page}"));
        let token = form.split("name=\"token\" value=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap();
        let mut all = vec![("token", token)];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Sends fields without a page.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pair = |(name, value): &(&str, &str)| format!("{name}={}", escaped(value));
        let body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
        self.send(Method::POST, path, body).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let cookies = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(COOKIE, cookies.collect::<Vec<_>>().join("; "))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.portal.clone().oneshot(request).await.unwrap();
        for field in response.headers().get_all(SET_COOKIE) {
            let pair = field.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let location = response.headers().get(LOCATION);
        let location = location.map_or("", |to| to.to_str().unwrap()).to_owned();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        Answer { status, location, page: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}
