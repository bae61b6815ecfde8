//! Choosing a language and an appearance.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use foral_model::lang::Lang;
use http::header::SET_COOKIE;
use serde::Deserialize;

use crate::cookie::{Cookie, Kept};
use crate::failure::Failure;
use crate::guard::Reader;
use crate::preference::Theme;
use crate::settings::Web;

/// A year.
const KEPT: Kept = Kept::Seconds(365 * 24 * 60 * 60);

/// The form of a choice.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    value: String,
    #[serde(default)]
    back: String,
    token: String,
}

/// `POST /language`.
pub(crate) async fn language(
    State(web): State<Web>,
    reader: Reader,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    reader.checked(&web, &chosen.token)?;
    let lang = Lang::parse(&chosen.value).ok_or(Failure::Unreadable)?;
    if let Some((token, _)) = &reader.session {
        web.registry.choose_language(token, lang).await?;
    }
    Ok(remember(Cookie::Lang, lang.tag(), &chosen.back))
}

/// `POST /theme`.
pub(crate) async fn theme(
    State(web): State<Web>,
    reader: Reader,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    reader.checked(&web, &chosen.token)?;
    let theme = Theme::parse(&chosen.value).ok_or(Failure::Unreadable)?;
    Ok(remember(Cookie::Theme, theme.tag(), &chosen.back))
}

fn remember(cookie: Cookie, value: &str, back: &str) -> Response {
    let mut response = Redirect::to(page_of(back)).into_response();
    if let Some(field) = cookie.write(value, KEPT) {
        response.headers_mut().append(SET_COOKIE, field);
    }
    response
}

/// Back to the page of ours that the form stood on, with what it was asked.
fn page_of(back: &str) -> &str {
    let known =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.' | b'_' | b'%' | b'@');
    let asked = |b: u8| known(b) || matches!(b, b'=' | b'&' | b'+' | b'*' | b'~');
    let (path, query) = back.split_once('?').unwrap_or((back, ""));
    let ours = path.starts_with('/') && !path.starts_with("//") && path.bytes().all(known);
    if ours && query.bytes().all(asked) { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_leads_back_to_a_page_of_ours_only() {
        for good in [
            "/domains/exemplo.pt",
            "/domains?q=a%C3%A7%C3%BAcar+doce&status=registered&page=2",
            "/mailbox/000042-code-maria@correio.example.eml",
        ] {
            assert_eq!(page_of(good), good);
        }
        for bad in [
            "",
            "//evil.example",
            "//evil.example?a=b",
            "https://evil.example",
            "?a=b",
            "/\\evil.example",
            "/a\r\nb",
            "/a?b\r\nc",
            "/a?b?c",
        ] {
            assert_eq!(page_of(bad), "/", "{bad}");
        }
    }
}
