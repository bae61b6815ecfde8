//! A registrar gives a domain up: the registry's own registrar looks after it, until its holder takes
//! it to another one.

use crate::commands::{domain_info, domain_transfer, domain_transfer_step};
use crate::holder::Holder;
use crate::stage::{messages, newcomer, ok, on_both, refused, registered, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_that_was_given_up_is_the_registrys_until_its_holder_moves_it() {
    on_both(async |place| {
        let ((mut alfa, _), (mut beta, _)) = (newcomer(place).await, newcomer(place).await);
        let (name, handle, _) = registered(&mut alfa, "entregue").await;
        refused(&mut beta, &give_up(&name), 2201, "not-sponsor").await;
        ok(&mut alfa, &give_up(&name)).await;
        refused(&mut alfa, &give_up(&name), 2201, "not-sponsor").await;
        assert!(messages(&mut alfa).await.is_empty(), "who asked for it knows");
        let seen = ok(&mut beta, &domain_info(&name)).await;
        assert_eq!(seen.text("clID"), Some("DNSPT"));
        let code = Holder::sign_in(place, &handle).await.code(&name).await.code;
        ok(&mut beta, &domain_transfer(&name, &code, None)).await;
        let seen = ok(&mut alfa, &domain_info(&name)).await;
        assert!(seen.text("clID").unwrap().starts_with("REG-"));
        valid(&[&alfa, &beta]);
    })
    .await;
}

fn give_up(name: &str) -> String {
    let extension = "<extension><ptdomain:transfer \
        xmlns:ptdomain=\"http://eppdev.dns.pt/schemas/ptdomain-1.0\">\
        <ptdomain:renounce>true</ptdomain:renounce></ptdomain:transfer></extension>";
    domain_transfer_step("request", &format!("<domain:name>{name}</domain:name>"), extension)
}
