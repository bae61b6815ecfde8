//! The clock of a sandbox: it goes forward only, and everything follows it.

use std::process::Command;

use crate::holder::Holder;
use crate::stage::{on_both_in_time, registered, valid};

#[tokio::test(flavor = "multi_thread")]
async fn a_sandboxs_clock_goes_forward_and_tells_what_happened() {
    on_both_in_time(async |place| {
        let mut alfa = place.session("ALFA").await;
        let shown = place.foral(&["clock", "show"]);
        assert!(shown.contains("This is a sandbox"), "{shown}");
        registered(&mut alfa, "relogio").await;
        let said = place.foral(&["clock", "advance", "1y1d"]);
        assert!(said.contains("Became due:") && said.contains("expired"), "{said}");
        let year: i32 = said["It is ".len()..][..4].parse().unwrap();
        let said = place.foral(&["clock", "set", &format!("{}-01-01T00:00:00Z", year + 1)]);
        assert!(said.starts_with(&format!("It is {}-01-01T00:00:0", year + 1)), "{said}");
        for back in [["clock", "set", "2020-01-01T00:00:00Z"], ["clock", "advance", "0d"]] {
            let refused = place.try_foral(&back);
            assert!(!refused.status.success());
        }
        // The greeting tells what time it is for the server.
        let mut later = place.connect(None).await;
        later.greeting().await.unwrap();
        let greeting = String::from_utf8_lossy(&later.frames()[0]).into_owned();
        assert!(greeting.contains(&format!("<svDate>{}-01-01T", year + 1)), "{greeting}");
        valid(&[&alfa, &later]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_whose_clock_was_moved_is_for_sandboxes_alone() {
    on_both_in_time(async |place| {
        place.advance("1h");
        let text = std::fs::read_to_string(place.config()).unwrap();
        let file = place.config().with_file_name("no-sandbox.toml");
        std::fs::write(&file, text.replace("sandbox = true", "sandbox = false")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_foral"))
            .arg("--config")
            .arg(&file)
            .args(["zone", "list"])
            .output()
            .unwrap();
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && why.contains("clock was moved"), "{why}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_at_the_portal_end_by_the_same_clock() {
    on_both_in_time(async |place| {
        let mut alfa = place.session("ALFA").await;
        let (_, handle, _) = registered(&mut alfa, "sessao").await;
        let mut holder = Holder::sign_in(place, &handle).await;
        assert!(holder.is_signed_in().await);
        place.advance("2d");
        assert!(!holder.is_signed_in().await);
    })
    .await;
}
