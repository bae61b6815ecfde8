//! Any bytes are no mark that a validator signed: the anchor's key was thrown away.
#![no_main]

use std::sync::LazyLock;

use foral_epp_wire::ext::signed_mark::SignedMark;
use foral_model::time::Timestamp;
use foral_registry::trademark::{Sources, Trademarks};

static TRUST: LazyLock<Trademarks> = LazyLock::new(|| {
    let anchors = Some(include_bytes!("../nobody.pem").as_slice());
    Trademarks::read(&Sources { anchors, ..Sources::default() }).unwrap()
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(signed) = SignedMark::parse(bytes) else { return };
    let now = Timestamp::parse("2027-01-11T00:00:00Z").unwrap();
    assert!(TRUST.examine(&signed.proof(), now).is_err());
});
