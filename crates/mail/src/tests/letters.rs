//! What every letter says, and how it is put together.

use foral_model::lang::Lang;
use foral_model::mail::{Letter, OutboxItem};
use foral_model::secret::Secret;
use foral_model::time::TimeZoneName;
use foral_words::{Clocks, Words};
use mail_parser::{Message as Parsed, MessageParser, MimeHeaders};

use super::{code, item, letters, portal, secret, sender, then};
use crate::envelope::{envelope, template};
use crate::render::{Message, Unrenderable, render};

fn words(item: &OutboxItem) -> Message {
    render(&item.mail, secret(&item.mail.letter).as_ref(), &portal(), Clocks::default()).unwrap()
}

fn each(check: impl Fn(&OutboxItem)) {
    for lang in Lang::ALL {
        for letter in letters() {
            check(&item(7, lang, letter));
        }
    }
}

fn bytes(item: &OutboxItem) -> Vec<u8> {
    envelope(item, words(item), &sender(), then())
        .unwrap()
        .formatted()
}

fn parsed<T>(item: &OutboxItem, check: impl Fn(&Parsed<'_>) -> T) -> T {
    let bytes = bytes(item);
    check(&MessageParser::default().parse(&bytes).unwrap())
}

#[test]
fn subjects_are_short_and_say_something() {
    each(|item| {
        let subject = words(item).subject;
        let length = subject.chars().count();
        assert!((10..=60).contains(&length), "{length}: {subject}");
    });
}

#[test]
fn no_variable_is_left_and_no_a_label_is_shown() {
    each(|item| {
        let Message { subject, text, html } = words(item);
        for part in [&subject, &text] {
            for mark in ["{", "}", "&amp;", "&#", "mail-"] {
                assert!(!part.contains(mark), "{mark}: {part}");
            }
        }
        assert!(!html.contains("{{") && !html.contains("{ $"), "{html}");
        let without_links = text.lines().filter(|line| !line.starts_with("https://"));
        assert!(without_links.clone().all(|line| !line.contains("xn--")), "{text}");
        assert!(without_links.clone().all(|line| line.chars().count() <= 90), "{text}");
        assert!(!text.contains("\n\n\n"), "{text}");
    });
}

#[test]
fn both_parts_say_the_same() {
    each(|item| {
        let Message { text, html, .. } = words(item);
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (text, html) = (flat(&text), flat(&html));
        let footer = Words::of(item.mail.lang).mail_footer();
        assert!(text.contains(&footer) && html.contains(&footer));
        for fact in ["4711", "KTRW-482133-PT", "Beta <Host>"] {
            let in_html = html.contains(&fact.replace('<', "&#60;").replace('>', "&#62;"));
            assert_eq!(text.contains(fact), in_html, "{fact}: {html}");
        }
        assert!(text.contains("Maria Conceição") && html.contains("Maria Conceição"));
    });
}

#[test]
fn every_contact_reads_its_nic_handle_and_no_registrar_reads_one() {
    each(|item| {
        let Message { text, html, .. } = words(item);
        let contact = item.mail.reader.is_some();
        let line = format!("{}: KTRW-482133-PT", Words::of(item.mail.lang).mail_fact_handle());
        assert_eq!(text.contains(&line), contact, "{text}");
        assert_eq!(html.contains("KTRW-482133-PT"), contact, "{html}");
        assert_eq!(text.matches(&line).count(), usize::from(contact), "{text}");
    });
    let notice = letters()
        .into_iter()
        .find(|letter| matches!(letter, Letter::CodeNotice { .. }))
        .unwrap();
    let mut to_registrar = item(7, Lang::En, notice);
    to_registrar.mail.reader = None;
    assert!(!words(&to_registrar).text.contains("NIC handle"));
}

#[test]
fn every_link_is_absolute_and_in_both_parts() {
    each(|item| {
        let Message { text, html, .. } = words(item);
        let links: Vec<_> = html
            .split("href=\"")
            .skip(1)
            .filter_map(|h| h.split('"').next())
            .collect();
        assert_eq!(links.is_empty(), item.mail.reader.is_none(), "{text}");
        for link in links {
            assert!(link.starts_with("https://portal.example.pt/"), "{link}");
            assert!(text.lines().any(|line| line == link), "{link}\n{text}");
        }
        for mark in ["<img", "src=", "<script", "@import", "url("] {
            assert!(!html.contains(mark), "{mark}");
        }
    });
}

#[test]
fn the_code_is_alone_on_its_line_and_in_groups() {
    each(|item| {
        let Message { subject, text, html } = words(item);
        let carries = matches!(item.mail.letter, Letter::Code { .. });
        let line = code().expose().to_owned();
        assert_eq!(text.lines().filter(|l| *l == line).count(), usize::from(carries), "{text}");
        assert!(!subject.contains(&line));
        let visible: String = html
            .split('<')
            .filter_map(|piece| piece.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert_eq!(visible.contains(&line), carries, "a copied code has no spaces");
        for group in code().groups() {
            assert_eq!(html.contains(&format!(">{group}</span>")), carries);
        }
    });
}

#[test]
fn a_token_is_in_the_letters_that_carry_one_and_leads_to_its_page() {
    each(|item| {
        let Message { text, html, .. } = words(item);
        let page = match &item.mail.letter {
            Letter::Recovery { .. } => Some("recover"),
            Letter::TransferAsked { token: Some(_), .. } | Letter::HolderChangeAsked { .. } => {
                Some("decide")
            }
            _ => None,
        };
        for known in ["recover", "decide"] {
            let link = format!("https://portal.example.pt/{known}/q9-token_0");
            assert_eq!(text.contains(&link), page == Some(known), "{text}");
            assert_eq!(html.contains(&link), page == Some(known), "{html}");
        }
    });
}

/// ICANN's coming transfer policy: the holder is told, and asked for nothing.
#[test]
fn a_transfer_that_is_only_announced_has_nothing_to_approve() {
    for lang in Lang::ALL {
        let announced = letters()
            .into_iter()
            .filter(|letter| matches!(letter, Letter::TransferAsked { token: None, .. }));
        for letter in announced {
            // Even a secret that somebody hands over by mistake stays out of it.
            let token = Secret::new("q9-token_0");
            let message =
                render(&item(7, lang, letter).mail, Some(&token), &portal(), Clocks::default())
                    .unwrap();
            for part in [&message.text, &message.html] {
                assert!(!part.contains("/decide") && !part.contains("q9-token_0"), "{part}");
                assert!(!part.contains(&Words::of(lang).mail_decide_link()), "{part}");
            }
        }
    }
}

#[test]
fn a_letter_to_a_registrar_has_no_link() {
    for lang in Lang::ALL {
        for letter in letters() {
            let mut item = item(7, lang, letter);
            item.mail.reader = None;
            let Message { text, html, .. } = words(&item);
            assert!(!text.contains("://") && !html.contains("href="), "{text}");
        }
    }
}

#[test]
fn an_instant_is_told_by_the_clocks_of_its_zone() {
    let letter = letters()
        .into_iter()
        .find(|letter| matches!(letter, Letter::CodeRevoked { .. }))
        .unwrap();
    let told = |clocks| {
        let message = render(&item(7, Lang::En, letter.clone()).mail, None, &portal(), clocks);
        message.unwrap().text
    };
    let madrid = Clocks::of(&TimeZoneName::parse("Europe/Madrid").unwrap());
    let utc = Clocks::of(&TimeZoneName::parse("UTC").unwrap());
    for (clocks, place) in
        [(Clocks::default(), "(Lisbon time)"), (madrid, "(Madrid time)"), (utc, "(UTC)")]
    {
        let instant = Words::of(Lang::En).by(clocks).moment(then());
        let text = told(clocks);
        assert!(instant.ends_with(place), "{instant}");
        assert!(text.contains(&instant), "{instant}: {text}");
    }
}

#[test]
fn a_letter_without_its_secret_has_no_words() {
    each(|item| {
        let needs = secret(&item.mail.letter).is_some();
        let rendered = render(&item.mail, None, &portal(), Clocks::default());
        assert_eq!(rendered.err(), needs.then_some(Unrenderable::SecretMissing));
    });
}

#[test]
fn a_message_has_its_headers_and_two_readable_parts() {
    each(|item| {
        let words = words(item);
        parsed(item, |message| {
            assert_eq!(message.subject(), Some(words.subject.as_str()));
            let from = message.from().and_then(|f| f.first()).unwrap();
            assert_eq!(from.name(), Some("Registo Água"));
            let to = message.to().and_then(|t| t.first()).unwrap();
            assert_eq!(to.name(), Some("Maria Conceição"));
            assert_eq!(to.address(), Some("maria@xn--acar-0oa8i.pt"));
            let id = format!("letter-7.{}@registo.pt", then().micros());
            assert_eq!(message.message_id(), Some(id.as_str()));
            assert_eq!(message.date().unwrap().to_rfc3339(), "2026-12-23T18:04:00Z");
            let header = |name| message.header_raw(name).map(str::trim);
            assert_eq!(header("Auto-Submitted"), Some("auto-generated"));
            let language = header("Content-Language").unwrap();
            assert!(language.starts_with(item.mail.lang.tag()));
            assert!(message.content_type().unwrap().subtype() == Some("alternative"));
            let body =
                |text: Option<std::borrow::Cow<'_, str>>| text.unwrap().replace("\r\n", "\n");
            assert_eq!(body(message.body_text(0)).trim_end(), words.text.trim_end());
            assert_eq!(body(message.body_html(0)).trim_end(), words.html.trim_end());
            assert!(message.text_body_count() == 1 && message.html_body_count() == 1);
        });
    });
}

#[test]
fn lines_on_the_wire_are_short_and_ascii() {
    each(|item| {
        let bytes = bytes(item);
        assert!(bytes.is_ascii());
        assert!(bytes.split(|b| *b == b'\n').all(|line| line.len() <= 998));
    });
}

#[test]
fn a_hostile_name_adds_no_header_and_no_recipient() {
    let names = [
        "Maria\r\nBcc: evil@example.com",
        "Maria\nSubject: hello\n\nbody",
        "\"Maria\" <evil@example.com>, x",
        "Maria \\\" <evil@example.com>",
        "=?utf-8?Q?Maria=0D=0ABcc:_evil@example.com?=",
        "Мария Ω 玛丽亚 \u{202E}\u{0}",
        "a, b; c: <d>",
        "",
    ];
    for name in names {
        for letter in letters() {
            let mut item = item(7, Lang::Pt, letter);
            item.mail.name = name.into();
            parsed(&item, |message| {
                assert!(message.bcc().is_none() && message.cc().is_none(), "{name:?}");
                let to = message.to().unwrap();
                assert_eq!(to.iter().count(), 1, "{name:?}");
                let address = to.first().and_then(|t| t.address());
                assert_eq!(address, Some("maria@xn--acar-0oa8i.pt"), "{name:?}");
                assert_eq!(message.header_values("Subject").count(), 1);
                assert_eq!(message.parts.len(), 3, "one alternative of two parts");
            });
        }
    }
}

#[test]
fn a_hostile_registrar_is_text_and_nothing_else() {
    let registered = letters()
        .into_iter()
        .find(|l| template(l) == "registered")
        .unwrap();
    let Letter::Registered { handle, domain, process_id, expires, .. } = registered else {
        panic!("another letter");
    };
    let registrar = "<script>x</script>\r\n\r\nVisit".to_owned();
    let letter = Letter::Registered { handle, domain, process_id, registrar, expires };
    let Message { text, html, .. } = words(&item(7, Lang::En, letter));
    assert!(!html.contains("<script>"));
    assert!(text.contains("<script>x</script> Visit"));
}

#[test]
fn nothing_that_is_printed_for_debugging_has_a_secret() {
    each(|item| {
        let shown = format!("{:?}{:?}", words(item), item);
        assert!(!shown.contains(code().expose()) && !shown.contains("q9-token_0"));
    });
}
