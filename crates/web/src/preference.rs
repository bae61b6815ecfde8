//! What a reader prefers: language and appearance.

use foral_model::lang::Lang;

/// The appearance of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Theme {
    /// As the device has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The value in the cookie, the form and the page.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads such a value.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.tag() == text)
    }
}

/// A language's own name for itself.
pub(crate) const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Pt => "Português",
        Lang::En => "English",
        Lang::Es => "Español",
    }
}

/// The full tag for the `lang` attribute of a page.
pub(crate) const fn page_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Pt => "pt-PT",
        Lang::En => "en-GB",
        Lang::Es => "es-ES",
    }
}

/// The language of ours that a browser likes best (RFC 9110, section 12.5.4); English if none.
pub(crate) fn negotiate(accept_language: &str) -> Lang {
    let mut best = (0.0, Lang::En);
    for part in accept_language.split(',').take(20) {
        let (tag, rest) = part.split_once(';').unwrap_or((part, ""));
        let weight = rest
            .trim()
            .strip_prefix("q=")
            .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok());
        if let (Some(lang), Some(weight)) = (Lang::parse(tag.trim()), weight)
            && weight > best.0
        {
            best = (weight, lang);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_liked_language_wins() {
        for (field, lang) in [
            ("pt-PT,pt;q=0.9,en;q=0.8", Lang::Pt),
            ("de-DE,de;q=0.9,es;q=0.5,en;q=0.4", Lang::Es),
            ("en;q=0.1, pt;q=0.2", Lang::Pt),
            ("fr", Lang::En),
            ("", Lang::En),
            ("pt;q=0", Lang::En),
            ("pt;q=x, es", Lang::Es),
            ("*", Lang::En),
        ] {
            assert_eq!(negotiate(field), lang, "{field}");
        }
    }

    #[test]
    fn themes_read_back() {
        for theme in [Theme::System, Theme::Light, Theme::Dark] {
            assert_eq!(Theme::parse(theme.tag()), Some(theme));
        }
        assert_eq!(Theme::parse("pink"), None);
    }
}
