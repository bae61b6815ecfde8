//! What reading costs. Not run by default: only an optimised build says something.

use std::hint::black_box;
use std::time::Instant;

use foral_epp_wire::command::{Body, Check, CheckName};
use foral_epp_wire::{read, write_command};

use crate::sent;

#[test]
#[ignore = "a measurement: cargo test --release -p foral-epp-wire -- --ignored --nocapture"]
fn reading_a_check_of_one_name_takes_microseconds() {
    const TIMES: u32 = 20_000;
    let check = sent(Body::Check(Check::Domain(vec![CheckName::new("exemplo.pt")])));
    let mut frame = Vec::new();
    write_command(&mut frame, &check).unwrap();
    let start = Instant::now();
    for _ in 0..TIMES {
        black_box(read(black_box(&frame))).unwrap();
    }
    let each = start.elapsed() / TIMES;
    println!("read a check of one name: {each:?}");
    if !cfg!(debug_assertions) {
        assert!(each.as_nanos() <= 8_000, "{each:?}");
    }
}
