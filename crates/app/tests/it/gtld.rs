//! The demonstration's endpoint of generic zones, judged as tests of registries judge one, and as
//! registrars meet it.

mod claims;
mod contacts;
mod extensions;
mod fees;
mod frames;
mod greeting;
mod hosts;
mod life;
mod names;
mod organisations;
mod redemption;
mod seen;
mod signers;
mod transfers;
mod updates;

use std::sync::atomic::{AtomicU32, Ordering};

use foral_testkit::epp::EppClient;

use crate::commands::contact;
use crate::demonstration::Demonstration;
use crate::endpoints::endpoints;
use crate::stage::ok;

/// The zone in which the stories play.
const ZONE: &str = "feira.example";
/// A host that the demonstration has.
const SERVER: &str = "ns1.gama.example";
/// Another one.
const SERVER_TWO: &str = "ns2.gama.example";
/// A code of more than 128 bits.
const CODE: &str = "aB3$dE6!gH9(jK2)mN5+pQ8=";

/// Numbers that no two stories share.
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// A name that no other story uses.
fn fresh(subject: &str) -> String {
    format!("{subject}-{}.{ZONE}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A handle that no other story uses.
fn fresh_handle() -> String {
    format!("PESSOA-{}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A session of the first registrar (0) or the second (1) behind the generic door.
async fn session(place: &Demonstration, registrar: usize) -> EppClient {
    let [_, gtld] = endpoints(place);
    gtld.session(registrar).await
}

/// A contact of the registrar's; gives its handle.
async fn somebody(client: &mut EppClient) -> String {
    let handle = fresh_handle();
    ok(client, &contact("create", &frames::Person::new(&handle).create())).await;
    handle
}

/// What a registrar has paid for a name, less what came back, in cents.
fn spent(place: &Demonstration, registrar: &str, name: &str) -> i64 {
    let said = place.foral(&["registrar", "statement", registrar]);
    let of_it = said.lines().filter(|line| line.contains(name));
    let cents = |line: &str| -> i64 {
        let amount = line.split_whitespace().nth(3).unwrap();
        amount.replace('.', "").parse().unwrap()
    };
    -of_it.map(cents).sum::<i64>()
}
