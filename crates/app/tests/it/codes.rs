//! Transfer codes: how they may be written, whose they are, what ends them, and what guessing does.

use crate::commands::{
    contact, domain, domain_code, domain_info, domain_transfer, domain_transfer_key,
};
use crate::demonstration::Demonstration;
use crate::holder::{Code, Holder};
use crate::mailbox::{letter, link};
use crate::stage::{
    expect, newcomer, ok, on_both, on_both_in_time, refused, registered, somebody, valid,
};
use crate::web_client::WebClient;

const WRONG: &str = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_read_however_it_is_typed_and_wherever_it_is_put() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let mut beta = place.session("BETA").await;
        let forms: [fn(&str, &Code) -> String; 5] = [
            |name, code| domain_transfer(name, &code.code.to_lowercase(), Some(&code.process_id)),
            |name, code| domain_transfer(name, &grouped(&code.code, " "), None),
            |name, code| domain_transfer(name, &misread(&code.code), None),
            |name, code| domain_transfer_key(name, &grouped(&code.code, "-"), None),
            |name, code| {
                let roid = format!("{}-PT", code.process_id);
                domain_transfer_key(name, &code.code, Some(&roid))
            },
        ];
        for form in forms {
            let (name, handle, _) = registered(&mut alfa, "escrita").await;
            let code = Holder::sign_in(place, &handle).await.code(&name).await;
            let done = ok(&mut beta, &form(&name, &code)).await;
            assert_eq!(done.text("trStatus"), Some("serverApproved"));
        }
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_registrars_code_and_the_holders_are_two() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, handle, _) = registered(&mut alfa, "dois").await;
        let mut holder = Holder::sign_in(place, &handle).await;
        let first = holder.code(&name).await.code;
        refused(&mut alfa, &domain_code(&name, "curta"), 2306, "code-too-weak").await;
        ok(&mut alfa, &domain_code(&name, "Da-Registrar-1")).await;
        ok(&mut alfa, &domain_code(&name, "")).await;
        let gone = domain_transfer(&name, "Da-Registrar-1", None);
        refused(&mut beta, &gone, 2202, "code-wrong").await;
        let second = holder.code(&name).await.code;
        refused(&mut beta, &domain_transfer(&name, &first, None), 2202, "code-wrong").await;
        ok(&mut alfa, &domain_code(&name, "Da-Registrar-2")).await;
        holder.revoke(&name).await;
        for code in [second.as_str(), "Da-Registrar-2"] {
            refused(&mut beta, &domain_transfer(&name, code, None), 2202, "code-revoked").await;
        }
        let third = holder.code(&name).await.code;
        ok(&mut alfa, &domain_code(&name, "Da-Registrar-3")).await;
        ok(&mut beta, &domain_transfer(&name, "Da-Registrar-3", None)).await;
        refused(&mut alfa, &domain_transfer(&name, &third, None), 2202, "code-revoked").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_holder_or_address_ends_the_code() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, handle, email) = registered(&mut alfa, "vende-se").await;
        let mut holder = Holder::sign_in(place, &handle).await;
        let code = holder.code(&name).await.code;
        let change = format!("<contact:chg><contact:email>x{email}</contact:email></contact:chg>");
        let change = format!("<contact:id>{handle}</contact:id>{change}");
        ok(&mut alfa, &contact("update", &change)).await;
        refused(&mut beta, &domain_transfer(&name, &code, None), 2202, "code-revoked").await;

        let code = holder.code(&name).await.code;
        let (buyer, address) = somebody(&mut alfa, "Quem Compra").await;
        let change = format!(
            "<domain:name>{name}</domain:name><domain:chg><domain:registrant>{buyer}\
             </domain:registrant></domain:chg>"
        );
        expect(&mut alfa, &domain("update", &change), 1001).await;
        for party in [&format!("x{email}"), &address] {
            answer(place, party, &[("answer", "agree"), ("agent", "keep")]).await;
        }
        refused(&mut beta, &domain_transfer(&name, &code, None), 2202, "code-revoked").await;
        let seen = ok(&mut alfa, &domain_info(&name)).await;
        assert_eq!(seen.text("registrant"), Some(buyer.as_str()));
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_slows_down_and_never_burns_the_code() {
    on_both_in_time(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (mut thief, _) = newcomer(place).await;
        let mut beta = place.session("BETA").await;
        let (name, handle, _) = registered(&mut alfa, "cofre").await;
        let code = Holder::sign_in(place, &handle).await.code(&name).await.code;
        let (guess, right) =
            (domain_transfer(&name, WRONG, None), domain_transfer(&name, &code, None));
        let guess = guess.replace(WRONG, "not-even-near");
        for _ in 0..5 {
            refused(&mut thief, &guess, 2202, "code-wrong").await;
        }
        refused(&mut thief, &guess, 2202, "code-throttled").await;
        refused(&mut thief, &right, 2202, "code-throttled").await;
        place.advance("1m");
        refused(&mut thief, &guess, 2202, "code-wrong").await;
        place.advance("1m");
        refused(&mut thief, &right, 2202, "code-throttled").await;
        let there = ok(&mut alfa, &domain_info(&name)).await;
        assert_eq!(there.text("clID"), Some("ALFA"));
        ok(&mut beta, &right).await;
        valid(&[&alfa, &beta, &thief]);
    })
    .await;
}

/// Answers the question of a letter to this address, by its link.
async fn answer(place: &Demonstration, address: &str, fields: &[(&str, &str)]) {
    let begins = format!("{}/decide/", place.portal());
    let asked = letter(place.letters(), address, |text| text.contains(&begins)).await;
    let path = link(&asked, &begins)[place.portal().len()..].to_owned();
    let port = place.portal().rsplit(':').next().unwrap();
    let mut client = WebClient::new(format!("127.0.0.1:{port}").parse().unwrap());
    client.get(&path).await;
    let page = "/decide/answer";
    let done = client.fill(page, page, fields).await;
    assert_eq!(done.status, 200, "{}", done.body);
}

fn grouped(code: &str, between: &str) -> String {
    let groups = code.as_bytes().chunks(5).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(between)
}

/// As somebody writes it who takes nought for O and one for L.
fn misread(code: &str) -> String {
    code.replace('0', "O").replace('1', "l")
}
