//! One good number of each state, slips in them, and the numbers of people.

use proptest::prelude::*;

use super::super::{Country, Identity, NotAnIdentity, PersonClass};

/// A good number of each state with its prefix, and a slip in it that its check digit finds.
const NUMBERS: [(&str, &str); 29] = [
    ("ATU12345675", "ATU12345676"),
    ("BE0477472701", "BE0477472711"),
    ("BG1234567892", "BG1234567894"),
    ("CY10259033P", "CY10259034P"),
    ("CZ12345679", "CZ12345678"),
    ("DE123456788", "DE123456789"),
    ("DK12345674", "DK12345675"),
    ("EE123456780", "EE123456781"),
    ("ESA12345674", "ESA12345675"),
    ("ES12345678Z", "ES12345679Z"),
    ("ESX1234567L", "ESY1234567L"),
    ("FI12345671", "FI12345672"),
    ("FR23334175221", "FR24334175221"),
    ("EL123456783", "EL123456784"),
    ("HR01234567896", "HR01234567897"),
    ("HU12345676", "HU12345677"),
    ("IE1234567FA", "IE1234568FA"),
    ("IT12345670017", "IT12345670018"),
    ("LT123456715", "LT123456716"),
    ("LU12345613", "LU12345614"),
    ("LV41234567891", "LV41234567892"),
    ("MT12345634", "MT12345635"),
    ("NL123456782B90", "NL123456783B90"),
    ("PL1234567883", "PL1234567884"),
    ("RO1234567897", "RO1234567898"),
    ("SE123456789701", "SE123456789801"),
    ("SI12345679", "SI12345678"),
    ("SK2022749619", "SK2022749618"),
    ("PT510664024", "PT510664025"),
];

/// Good numbers that are not VAT numbers, or are older forms of them.
const OTHERS: [(&str, &str); 24] = [
    ("AT", "123456789"),
    ("BE", "93051822361"),
    ("CZ", "531231123"),
    ("DE", "36574261809"),
    ("DE", "181/815/08155"),
    ("DK", "211062-5629"),
    ("EE", "37605030299"),
    ("ES", "53782914J"),
    ("FI", "131052-308T"),
    ("FI", "131052A308T"),
    ("FI", "131052+308T"),
    ("FR", "334175221"),
    ("FR", "3023217600053"),
    ("HU", "8071592153"),
    ("IE", "8Z49289F"),
    ("IT", "RSSMRA85T10A562S"),
    ("LT", "33309240064"),
    ("LU", "1893120105732"),
    ("LV", "161175-19997"),
    ("MT", "0123456M"),
    ("NL", "111222333"),
    ("PL", "44051401359"),
    ("RO", "1800101221144"),
    ("SE", "811218-9876"),
];

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

fn read(code: &str, typed: &str) -> Result<String, NotAnIdentity> {
    Identity::parse(country(code), typed).map(|identity| identity.number().to_owned())
}

#[test]
fn a_good_number_of_each_state_is_read_with_and_without_its_prefix() {
    for (with, _) in NUMBERS {
        let (code, without) = with.split_at(2);
        assert_eq!(read(code, with), Ok(without.to_owned()), "{with}");
        assert_eq!(read(code, without), Ok(without.to_owned()), "{without}");
        let spaced = format!(" {} {} ", code.to_lowercase(), without.to_lowercase());
        assert_eq!(read(code, &spaced), Ok(without.to_owned()), "{spaced}");
        let prefixed = Identity::parse_prefixed(with, Country::PT).unwrap();
        assert_eq!(prefixed, Identity::parse(country(code), without).unwrap());
    }
}

#[test]
fn every_member_state_has_a_number_here() {
    let states: std::collections::BTreeSet<_> = NUMBERS
        .iter()
        .map(|(number, _)| country(&number[..2]))
        .collect();
    assert_eq!(states.len(), 27);
}

#[test]
fn a_slip_is_found_by_the_check_digit() {
    for (_, slip) in NUMBERS {
        let (code, without) = slip.split_at(2);
        assert_eq!(read(code, slip), Err(NotAnIdentity::CheckDigit), "{slip}");
        assert_eq!(read(code, without), Err(NotAnIdentity::CheckDigit), "{without}");
    }
}

#[test]
fn what_people_have_instead_of_a_vat_number_is_read() {
    for (code, number) in OTHERS {
        assert!(read(code, number).is_ok(), "{code} {number}: {:?}", read(code, number));
    }
}

#[test]
fn slips_in_the_numbers_of_people_are_found() {
    for (code, number) in [
        ("EE", "37605030298"),
        ("ES", "53782914K"),
        ("ES", "A1234567D"),
        ("ES", "P12345674"),
        ("FI", "131052-308U"),
        ("IT", "RSSMRA85T10A562T"),
        ("LT", "33309240065"),
        ("NL", "111222334"),
        ("PL", "44051401358"),
        ("RO", "1800101221145"),
        ("SE", "811218-9877"),
    ] {
        assert_eq!(read(code, number), Err(NotAnIdentity::CheckDigit), "{code} {number}");
    }
}

#[test]
fn zeros_left_out_in_front_do_not_make_another_person() {
    for (code, short, full) in [
        ("BE", "477472701", "0477472701"),
        ("MT", "123M", "0000123M"),
        ("NL", "10000008", "010000008"),
        ("ES", "1234567L", "01234567L"),
        ("GR", "23456783", "023456783"),
    ] {
        assert_eq!(read(code, short), read(code, full), "{code} {short}");
    }
    assert_eq!(read("MT", "123M"), Ok("0000123M".to_owned()));
    assert_eq!(read("BE", "477.472.701"), Ok("0477472701".to_owned()));
}

#[test]
fn a_wrong_shape_is_told_from_a_wrong_length() {
    let length = |wanted| Err(NotAnIdentity::Length { wanted: Some(wanted) });
    assert_eq!(read("HR", "123"), length(11));
    assert_eq!(read("SI", "SI1234567"), length(8));
    assert_eq!(read("ES", "12345678"), length(9));
    assert_eq!(read("GR", "12345678A"), Err(NotAnIdentity::Shape));
    assert_eq!(read("PL", "123"), Err(NotAnIdentity::Shape));
    assert_eq!(read("PL", "DE123456788"), Err(NotAnIdentity::Shape));
}

#[test]
fn greece_has_two_prefixes() {
    assert_eq!(read("GR", "GR123456783"), Ok("123456783".to_owned()));
    assert_eq!(read("GR", "EL123456783"), Ok("123456783".to_owned()));
}

#[test]
fn other_countries_have_letters_and_digits() {
    assert_eq!(read("CH", "CHE-123.456.789"), Ok("CHE123456789".to_owned()));
    assert_eq!(read("BR", "1"), Ok("1".to_owned()));
    assert_eq!(read("BR", "1*"), Err(NotAnIdentity::Character));
    assert_eq!(read("US", &"1".repeat(21)), Err(NotAnIdentity::Length { wanted: None }));
}

#[test]
fn a_spanish_number_tells_people_from_bodies() {
    let class = |number| Identity::parse(country("ES"), number).unwrap().class();
    assert_eq!(class("12345678Z"), PersonClass::Natural);
    assert_eq!(class("X1234567L"), PersonClass::Natural);
    assert_eq!(class("A12345674"), PersonClass::Legal);
    assert_eq!(super::spanish_class("?"), PersonClass::Unknown);
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_read_reads_as_itself(
        typed in prop_oneof![".{0,24}", "[A-Z]{0,4}[0-9]{0,13}[A-Z0-9+*]{0,2}"],
        state in 0..NUMBERS.len(),
        prefix in any::<bool>(),
    ) {
        let code = &NUMBERS[state].0[..2];
        let typed = if prefix { format!("{code}{typed}") } else { typed };
        if let Ok(read) = Identity::parse(country(code), &typed) {
            prop_assert_eq!(&Identity::parse(country(code), read.number()), &Ok(read.clone()));
            prop_assert_eq!(&Identity::parse_prefixed(&read.prefixed(), Country::PT), &Ok(read));
        }
    }

    #[test]
    fn no_number_of_a_known_shape_panics_and_what_is_read_stays(
        state in 0..NUMBERS.len(),
        seed in prop::collection::vec(any::<u8>(), 16),
    ) {
        let code = &NUMBERS[state].0[..2];
        for form in super::forms::of(country(code)) {
            let number: String =
                form.shape.bytes().zip(&seed).map(|(wanted, byte)| fill(wanted, *byte)).collect();
            prop_assert!(form.has_shape(&number));
            if let Ok(kept) = read(code, &number) {
                prop_assert_eq!(read(code, &kept), Ok(kept));
            }
        }
    }
}

/// A character that a shape's place allows.
fn fill(wanted: u8, byte: u8) -> char {
    let allowed: &[u8] = match wanted {
        b'd' => b"0123456789",
        b'a' => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        b'x' => b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        b's' => b"+ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        b'o' => b"+*ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        _ => return char::from(wanted),
    };
    char::from(allowed[usize::from(byte) % allowed.len()])
}
