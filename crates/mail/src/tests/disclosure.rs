//! Letters to whoever asks for data that is not public: strangers, with one link and no handle.

use foral_model::disclosure::DisclosureId;
use foral_model::lang::Lang;
use foral_model::mail::Letter;
use foral_model::name::DomainName;
use foral_model::secret::{Sealed, Secret};
use foral_words::Clocks;

use super::{item, portal, then};
use crate::render::{Message, render};

fn written(lang: Lang, letter: Letter, secret: Option<&str>) -> Message {
    let mut item = item(7, lang, letter);
    item.mail.reader = None;
    let secret = secret.map(Secret::new);
    render(&item.mail, secret.as_ref(), &portal(), Clocks::default()).unwrap()
}

fn domain() -> DomainName {
    DomainName::parse("açúcar.pt").unwrap()
}

fn answered(reason: Option<&str>) -> Letter {
    Letter::DisclosureAnswered {
        request: DisclosureId::parse("D-12345678").unwrap(),
        domain: domain(),
        reason: reason.map(str::to_owned),
        data: reason.is_none().then(|| Sealed("sealed".to_owned())),
    }
}

#[test]
fn the_link_confirms_and_there_is_no_other() {
    for lang in Lang::ALL {
        let letter = Letter::DisclosureAsked {
            domain: domain(),
            token: Sealed("sealed".to_owned()),
            expires: then(),
        };
        let message = written(lang, letter, Some("q9-token_0"));
        let link = "https://portal.example.pt/disclosure/confirm/q9-token_0";
        assert!(message.text.lines().any(|line| line == link), "{}", message.text);
        assert_eq!(message.html.matches("href=\"").count(), 1, "{}", message.html);
        assert!(message.subject.chars().count() <= 60, "{}", message.subject);
        let request = DisclosureId::parse("D-12345678").unwrap();
        let received = Letter::DisclosureReceived { request, domain: domain(), due: then() };
        let message = written(lang, received, None);
        assert!(message.text.contains("D-12345678"), "{}", message.text);
        assert!(!message.html.contains("href="), "{}", message.html);
    }
}

#[test]
fn an_answer_has_the_data_or_the_reason() {
    let data = "registrant\tname\tAna <b>Silva</b>\nregistrant\temail\tana@exemplo.pt\n\
                admin\tphone\t+351.912345678\n";
    for lang in Lang::ALL {
        let message = written(lang, answered(None), Some(data));
        for shown in ["Ana <b>Silva</b>", "ana@exemplo.pt", "+351.912345678", "açúcar.pt"] {
            assert!(message.text.contains(shown), "{shown}: {}", message.text);
        }
        assert!(!message.html.contains("<b>Silva"), "{}", message.html);
        let message = written(lang, answered(Some("Sem fundamento.")), None);
        assert!(message.text.contains("Sem fundamento."), "{}", message.text);
    }
}
