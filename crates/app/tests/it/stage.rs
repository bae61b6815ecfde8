//! Where the stories play: on both engines, each with one demonstration for all stories in which
//! time does not move, and one for those that move it, one after the other.

use std::sync::atomic::{AtomicU32, Ordering};

use foral_epp_wire::answer::Answer;
use foral_testkit::epp::EppClient;
use foral_testkit::schema::assert_valid;
use tokio::sync::{Mutex, OnceCell};

use crate::commands::{acknowledge, contact_create, domain_create, poll};
use crate::demonstration::{Demonstration, Engine};

static STILL: [OnceCell<Demonstration>; 2] = [const { OnceCell::const_new() }; 2];
static MOVING: [OnceCell<Demonstration>; 2] = [const { OnceCell::const_new() }; 2];
static TURN: [Mutex<()>; 2] = [const { Mutex::const_new(()) }; 2];
const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// Numbers that no two stories share.
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Tells a story on SQLite and on PostgreSQL, where time stays as it is.
pub(crate) async fn on_both(story: impl AsyncFn(&Demonstration)) {
    for (place, engine) in STILL.iter().zip(ENGINES) {
        let place = place.get_or_init(|| Demonstration::start_for_all(engine));
        tell(&story, place.await, engine).await;
    }
}

/// Tells a story that moves the clock, on SQLite and on PostgreSQL.
pub(crate) async fn on_both_in_time(story: impl AsyncFn(&Demonstration)) {
    for ((place, turn), engine) in MOVING.iter().zip(&TURN).zip(ENGINES) {
        let _mine = turn.lock().await;
        let place = place.get_or_init(|| Demonstration::start_for_all(engine));
        tell(&story, place.await, engine).await;
    }
}

/// Says on which engine a story failed, if it does.
struct Told(Engine);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("this was on {:?}", self.0);
        }
    }
}

async fn tell(story: &impl AsyncFn(&Demonstration), place: &Demonstration, engine: Engine) {
    let _told = Told(engine);
    story(place).await;
}

/// A name that no other story uses.
pub(crate) fn fresh(subject: &str) -> String {
    format!("{subject}-{}.pt", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// A registrar that no other story uses: its queue and its guesses are its own. Its letters go to the
/// second value.
pub(crate) async fn newcomer(place: &Demonstration) -> (EppClient, String) {
    let id = format!("REG-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let email = format!("{}@registos.example", id.to_lowercase());
    (place.newcomer(&id).await, email)
}

/// The taxpayer number of a person whom no other story knows, with its check digit.
pub(crate) fn fresh_nif() -> String {
    let number = 21_000_000 + NUMBER.fetch_add(1, Ordering::Relaxed);
    let digits = format!("{number:08}");
    let weighted = digits.bytes().zip((2u32..=9).rev());
    let sum: u32 = weighted
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    let check = match 11 - sum % 11 {
        10 | 11 => 0,
        check => check,
    };
    format!("{digits}{check}")
}

/// Somebody new, as a contact of the registrar's; gives handle and e-mail address.
pub(crate) async fn somebody(client: &mut EppClient, name: &str) -> (String, String) {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let email = format!("pessoa-{number}@correio.example");
    let created = ok(client, &contact_create(name, &email, &fresh_nif())).await;
    (created.text("id").unwrap().to_owned(), email)
}

/// A domain of somebody new; gives name, handle and e-mail address.
pub(crate) async fn registered(client: &mut EppClient, subject: &str) -> (String, String, String) {
    let (handle, email) = somebody(client, "Helena Prates").await;
    let name = fresh(subject);
    ok(client, &domain_create(&name, &handle)).await;
    (name, handle, email)
}

/// A command that must succeed.
pub(crate) async fn ok(client: &mut EppClient, xml: &str) -> Answer {
    expect(client, xml, 1000).await
}

/// A command that must be answered with this code.
pub(crate) async fn expect(client: &mut EppClient, xml: &str, code: u16) -> Answer {
    let answer = client.exchange(xml).await.unwrap();
    assert_eq!(answer.code, code, "{answer:?} to {xml}");
    answer
}

/// A command that must be refused with this code by this rule, and with a sentence that explains.
pub(crate) async fn refused(client: &mut EppClient, xml: &str, code: u16, rule: &str) {
    let answer = expect(client, xml, code).await;
    let fault = answer
        .values
        .first()
        .unwrap_or_else(|| panic!("{answer:?}"));
    let named = fault.rule.as_deref();
    let named = named.or(fault.element.rsplit(':').next());
    assert_eq!(named, Some(rule), "{answer:?} to {xml}");
    assert!(!fault.reason.is_empty(), "{answer:?}");
}

/// Takes all messages off the queue; gives them as they came.
pub(crate) async fn messages(client: &mut EppClient) -> Vec<Answer> {
    let mut all = Vec::new();
    loop {
        let answer = client.exchange(&poll()).await.unwrap();
        if answer.code == 1300 {
            return all;
        }
        assert_eq!(answer.code, 1301, "{answer:?}");
        let id = answer.queue.as_ref().unwrap().id.clone();
        ok(client, &acknowledge(&id)).await;
        all.push(answer);
    }
}

/// The messages whose words speak of something.
pub(crate) fn speaking_of<'m>(messages: &'m [Answer], what: &str) -> Vec<&'m str> {
    let words = messages
        .iter()
        .filter_map(|answer| answer.queue.as_ref()?.message.as_deref());
    words.filter(|words| words.contains(what)).collect()
}

/// Holds all that the clients received against the schemas.
pub(crate) fn valid(clients: &[&EppClient]) {
    let frames: Vec<_> = clients
        .iter()
        .flat_map(|client| client.frames().iter().cloned())
        .collect();
    assert_valid(&frames);
}
