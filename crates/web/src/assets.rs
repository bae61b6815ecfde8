//! Style, script and fonts: in the binary, under names that change with their content.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use crate::failure::Failure;

/// The names under which pages ask for them.
pub(crate) struct Assets {
    /// The style sheet's path.
    pub(crate) css: String,
    /// The script's path.
    pub(crate) js: String,
    /// The path of the browser tab's icon.
    pub(crate) icon: String,
    /// The path of the font that every page needs.
    pub(crate) font: String,
    files: Vec<File>,
}

struct File {
    name: String,
    kind: &'static str,
    content: Cow<'static, [u8]>,
}

/// All of them, put together once.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(assemble);

/// `GET /assets/{name}`.
pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, Failure> {
    let file = ASSETS
        .files
        .iter()
        .find(|file| file.name == name)
        .ok_or(Failure::NotFound)?;
    let head = [(CONTENT_TYPE, file.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    // The files live as long as the program.
    let content: &'static [u8] = &file.content;
    Ok((head, content).into_response())
}

const CSS: &str = concat!(
    include_str!("../static/css/base.css"),
    include_str!("../static/css/components.css"),
    include_str!("../static/css/pages.css"),
);
const JS: &str = include_str!("../static/app.js");
const ICON: &[u8] = include_bytes!("../static/icon.svg");

macro_rules! fonts {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../static/fonts/", $name, ".woff2")).as_slice())),*]
    };
}

const FONTS: [(&str, &[u8]); 4] = fonts![
    "hanken-grotesk-latin-wght-normal",
    "hanken-grotesk-latin-ext-wght-normal",
    "atkinson-hyperlegible-mono-latin-wght-normal",
    "atkinson-hyperlegible-mono-latin-ext-wght-normal",
];

/// The licences under which the fonts may be given away, which must go with them.
const LICENCES: [(&str, &str); 2] = [
    ("hanken-grotesk-OFL.txt", include_str!("../static/fonts/hanken-grotesk-OFL.txt")),
    (
        "atkinson-hyperlegible-mono-OFL.txt",
        include_str!("../static/fonts/atkinson-hyperlegible-mono-OFL.txt"),
    ),
];

fn assemble() -> Assets {
    let mut files = Vec::new();
    let mut css = CSS.to_owned();
    for (stem, content) in FONTS {
        let name = hashed(stem, "woff2", content);
        css = css.replace(&format!("fonts/{stem}.woff2"), &name);
        files.push(File { name, kind: "font/woff2", content: content.into() });
    }
    let font = files
        .first()
        .map(|file| path(&file.name))
        .unwrap_or_default();
    let css_name = hashed("app", "css", css.as_bytes());
    let js_name = hashed("app", "js", JS.as_bytes());
    let (css_path, js_path) = (path(&css_name), path(&js_name));
    files.push(File {
        name: css_name,
        kind: "text/css; charset=utf-8",
        content: css.into_bytes().into(),
    });
    files.push(File {
        name: js_name,
        kind: "text/javascript; charset=utf-8",
        content: JS.as_bytes().into(),
    });
    let icon_name = hashed("icon", "svg", ICON);
    let icon_path = path(&icon_name);
    files.push(File { name: icon_name, kind: "image/svg+xml", content: ICON.into() });
    for (name, text) in LICENCES {
        files.push(File {
            name: name.to_owned(),
            kind: "text/plain; charset=utf-8",
            content: text.as_bytes().into(),
        });
    }
    Assets { css: css_path, js: js_path, icon: icon_path, font, files }
}

fn path(name: &str) -> String {
    format!("/assets/{name}")
}

fn hashed(stem: &str, extension: &str, content: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, content);
    let short: String = digest
        .as_ref()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{stem}.{short}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_names_fonts_that_are_served() {
        let css = ASSETS
            .files
            .iter()
            .find(|file| path(&file.name) == ASSETS.css)
            .unwrap();
        let text = std::str::from_utf8(&css.content).unwrap();
        let named: Vec<_> = text
            .split("url(")
            .skip(1)
            .filter(|rest| !rest.starts_with('"'))
            .filter_map(|rest| rest.split(')').next())
            .collect();
        assert_eq!(named.len(), FONTS.len());
        for name in named {
            assert!(ASSETS.files.iter().any(|file| file.name == name), "{name}");
        }
    }

    #[test]
    fn every_font_comes_with_its_licence() {
        for (name, text) in LICENCES {
            assert!(
                text.contains("SIL OPEN FONT LICENSE") || text.contains("SIL Open Font License"),
                "{name}"
            );
        }
    }
}
