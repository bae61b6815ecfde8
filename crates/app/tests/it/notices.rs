//! Who hears of a transfer and of its code: the holder, every contact, and both registrars.

use foral_epp_wire::answer::Answer;

use crate::commands::{domain_create_with_contact, domain_transfer};
use crate::holder::Holder;
use crate::mailbox::letter;
use crate::stage::{
    fresh, messages, newcomer, ok, on_both, registered, somebody, speaking_of, valid,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_told_to_the_holder_and_both_registrars() {
    on_both(async |place| {
        let (mut losing, losing_email) = newcomer(place).await;
        let (mut gaining, gaining_email) = newcomer(place).await;
        let (name, handle, email) = registered(&mut losing, "noticia").await;
        let code = Holder::sign_in(place, &handle).await.code(&name).await;
        let made = messages(&mut losing).await;
        assert_eq!(speaking_of(&made, "made a transfer code").len(), 1, "{made:?}");
        ok(&mut gaining, &domain_transfer(&name, &code.code, None)).await;
        for address in [&email, &losing_email, &gaining_email] {
            let about = |text: &str| text.contains(&name) && text.contains(&code.process_id);
            let told = letter(place.letters(), address, about).await;
            assert!(address == &email || !plain(&told).contains(&code.code), "{told}");
        }
        let lost = messages(&mut losing).await;
        let data = lost.iter().find_map(|answer| answer.data.as_ref()).unwrap();
        assert_eq!(data.name, "domain:trnData");
        assert_eq!(data.find("name").unwrap().text, name);
        assert_eq!(data.find("trStatus").unwrap().text, "serverApproved");
        assert_eq!(speaking_of(&lost, &name).len(), 1);
        assert!(messages(&mut gaining).await.is_empty(), "who asked was answered already");
        assert!(!leaks(&made, &code.code) && !leaks(&lost, &code.code));
        valid(&[&losing, &gaining]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_soon_after_a_recovery_is_told_to_everybody() {
    on_both(async |place| {
        let (mut losing, losing_email) = newcomer(place).await;
        let (mut gaining, gaining_email) = newcomer(place).await;
        let (handle, email) = somebody(&mut losing, "Isaura Paz").await;
        let (contact, contact_email) = somebody(&mut losing, "Artur Paz").await;
        let name = fresh("alerta");
        ok(&mut losing, &domain_create_with_contact(&name, &handle, &contact)).await;
        let mut holder = Holder::recover(place, &handle, &email).await;
        let code = holder.code(&name).await.code;
        let soon = |text: &str| text.contains(&name) && text.to_lowercase().contains("recupera");
        letter(place.letters(), &contact_email, soon).await;
        let soon = |text: &str| text.contains(&name) && text.contains("recovered less than 24");
        letter(place.letters(), &losing_email, soon).await;
        let made = messages(&mut losing).await;
        assert_eq!(speaking_of(&made, "recovered within the last 24 hours").len(), 1, "{made:?}");
        ok(&mut gaining, &domain_transfer(&name, &code, None)).await;
        letter(place.letters(), &gaining_email, soon).await;
        valid(&[&losing, &gaining]);
    })
    .await;
}

fn leaks(messages: &[Answer], code: &str) -> bool {
    let words = messages.iter().filter_map(|answer| answer.queue.as_ref());
    words
        .filter_map(|queue| queue.message.as_deref())
        .any(|text| plain(text).contains(code))
}

fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
