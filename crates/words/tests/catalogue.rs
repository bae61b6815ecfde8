//! What the build refuses: the same code that `build/main.rs` runs, on folders made for the test.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/methods.rs"]
mod methods;

use catalogue::Catalogue;

fn read(language: &'static str, files: &[(&str, &str)]) -> Result<Catalogue, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    Catalogue::read(language, folder.path())
}

fn compared(english: &str, portuguese: &str) -> Vec<String> {
    let english = read("en", &[("a.ftl", english)]).ok().unwrap();
    let portuguese = read("pt", &[("a.ftl", portuguese)]).ok().unwrap();
    english.differences(&portuguese)
}

fn complaints(text: &str) -> Vec<String> {
    read("en", &[("a.ftl", text)]).err().unwrap()
}

#[test]
fn a_sentence_that_a_language_lacks_is_named() {
    let found = compared("hello = Hello\nbye = Bye\n", "hello = Olá\n");
    assert_eq!(found, ["pt/a.ftl has no sentence `bye`"]);
}

#[test]
fn a_sentence_too_many_is_named() {
    let found = compared("hello = Hello\n", "hello = Olá\nadeus = Adeus\n");
    assert_eq!(found, ["pt/a.ftl has a sentence `adeus` that en lacks"]);
}

#[test]
fn other_variables_are_named() {
    let found = compared("hello = Hello { $name }\n", "hello = Olá { $nome }\n");
    assert_eq!(found, ["`hello` has the variables [name] in en/a.ftl but [nome] in pt/a.ftl"]);
}

#[test]
fn a_variable_within_a_plural_counts_too() {
    let plural = "days = { $n ->\n    [one] { $n } day of { $name }\n   *[other] { $n } days\n}\n";
    assert_eq!(compared(plural, "days = { $n } dias\n").len(), 1);
    assert!(compared(plural, "days = { $n } dias de { $name }\n").is_empty());
}

#[test]
fn a_sentence_in_another_file_is_named() {
    let english = read("en", &[("a.ftl", "hello = Hello\n"), ("b.ftl", "")])
        .ok()
        .unwrap();
    let spanish = read("es", &[("a.ftl", ""), ("b.ftl", "hello = Hola\n")])
        .ok()
        .unwrap();
    assert_eq!(english.differences(&spanish), ["`hello` is in en/a.ftl but in es/b.ftl"]);
    assert_eq!(english.files.len(), 2);
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let found = complaints("hello = Hello\n\nbye = { $name\n");
    assert!(found.iter().any(|c| c.starts_with("en/a.ftl:")), "{found:?}");
}

#[test]
fn a_sentence_twice_is_refused() {
    assert_eq!(complaints("hello = Hello\nhello = Hi\n"), ["en/a.ftl: `hello` is there twice"]);
}

#[test]
fn functions_messages_attributes_and_unknown_terms_are_refused() {
    for text in [
        "hello = { NUMBER($n) }\n",
        "a = A\nhello = { a }\n",
        "hello = Hello\n    .title = Title\n",
        "hello =\n    .title = Title\n",
        "hello = { -brand }\n",
    ] {
        assert_eq!(complaints(text).len(), 1, "{text}");
    }
    assert!(read("en", &[("a.ftl", "-brand = Foral\nhello = { -brand }\n")]).is_ok());
}

#[test]
fn a_sentence_becomes_a_method() {
    let plural = "days-left = { $days ->\n    [one] one day\n   *[other] { $days } days\n}\n";
    let english = read("en", &[("a.ftl", "hello = Hello { $user-name } of { $a }\n")]);
    let counting = read("en", &[("a.ftl", plural)]);
    let text = methods::render(&[english.ok().unwrap()]);
    assert!(
        text.contains(
            "fn hello(self, a: impl std::fmt::Display, user_name: impl std::fmt::Display)"
        ),
        "{text}"
    );
    assert!(text.contains("/// “Hello {user-name} of {a}”"), "{text}");
    let text = methods::render(&[counting.ok().unwrap()]);
    assert!(text.contains("fn days_left(self, days: i64) -> String"), "{text}");
}
