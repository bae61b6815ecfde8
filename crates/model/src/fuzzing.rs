//! The body of the fuzz target of what people and partners write: a property test runs it as well.

use crate::auth_code::AuthCode;
use crate::identity::{Country, Identity};
use crate::money::{Charge, Currency, Money};
use crate::name::DomainName;
use crate::time::{TimeZoneName, Timestamp};

/// Any text is a name, an identity, a code, an amount, an instant, or none; and what was read reads
/// as the same again in each form in which it is shown.
///
/// # Panics
/// If it does not.
pub fn typed(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    name(text);
    for country in [Country::PT, Country::of(b"ES"), Country::of(b"GR"), Country::of(b"US")] {
        identity(Identity::parse(country, text).ok());
        identity(Identity::parse_prefixed(text, country).ok());
    }
    if let Ok(code) = AuthCode::parse(text) {
        assert_eq!(AuthCode::parse(code.expose()).as_ref(), Ok(&code));
        assert_eq!(AuthCode::parse(&code.groups().join("-")), Ok(code));
    }
    if let Some(amount) = Money::parse(text, Currency::EUR) {
        let shown = amount.to_string();
        let shown = shown.trim_end_matches(" EUR");
        assert_eq!(Money::parse(shown, Currency::EUR), Some(amount));
        assert!(Charge::taxed(amount, 2_300).total().minor >= amount.minor);
    }
    if let Some(at) = Timestamp::parse(text) {
        let again = Timestamp::parse(&at.to_string()).filter(|_| at.micros() >= 0);
        assert!(again.is_none_or(|again| again.micros() == at.micros() / 1_000 * 1_000));
        assert!(again.is_some() || at.micros() < 0);
        assert!(Timestamp::from_micros(i64::MAX).days_since(at) > 0);
        assert!(at.plus_years(1) > at);
    }
    let _ = TimeZoneName::parse(text);
}

fn name(text: &str) {
    let Ok(name) = DomainName::parse(text) else { return };
    let again = |text: &str| {
        let read = DomainName::parse(text);
        assert_eq!(read.as_ref(), Ok(&name), "{text:?} was read from another text");
    };
    again(name.as_str());
    again(&name.as_str().to_ascii_uppercase());
    again(&name.unicode());
    again(&format!("{name}."));
    assert!(name.as_str().len() <= 253);
    assert_eq!(name.labels().next(), Some(name.first_label()));
    let above = name.parent();
    assert!(
        above
            .as_ref()
            .is_none_or(|above| name.is_below(above) && !above.is_below(&name))
    );
}

fn identity(read: Option<Identity>) {
    let Some(identity) = read else { return };
    let (country, number) = (identity.country(), identity.number());
    assert_eq!(Identity::parse(country, number), Ok(identity.clone()), "{number}");
    let prefixed = identity.prefixed();
    assert_eq!(
        Identity::parse_prefixed(&prefixed, Country::PT),
        Ok(identity.clone()),
        "{prefixed}"
    );
    let lower = prefixed.to_ascii_lowercase();
    assert_eq!(Identity::parse_prefixed(&lower, Country::PT), Ok(identity.clone()), "{lower}");
    assert!(identity.number().len() <= 20);
    let _ = (identity.class(), identity.masked());
}

impl Country {
    fn of(code: &[u8; 2]) -> Self {
        std::str::from_utf8(code)
            .ok()
            .and_then(Self::parse)
            .unwrap_or(Self::PT)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_largest_amounts_and_spans_do_not_overflow() {
        typed(b"92233720368547758.07");
        typed(b"9999-12-30T22:00:00Z");
        let ever = Timestamp::from_micros(i64::MAX).days_since(Timestamp::from_micros(i64::MIN));
        assert_eq!(ever, 106_751_992);
    }

    #[test]
    fn seeds_and_findings_hold() {
        for seed in std::fs::read_dir("../../fuzz/seeds/typed_text").unwrap() {
            typed(&std::fs::read(seed.unwrap().path()).unwrap());
        }
    }

    proptest! {
        #[test]
        fn the_target_holds_on_any_text(text in "\\PC{0,80}") {
            typed(text.as_bytes());
        }

        #[test]
        fn the_target_holds_on_what_looks_like_a_name(text in "(xn--)?[a-zß-ɏא-ת0-9.-]{1,24}\\.pt") {
            typed(text.as_bytes());
        }

        #[test]
        fn the_target_holds_on_what_looks_like_a_number(
            text in "(PT|ES|EL|GR|DE|US|it)?[ A-Z0-9.-]{3,16}",
        ) {
            typed(text.as_bytes());
        }
    }
}
