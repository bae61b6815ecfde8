//! What surrounds every page: head, header and footer.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use foral_model::lang::Lang;
use foral_model::name::DomainName;
use foral_model::time::TimeZoneName;
use foral_registry::error::Incident;
use foral_registry::view::Session;
use foral_words::{Clocks, Words};
use http::StatusCode;

use crate::assets::{ASSETS, Assets};
use crate::failure::Failure;
use crate::form_token::FormTokens;
use crate::preference::{Theme, own_name, page_tag};
use crate::settings::Web;
use crate::visit::Visit;

/// What surrounds a page.
pub(crate) struct Frame {
    /// The sentences.
    pub(crate) words: Words,
    /// The page's `lang`.
    pub(crate) tag: &'static str,
    /// The languages to choose from.
    pub(crate) languages: Vec<Choice>,
    /// The appearances to choose from.
    pub(crate) themes: Vec<Choice>,
    /// The appearance chosen.
    pub(crate) theme: &'static str,
    /// Who is signed in.
    pub(crate) person: Option<Person>,
    /// Where the forms of the frame lead back to.
    pub(crate) here: String,
    /// Whether the demo's mailbox is there.
    pub(crate) mailbox: bool,
    /// How to reach help.
    pub(crate) support: String,
    /// Paths of style, script and font.
    pub(crate) assets: &'static Assets,
    /// Tokens of the frame's forms.
    pub(crate) language_token: String,
    /// The same, for the appearance.
    pub(crate) theme_token: String,
    /// The same, for signing out.
    pub(crate) sign_out_token: String,
}

/// Something that a reader can choose.
pub(crate) struct Choice {
    /// The value of the form.
    pub(crate) value: &'static str,
    /// What people read.
    pub(crate) label: String,
    /// Whether it is chosen now.
    pub(crate) current: bool,
}

/// Somebody who has signed in.
pub(crate) struct Person {
    /// Their name.
    pub(crate) name: String,
    /// Their NIC handle.
    pub(crate) handle: String,
}

impl Frame {
    /// The frame of the answer to a request.
    pub(crate) fn new(web: &Web, visit: &Visit, session: Option<&Session>) -> Self {
        let zone = web.registry.time_zone();
        let words = by(Words::of(visit.lang), zone.as_ref());
        let tokens = match session {
            Some(session) => FormTokens::of_session(&session.form_key),
            None => visit.tokens(web),
        };
        let demo = web.settings.demo.as_ref();
        Self {
            words,
            tag: page_tag(visit.lang),
            languages: languages(visit.lang),
            themes: themes(words, visit.theme),
            theme: visit.theme.tag(),
            person: session.map(|session| Person {
                name: session.name.clone(),
                handle: session.login.to_string(),
            }),
            here: visit.place.clone(),
            mailbox: demo.is_some_and(|demo| demo.mailbox.is_some()),
            support: web.settings.support.clone(),
            assets: &ASSETS,
            language_token: tokens.token("/language", visit.now),
            theme_token: tokens.token("/theme", visit.now),
            sign_out_token: tokens.token("/sign-out", visit.now),
        }
    }

    /// The same, with instants as the clocks of a name's zone show them.
    pub(crate) fn about(self, web: &Web, name: &DomainName) -> Self {
        let zone = web.registry.time_zone_of_name(name);
        Self { words: by(self.words, zone.as_ref()), ..self }
    }
}

/// The same words, with instants as the clocks of a time zone show them.
pub(crate) fn by(words: Words, zone: Option<&TimeZoneName>) -> Words {
    zone.map_or(words, |zone| words.by(Clocks::of(zone)))
}

fn languages(now: Lang) -> Vec<Choice> {
    let choice = |lang: Lang| Choice {
        value: lang.tag(),
        label: own_name(lang).to_owned(),
        current: lang == now,
    };
    Lang::ALL.into_iter().map(choice).collect()
}

fn themes(words: Words, now: Theme) -> Vec<Choice> {
    let choice = |theme: Theme, label| Choice { value: theme.tag(), label, current: theme == now };
    vec![
        choice(Theme::System, words.frame_theme_system()),
        choice(Theme::Light, words.frame_theme_light()),
        choice(Theme::Dark, words.frame_theme_dark()),
    ]
}

/// Marks an answer that is a page already, so that a status of 4xx does not turn it into another.
#[derive(Clone, Copy)]
pub(crate) struct Dressed;

/// Fills a template in.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
    let html = template.render().map_err(|error| {
        tracing::error!(%error, "a template could not be filled in");
        Failure::Broken(Incident(String::new()))
    })?;
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(Dressed);
    Ok(response)
}
