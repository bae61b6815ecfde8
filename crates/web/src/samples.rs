//! Every page, filled in with made-up values: rendered, and looked at for what no page may have.

mod directory;
mod values;
mod waits;

use askama::Template;
use foral_model::auth_code::AuthCode;
use foral_model::command::Verdict;
use foral_model::domain::{Lifecycle, Party, Silence};
use foral_model::lang::Lang;
use foral_model::refusal::Refusal;
use foral_model::status::Status;
use foral_model::zone::{AtExpiry, HolderChange};
use foral_registry::decision::{DecisionView, Question};
use foral_registry::view::{DomainQuery, DomainView, Page as Part};

use crate::frame::Frame;
use crate::pages::recover::{By, FieldError};
use crate::pages::{
    about, decide, domain, domains, handover, history, login, mailbox, oops, recover, reset,
    revoke, transfer,
};
use values::{HOSTILE, NOW, code, demo, frame, rows, shown, view};
use waits::{asked, handed_over, leaving, moving, restoring};

type Pages = Vec<(&'static str, String)>;

/// All pages in one language.
fn pages(lang: Lang) -> Pages {
    let mut pages = signed_out(lang);
    pages.extend(signed_in(lang));
    pages.extend(waiting(lang));
    pages.extend(questions(lang));
    pages.extend(directory::pages(lang));
    pages
}

fn signed_out(lang: Lang) -> Pages {
    let outside = || frame(lang, None);
    let t = outside().words;
    let recover = |by, errors| recover::Page {
        t,
        token: "t".into(),
        by,
        countries: recover::countries(t, foral_model::identity::Country::PT),
        tax_id: "51066402".into(),
        handle: HOSTILE.into(),
        errors,
        frame: outside(),
    };
    let error = vec![FieldError { field: "tax_id", text: t.recover_tax_length(9) }];
    vec![
        ("login", html(&sign_in(outside(), None))),
        ("login-wrong", html(&sign_in(outside(), Some(t.login_wrong())))),
        ("recover", html(&recover(By::Tax, Vec::new()))),
        ("recover-handle", html(&recover(By::Handle, Vec::new()))),
        ("recover-wrong", html(&recover(By::Tax, error))),
        ("recover-sent", html(&recover::Sent { t, frame: outside() })),
        ("reset", html(&new_password(outside(), None))),
        ("reset-wrong", html(&new_password(outside(), Some(t.refusal(&Refusal::PasswordTooWeak))))),
        ("dead-link", html(&reset::Dead { t, frame: outside() })),
        ("oops", html(&not_found(outside()))),
        ("accessibility", html(&about::Accessibility { t, frame: outside() })),
        ("privacy", html(&about::Privacy { t, frame: outside() })),
        ("mailbox", html(&mailbox::List { t, letters: vec![envelope()], frame: outside() })),
        ("mailbox-empty", html(&mailbox::List { t, letters: Vec::new(), frame: outside() })),
        ("letter", html(&letter(outside()))),
    ]
}

fn signed_in(lang: Lang) -> Pages {
    let inside = || frame(lang, Some(HOSTILE));
    let view = view();
    let mut blocked = view.clone();
    blocked.code_obstacle = Some(Refusal::StatusProhibits(Status::ServerTransferProhibited));
    blocked.domain.disputed = true;
    blocked.change_obstacle = Some(Refusal::DomainInDispute(view.domain.name.clone()));
    let ask = |view| transfer::assemble(inside(), view, "t".into(), "KTRW-482133-PT".into(), NOW);
    let mut wrong = ask(&view);
    wrong.error = Some(wrong.t.transfer_password_wrong());
    let mut hidden = shown();
    hidden.code = None;
    let code_page = |shown| transfer::assemble_code(inside(), &view, shown, NOW);
    let past = history::Page {
        t: inside().words,
        title: domain::Title::of(&view.domain.name),
        lines: view
            .history
            .iter()
            .map(|line| history::happening(inside().words, line, &view.receipts))
            .collect(),
        frame: inside(),
    };
    vec![
        ("domains", html(&list(inside(), rows(), DomainQuery::default()))),
        ("domains-empty", html(&list(inside(), Vec::new(), DomainQuery::default()))),
        ("domains-none", html(&list(inside(), Vec::new(), filter()))),
        ("domains-waiting", html(&waiting_list(inside()))),
        ("domain", html(&domain::assemble(inside(), &view, NOW))),
        ("domain-blocked", html(&domain::assemble(inside(), &blocked, NOW))),
        ("history", html(&past)),
        ("transfer", html(&ask(&view))),
        ("transfer-wrong", html(&wrong)),
        ("transfer-blocked", html(&ask(&blocked))),
        ("code", html(&code_page(Some(&shown())))),
        ("code-hidden", html(&code_page(Some(&hidden)))),
        ("code-none", html(&code_page(None))),
        ("handover", html(&handing_over(inside(), &view))),
        ("handover-wrong", html(&handed_over_wrongly(inside(), &view))),
        ("handover-blocked", html(&handing_over(inside(), &blocked))),
        ("cancel", html(&revoke::assemble(inside(), &view, "t".into(), NOW))),
    ]
}

/// A domain's page while something waits, or is on its way out.
fn waiting(lang: Lang) -> Pages {
    let inside = || frame(lang, Some(HOSTILE));
    let page = |view| html(&domain::assemble(inside(), &view, NOW));
    let asked = |awaits| DomainView { domain: handed_over(awaits), ..view() };
    let doubt = handover::assemble_doubt(inside(), &asked(Party::New), "t".into()).unwrap();
    vec![
        ("domain-transfer-approves", page(moving(Silence::Approves))),
        ("domain-transfer-cancels", page(moving(Silence::Cancels))),
        ("domain-handover-new", page(asked(Party::New))),
        ("domain-handover-present", page(asked(Party::Present))),
        ("domain-redemption", page(leaving(Lifecycle::Redemption { until: NOW.plus_days(9) }))),
        ("domain-restoring", page(leaving(restoring()))),
        ("domain-renews", page(DomainView { at_expiry: AtExpiry::Renew { years: 1 }, ..view() })),
        ("handover-cancel", html(&doubt)),
    ]
}

/// What links ask, with every answer.
fn questions(lang: Lang) -> Pages {
    let outside = || frame(lang, None);
    let t = outside().words;
    let ask = |view: &DecisionView| {
        decide::assemble(outside(), view, "/decide/answer".into(), "t".into())
    };
    let mut pages = vec![("decide-dead", html(&decide::Dead { t, frame: outside() }))];
    for (name, view) in asked() {
        pages.push((name, html(&ask(&view))));
        let problem = ask(&view).after(&decide::Entry::default(), t.decide_agent_missing());
        pages.push(("decide-wrong", html(&problem)));
        for verdict in [Verdict::Agree, Verdict::Refuse] {
            pages.push(("decided", html(&decide::decided(outside(), &view, verdict))));
        }
    }
    pages
}

fn waiting_list(frame: Frame) -> domains::Page {
    let mut page = list(frame, rows(), DomainQuery::default());
    let views: Vec<_> = asked().into_iter().map(|(_, view)| view).collect();
    page.wait_for(&views);
    page
}

fn handing_over(frame: Frame, view: &DomainView) -> handover::Page {
    handover::assemble(frame, view, "t".into(), "KTRW-482133-PT".into()).unwrap()
}

fn handed_over_wrongly(frame: Frame, view: &DomainView) -> handover::Page {
    let mut page = handing_over(frame, view);
    let error = |field, text| FieldError { field, text };
    page.handle = HOSTILE.into();
    page.errors = vec![
        error("handle", page.t.recover_handle_shape()),
        error("password", page.t.transfer_password_wrong()),
    ];
    page
}

fn html(template: &impl Template) -> String {
    template.render().unwrap()
}

fn filter() -> DomainQuery {
    DomainQuery { text: HOSTILE.into(), ..DomainQuery::default() }
}

fn sign_in(frame: Frame, problem: Option<String>) -> login::Page {
    login::Page {
        t: frame.words,
        token: "t".into(),
        handle: HOSTILE.into(),
        next: "/domains".into(),
        note: problem.is_none().then(|| frame.words.login_changed()),
        problem,
        handle_error: None,
        password_error: None,
        demo: Some(demo()),
        frame,
    }
}

fn new_password(frame: Frame, error: Option<String>) -> reset::Page {
    reset::Page { t: frame.words, token: "t".into(), handle: "KTRW-482133-PT".into(), error, frame }
}

fn not_found(frame: Frame) -> oops::Page {
    let t = frame.words;
    let (title, text) = (t.oops_not_found_title(), t.oops_not_found());
    oops::Page { t, title, text, reference: "web-abc".into(), frame }
}

fn envelope() -> mailbox::Envelope {
    mailbox::Envelope {
        file: "0001.eml".into(),
        subject: HOSTILE.into(),
        from: "Foral <registry@foral.example>".into(),
        to: "maria@quintadovale.example".into(),
        at: "23 November 2026, 18:04".into(),
    }
}

fn letter(frame: Frame) -> mailbox::Letter {
    let text = mailbox::Piece::Text(format!("{HOSTILE}\n\nOpen\n"));
    let link = mailbox::Piece::Link("http://localhost:8080/recover/abc".into());
    mailbox::Letter {
        t: frame.words,
        envelope: envelope(),
        body: vec![text, link],
        html: true,
        frame,
    }
}

fn list(
    frame: Frame,
    rows: Vec<foral_registry::view::DomainRow>,
    query: DomainQuery,
) -> domains::Page {
    let total = u32::try_from(rows.len()).unwrap();
    let soonest = rows.clone();
    let part = Part { rows, total, unfiltered: total, page: 1, pages: 3 };
    let query = DomainQuery { page: 1, per_page: 25, ..query };
    domains::assemble(frame, "KTRW-482133-PT".into(), &query, &part, &soonest, NOW)
}

#[test]
fn no_page_lets_a_stranger_write_markup() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            assert!(!page.contains("<img src=x"), "{name}");
            assert!(!page.contains("\" onmouseover="), "{name}");
        }
    }
}

#[test]
fn no_page_needs_what_the_policy_forbids() {
    for (name, page) in pages(Lang::Pt) {
        assert!(!page.contains(" style="), "{name}");
        assert!(!page.contains("<style"), "{name}");
        assert!(!page.contains(" onclick"), "{name}");
        assert_eq!(page.matches("<script").count(), 1, "{name}");
        assert!(!page.contains("javascript:"), "{name}");
    }
}

#[test]
fn every_page_has_one_heading_a_title_and_its_language() {
    for (lang, tag) in [(Lang::Pt, "pt-PT"), (Lang::En, "en-GB"), (Lang::Es, "es-ES")] {
        for (name, page) in pages(lang) {
            assert_eq!(page.matches("<h1").count(), 1, "{name}");
            assert!(page.contains(&format!("<html lang=\"{tag}\"")), "{name}");
            let title = page
                .split("<title>")
                .nth(1)
                .and_then(|rest| rest.split("</title>").next());
            assert!(title.is_some_and(|title| title.trim().len() > 10), "{name}: {title:?}");
            assert!(!page.contains("{ $"), "{name}");
        }
    }
}

#[test]
fn every_id_is_there_once_and_every_reference_has_its_goal() {
    for (name, page) in pages(Lang::En) {
        let ids: Vec<&str> = attribute(&page, " id=\"").collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{name}: {id}");
        }
        let references =
            attribute(&page, " aria-describedby=\"").chain(attribute(&page, " aria-labelledby=\""));
        for id in references
            .flat_map(str::split_whitespace)
            .chain(attribute(&page, " for=\""))
        {
            assert!(ids.contains(&id), "{name}: {id}");
        }
        for icon in attribute(&page, "<use href=\"#") {
            assert!(ids.contains(&icon), "{name}: {icon}");
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_a_token() {
    for (name, page) in pages(Lang::En) {
        for form in page.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            assert!(!form.contains("method=\"post\"") || form.contains("name=\"token\""), "{name}");
        }
    }
}

#[test]
fn the_code_is_one_word_of_thirty_characters() {
    let pages = signed_in(Lang::En);
    let (_, page) = pages.iter().find(|(name, _)| *name == "code").unwrap();
    let inside = page.split("id=\"auth-code\"").nth(1).unwrap();
    let inside = inside.split('>').skip(1).collect::<Vec<_>>().join(">");
    let inside = inside.split("</p>").next().unwrap();
    let mut text = String::new();
    let mut in_tag = false;
    for c in inside.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    assert_eq!(text, code().expose());
    assert_eq!(AuthCode::parse(&text), Ok(code()));
}

#[test]
fn a_code_that_another_session_replaced_is_not_shown() {
    let mut view = view();
    let newer = view.holder_code.as_mut().unwrap();
    newer.made = shown().made.plus_minutes(1);
    let page = html(&transfer::assemble_code(frame(Lang::En, None), &view, Some(&shown()), NOW));
    assert!(!page.contains(code().expose()));
    assert!(page.contains("id=\"code-spent\""));
}

#[test]
fn the_words_that_other_guides_name_are_there() {
    for (lang, forgot) in [
        (Lang::En, "Forgot password?"),
        (Lang::Pt, "Esqueceu-se da palavra-passe?"),
        (Lang::Es, "¿Ha olvidado la contraseña?"),
    ] {
        let page = html(&sign_in(frame(lang, None), None));
        assert!(page.contains(&format!("<a id=\"forgot\" href=\"/recover\">{forgot}</a>")));
    }
    let page = html(&domain::assemble(frame(Lang::En, None), &view(), NOW));
    assert!(page.contains("Transfer domain management"));
}

#[test]
fn a_question_has_two_buttons_and_only_a_new_holder_chooses_a_registrar() {
    for (name, view) in asked() {
        let page =
            decide::assemble(frame(Lang::En, None), &view, "/decide/answer".into(), "t".into());
        let page = html(&page);
        for answer in ["agree", "refuse"] {
            assert_eq!(
                page.matches(&format!("name=\"answer\" value=\"{answer}\""))
                    .count(),
                1
            );
        }
        let chooses = matches!(view.question, Question::TakeOver { .. });
        assert_eq!(page.contains("name=\"agent\""), chooses, "{name}");
        assert_eq!(page.contains("value=\"nobody\""), chooses, "{name}");
    }
}

#[test]
fn where_the_registrar_changes_holders_nobody_else_is_led_to_it() {
    let mut view = view();
    let page = html(&domain::assemble(frame(Lang::En, None), &view, NOW));
    assert_eq!(page.matches("/holder\"").count(), 2, "in the menu and among the tasks");
    view.holder_change = HolderChange::ByRegistrar;
    let page = html(&domain::assemble(frame(Lang::En, None), &view, NOW));
    assert!(!page.contains("/holder\""));
    assert!(handover::assemble(frame(Lang::En, None), &view, "t".into(), String::new()).is_none());
}

#[test]
fn what_waits_is_on_the_page_with_what_can_be_done() {
    let page = |view| html(&domain::assemble(frame(Lang::En, None), &view, NOW));
    let asked = |awaits| page(DomainView { domain: handed_over(awaits), ..view() });
    let new = asked(Party::New);
    assert!(new.contains("/holder/cancel\"") && !new.contains("/answer\""));
    let present = asked(Party::Present);
    assert!(present.contains("/holder/cancel\"") && present.contains("/answer\""));
    let redemption = page(leaving(Lifecycle::Redemption { until: NOW.plus_days(9) }));
    assert!(redemption.contains("Can be restored"));
    assert!(!redemption.contains("id=\"period\""), "its expiry means nothing any more");
    let renews = page(DomainView { at_expiry: AtExpiry::Renew { years: 1 }, ..view() });
    assert!(renews.contains("Renews automatically when it expires"));
    assert!(!renews.contains("Released"));
}

fn attribute<'a>(page: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}
