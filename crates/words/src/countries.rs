//! The names of countries, in each language's order.

use std::sync::LazyLock;

use foral_model::identity::Country;
use foral_model::lang::Lang;

use crate::Words;

type Table = Vec<(Country, &'static str)>;

static PORTUGUESE: LazyLock<Table> = LazyLock::new(|| read(include_str!("countries/pt.txt")));
static ENGLISH: LazyLock<Table> = LazyLock::new(|| read(include_str!("countries/en.txt")));
static SPANISH: LazyLock<Table> = LazyLock::new(|| read(include_str!("countries/es.txt")));

/// The lines are in the language's alphabetical order already.
fn read(text: &'static str) -> Table {
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines
        .filter_map(|(code, name)| Some((Country::parse(code)?, name)))
        .collect()
}

impl Words {
    /// Every country with its name, in alphabetical order.
    pub fn countries(self) -> &'static [(Country, &'static str)] {
        match self.lang() {
            Lang::Pt => &PORTUGUESE,
            Lang::En => &ENGLISH,
            Lang::Es => &SPANISH,
        }
    }

    /// The name of a country.
    pub fn country_name(self, country: Country) -> &'static str {
        let found = self.countries().iter().find(|(code, _)| *code == country);
        found.map_or("—", |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_one_name_in_every_language() {
        for lang in Lang::ALL {
            let mut codes: Vec<_> = Words::of(lang)
                .countries()
                .iter()
                .map(|row| row.0)
                .collect();
            codes.sort();
            let all: Vec<_> = Country::all().collect();
            assert_eq!(codes, all, "{lang:?}");
        }
    }

    #[test]
    fn an_accent_does_not_send_a_name_to_the_end() {
        let place = |lang, name| {
            let countries = Words::of(lang).countries();
            countries.iter().position(|row| row.1 == name).unwrap()
        };
        assert!(place(Lang::Pt, "Áustria") < place(Lang::Pt, "Bélgica"));
        assert!(place(Lang::En, "Åland Islands") < place(Lang::En, "Belgium"));
        assert_eq!(Words::of(Lang::Es).country_name(Country::PT), "Portugal");
    }
}
