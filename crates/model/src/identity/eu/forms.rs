//! Which forms the numbers of each member state have.

use super::super::Country;
use super::{people, vat};

/// One form of a country's numbers.
pub(super) struct Form {
    /// One character for each of the number's: `d` a digit, `a` a letter, `x` either, `s` a letter
    /// or a plus sign, `o` a letter, a plus sign or an asterisk; any other stands for itself.
    pub(super) shape: &'static str,
    /// Whether a number of this shape agrees with its check digit.
    pub(super) agrees: fn(&str) -> bool,
}

impl Form {
    /// Whether the number looks like this form.
    pub(super) fn has_shape(&self, number: &str) -> bool {
        let same = |(wanted, found): (u8, u8)| match wanted {
            b'd' => found.is_ascii_digit(),
            b'a' => found.is_ascii_uppercase(),
            b'x' => found.is_ascii_digit() || found.is_ascii_uppercase(),
            b's' => found.is_ascii_uppercase() || found == b'+',
            b'o' => found.is_ascii_uppercase() || matches!(found, b'+' | b'*'),
            itself => found == itself,
        };
        self.shape.len() == number.len() && self.shape.bytes().zip(number.bytes()).all(same)
    }
}

/// The forms of a member state's numbers, none for a country whose numbers are not known.
pub(super) fn of(country: Country) -> &'static [Form] {
    let found = FORMS.iter().find(|(code, _)| *code == country.as_str());
    found.map_or(&[], |(_, forms)| forms)
}

/// A form with a check digit.
const fn form(shape: &'static str, agrees: fn(&str) -> bool) -> Form {
    Form { shape, agrees }
}

/// A form that is known by its shape alone.
const fn shape(shape: &'static str) -> Form {
    Form { shape, agrees: |_| true }
}

/// By country code, in its order.
const FORMS: &[(&str, &[Form])] = &[
    ("AT", &[form("Udddddddd", vat::austrian), shape("ddddddddd")]),
    ("BE", &[form("dddddddddd", vat::belgian), shape("ddddddddddd")]),
    ("BG", &[form("ddddddddd", vat::bulgarian), form("dddddddddd", people::bulgarian)]),
    ("CY", &[form("dddddddda", vat::cypriot)]),
    (
        "CZ",
        &[
            form("dddddddd", vat::czech),
            // Birth numbers of before 1954 have no check digit.
            shape("ddddddddd"),
            form("dddddddddd", people::birth_number),
        ],
    ),
    (
        "DE",
        &[
            form("ddddddddd", vat::iso_7064_mod_11_10),
            // The tax offices' own numbers, and the IdNr of eleven digits among them.
            shape("dddddddddd"),
            shape("ddddddddddd"),
            shape("dddddddddddd"),
            shape("ddddddddddddd"),
        ],
    ),
    ("DK", &[form("dddddddd", vat::danish), shape("dddddddddd")]),
    (
        "EE",
        &[
            form("ddddddddd", vat::estonian),
            form("dddddddd", people::two_stage_mod_11),
            form("ddddddddddd", people::two_stage_mod_11),
        ],
    ),
    (
        "ES",
        &[
            form("dddddddda", people::dni),
            form("addddddda", people::nie),
            form("adddddddx", people::cif),
        ],
    ),
    (
        "FI",
        &[
            form("dddddddd", vat::finnish),
            form("ddddddsdddx", people::hetu),
            // A hyphen between date and number is gone before the number comes here.
            form("dddddddddx", people::hetu),
        ],
    ),
    (
        "FR",
        &[
            form("xxddddddddd", vat::french),
            form("ddddddddd", vat::luhn),
            shape("ddddddddddddd"),
            shape("dddddddddddddd"),
        ],
    ),
    ("GR", &[form("ddddddddd", vat::greek)]),
    ("HR", &[form("ddddddddddd", vat::iso_7064_mod_11_10)]),
    (
        "HU",
        &[
            form("dddddddd", vat::hungarian),
            form("ddddddddddd", vat::hungarian),
            shape("8ddddddddd"),
        ],
    ),
    (
        "IE",
        &[
            form("ddddddda", vat::irish),
            form("dddddddaa", vat::irish),
            form("doddddda", vat::irish_old),
        ],
    ),
    ("IT", &[form("ddddddddddd", vat::luhn), form("aaaaaaxxaxxaxxxa", people::codice_fiscale)]),
    (
        "LT",
        &[
            form("ddddddddd", people::two_stage_mod_11),
            form("dddddddddddd", people::two_stage_mod_11),
            form("ddddddddddd", people::two_stage_mod_11),
        ],
    ),
    ("LU", &[form("dddddddd", vat::luxembourgish), shape("ddddddddddd"), shape("ddddddddddddd")]),
    ("LV", &[form("ddddddddddd", vat::latvian)]),
    ("MT", &[form("dddddddd", vat::maltese), shape("ddddddda"), shape("ddddddddd")]),
    ("NL", &[form("dddddddddBdd", vat::dutch), form("ddddddddd", people::eleven_proof)]),
    ("PL", &[form("dddddddddd", vat::polish), form("ddddddddddd", people::pesel)]),
    (
        "RO",
        &[
            form("dd", vat::romanian),
            form("ddd", vat::romanian),
            form("dddd", vat::romanian),
            form("ddddd", vat::romanian),
            form("dddddd", vat::romanian),
            form("ddddddd", vat::romanian),
            form("dddddddd", vat::romanian),
            form("ddddddddd", vat::romanian),
            form("dddddddddd", vat::romanian),
            form("ddddddddddddd", people::cnp),
        ],
    ),
    (
        "SE",
        &[
            form("dddddddddd01", vat::swedish),
            form("dddddddddd", vat::luhn),
            form("dddddddddddd", people::personnummer_with_century),
            // Of a person older than a hundred years.
            shape("dddddd+dddd"),
        ],
    ),
    ("SI", &[form("dddddddd", vat::slovene)]),
    ("SK", &[form("dddddddddd", people::birth_number), shape("ddddddddd")]),
];
