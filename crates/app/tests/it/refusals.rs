//! Transfers of a domain that are refused: each with its own code and explanation, and nothing is
//! changed by it.

use crate::commands::{domain, domain_code, domain_info, domain_transfer, domain_transfer_step};
use crate::demonstration::Demonstration;
use crate::holder::Holder;
use crate::stage::{newcomer, ok, on_both, on_both_in_time, refused, registered, valid};

const WRONG: &str = "000000000000000000000000000000";

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_without_the_right_code_or_process_id_is_refused() {
    on_both(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (mut beta, _) = newcomer(place).await;
        let (name, handle, _) = registered(&mut alfa, "firme").await;
        let code = Holder::sign_in(place, &handle).await.code(&name).await;
        let before = ok(&mut alfa, &domain_info(&name)).await;

        let with = |code: &str, process_id| domain_transfer(&name, code, process_id);
        let other = format!("{}1", code.process_id);
        refused(&mut beta, &with(&code.code, Some(&other)), 2306, "process-id-contradicts").await;
        refused(&mut beta, &with("", None), 2003, "code-missing").await;
        let no_code =
            domain_transfer_step("request", &format!("<domain:name>{name}</domain:name>"), "");
        refused(&mut beta, &no_code, 2003, "code-missing").await;
        refused(&mut beta, &with(&slip(&code.code), None), 2202, "code-mistyped").await;
        refused(&mut beta, &with("not a code", None), 2202, "code-wrong").await;
        refused(&mut beta, &with(WRONG, None), 2202, "code-wrong").await;
        refused(&mut alfa, &with(&code.code, None), 2002, "transfer-to-self").await;
        for step in ["approve", "reject", "cancel"] {
            let inside = format!("<domain:name>{name}</domain:name>");
            let step = domain_transfer_step(step, &inside, "");
            refused(&mut alfa, &step, 2301, "not-pending-transfer").await;
        }
        let nobodys = domain_transfer("ninguem-tem-este.pt", &code.code, None);
        refused(&mut beta, &nobodys, 2303, "domain-unknown").await;

        let after = ok(&mut alfa, &domain_info(&name)).await;
        assert_eq!(after.data, before.data, "nothing changed");
        ok(&mut beta, &with(&code.code, Some(&code.process_id))).await;
        let mut gama = place.session("GAMA").await;
        refused(&mut gama, &with(&code.code, None), 2202, "code-used").await;
        valid(&[&alfa, &beta, &gama]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_disputed_or_leaving_domain_stays() {
    on_both(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, handle, _) = registered(&mut alfa, "preso").await;
        let code = Holder::sign_in(place, &handle).await.code(&name).await.code;
        let transfer = domain_transfer(&name, &code, None);

        let lock = |verb: &str| {
            let status = "<domain:status s=\"clientTransferProhibited\"/>";
            let change = format!("<domain:{verb}>{status}</domain:{verb}>");
            domain("update", &format!("<domain:name>{name}</domain:name>{change}"))
        };
        ok(&mut alfa, &lock("add")).await;
        refused(&mut beta, &transfer, 2304, "status-prohibits").await;
        ok(&mut alfa, &lock("rem")).await;

        let server = "serverTransferProhibited";
        place.foral(&["domain", "status", &name, "--add", server]);
        refused(&mut beta, &transfer, 2304, "status-prohibits").await;
        place.foral(&["domain", "status", &name, "--remove", server]);

        place.foral(&["domain", "dispute", &name, "begin"]);
        refused(&mut beta, &transfer, 2304, "domain-in-dispute").await;
        place.foral(&["domain", "dispute", &name, "end"]);

        assert_eq!(sponsor(&mut alfa, &name).await, "ALFA");
        ok(&mut beta, &transfer).await;
        assert_eq!(sponsor(&mut beta, &name).await, "BETA");

        let (leaving, ..) = registered(&mut alfa, "de-partida").await;
        ok(&mut alfa, &domain_code(&leaving, "Da-Registrar-1")).await;
        let delete = domain("delete", &format!("<domain:name>{leaving}</domain:name>"));
        crate::stage::expect(&mut alfa, &delete, 1001).await;
        let transfer = domain_transfer(&leaving, "Da-Registrar-1", None);
        refused(&mut beta, &transfer, 2304, "domain-pending-delete").await;
        valid(&[&alfa, &beta]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_code_and_an_expired_domain_move_nothing() {
    on_both_in_time(async |place| {
        let (mut alfa, mut beta) = (place.session("ALFA").await, place.session("BETA").await);
        let (name, handle, _) = registered(&mut alfa, "tarde").await;
        let code = code_of(place, &handle, &name).await;
        place.advance("29d");
        let with_other = domain_transfer(&name, &code, Some("1"));
        refused(&mut beta, &with_other, 2306, "process-id-contradicts").await;
        place.advance("2d");
        let transfer = domain_transfer(&name, &code, None);
        refused(&mut beta, &transfer, 2202, "code-expired").await;
        let renewed = code_of(place, &handle, &name).await;
        assert_ne!(code, renewed);
        refused(&mut beta, &transfer, 2202, "code-wrong").await;

        place.advance("330d");
        let last = code_of(place, &handle, &name).await;
        place.advance("5d");
        let transfer = domain_transfer(&name, &last, None);
        refused(&mut beta, &transfer, 2106, "domain-expired").await;
        assert_eq!(sponsor(&mut alfa, &name).await, "ALFA");
        valid(&[&alfa, &beta]);
    })
    .await;
}

async fn code_of(place: &Demonstration, handle: &str, name: &str) -> String {
    Holder::sign_in(place, handle).await.code(name).await.code
}

async fn sponsor(client: &mut foral_testkit::epp::EppClient, name: &str) -> String {
    let seen = ok(client, &domain_info(name)).await;
    seen.text("clID").unwrap().to_owned()
}

/// The code with one character that somebody misread.
fn slip(code: &str) -> String {
    let other = if code.starts_with('7') { '8' } else { '7' };
    format!("{other}{}", &code[1..])
}
