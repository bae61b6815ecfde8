//! The server is killed while it publishes: no serial is taken back, the zone says what was
//! acknowledged, and the way from each serial that is still known leads to the zone.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use foral_dns::serial;
use foral_testkit::epp::EppClient;
use foral_testkit::name_server::dig;
use serde_json::Value;

use super::dice::Dice;
use super::number;
use crate::commands::{domain_and, domain_create, domain_info};
use crate::demonstration::{Demonstration, Engine, LOOK_AGAIN};
use crate::stage::somebody;

/// Kills, if nobody says otherwise.
const KILLS: u64 = 6;
/// The load lasts so many milliseconds before a kill.
const LIFE: u64 = 700;
const PATIENCE: Duration = Duration::from_secs(30);
/// There is no such object.
const MISSING: u16 = 2303;

/// Whether a name shall be in the zone; `None` where nobody answered.
type Wishes = BTreeMap<String, Option<bool>>;

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_never_goes_back() {
    let seed = number("FORAL_KILL_SEED").unwrap_or_else(Dice::seed);
    let kills = number("FORAL_KILLS").unwrap_or(KILLS);
    eprintln!("the zone: FORAL_KILL_SEED={seed} FORAL_KILLS={kills}");
    let mut dice = Dice::new(seed);
    let mut place = Demonstration::start(Engine::Sqlite).await;
    place.foral(&["registrar", "deposit", "ALFA", "900000.00"]);
    let holder = somebody(&mut place.session("ALFA").await, "Rosa Mota")
        .await
        .0;
    let (mut wishes, mut seen, mut latest) = (Wishes::new(), Vec::new(), 0);
    for kill in 0..kills {
        let session = place.session("ALFA").await;
        let worker = tokio::spawn(work(session, holder.clone(), Dice::new(dice.next()), wishes));
        let primary = Primary::of(&place);
        let dead = Instant::now() + Duration::from_millis(1 + dice.below(LIFE));
        while Instant::now() < dead {
            let (held, _) = primary.zone();
            assert!(!serial::is_ahead(latest, held), "seed {seed}, kill {kill}: {held}");
            latest = held;
        }
        place.kill();
        wishes = worker.await.unwrap();
        place.restart().await;
        learn(&place, &mut wishes).await;
        let zone = caught_up(&place, &wishes).await;
        assert!(!serial::is_ahead(latest, zone.0), "seed {seed}, kill {kill}: {}", zone.0);
        latest = zone.0;
        let primary = Primary::of(&place);
        for (serial, records) in &seen {
            assert_eq!(
                primary.changed(*serial, records),
                zone.1,
                "seed {seed}, kill {kill}: from {serial}"
            );
        }
        seen.push(zone);
    }
    assert!(wishes.len() as u64 > kills, "there was no load");
}

/// Registers names, and takes some of them out of the zone, until the server is gone.
async fn work(mut alfa: EppClient, holder: String, mut dice: Dice, mut wishes: Wishes) -> Wishes {
    loop {
        let published = wishes.iter().find(|(_, wish)| **wish == Some(true));
        let (name, command, wish) = match published {
            Some((name, _)) if dice.below(3) == 0 => {
                let hold = format!(
                    "<domain:name>{name}</domain:name><domain:add>\
                     <domain:status s=\"clientHold\"/></domain:add>"
                );
                let hold = domain_and("update", &hold, "").replace("<extension></extension>", "");
                (name.clone(), hold, false)
            }
            _ => {
                let name = format!("zona-{}.pt", wishes.len());
                let create = domain_create(&name, &holder);
                (name, create, true)
            }
        };
        let answer = alfa.exchange(&command).await;
        wishes.insert(name.clone(), answer.as_ref().ok().map(|_| wish));
        match answer {
            Ok(answer) => assert_eq!(answer.code, 1000, "{name}: {answer:?}"),
            Err(_) => return wishes,
        }
    }
}

/// Asks what became of the command that nobody answered.
async fn learn(place: &Demonstration, wishes: &mut Wishes) {
    let mut alfa = place.session("ALFA").await;
    for (name, wish) in wishes.iter_mut().filter(|(_, wish)| wish.is_none()) {
        let answer = alfa.exchange(&domain_info(name)).await.unwrap();
        let statuses = answer.data.iter().flat_map(|data| data.all("status"));
        let is_held = statuses
            .filter_map(|status| status.attribute("s"))
            .any(|status| status == "clientHold");
        *wish = Some(answer.code != MISSING && !is_held);
    }
}

/// The zone once it says what it shall.
async fn caught_up(place: &Demonstration, wishes: &Wishes) -> (u32, BTreeSet<String>) {
    let primary = Primary::of(place);
    let wanted: BTreeSet<&str> = wishes
        .iter()
        .filter(|(_, wish)| **wish == Some(true))
        .map(|(name, _)| name.as_str())
        .collect();
    let deadline = Instant::now() + PATIENCE;
    loop {
        let (serial, zone) = primary.zone();
        let owners: BTreeSet<&str> = zone
            .iter()
            .filter_map(|record| record.split(' ').next()?.strip_suffix('.'))
            .filter(|owner| owner.starts_with("zona-"))
            .collect();
        if owners == wanted {
            return (serial, zone);
        }
        let differs = owners.symmetric_difference(&wanted).count();
        assert!(Instant::now() < deadline, "{differs} names are not as they shall be");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Where the zone is handed out, and the key for it.
struct Primary {
    address: SocketAddr,
    key: String,
}

impl Primary {
    fn of(place: &Demonstration) -> Self {
        let text = std::fs::read_to_string(place.config().with_file_name("demo.json")).unwrap();
        let demo: Value = serde_json::from_str(&text).unwrap();
        let (dns, text) = (&demo["dns"], |value: &Value| value.as_str().unwrap().to_owned());
        let tsig = &dns["tsig"];
        let key = [&tsig["algorithm"], &tsig["name"], &tsig["secret"]]
            .map(text)
            .join(":");
        Self { address: text(&dns["address"]).parse().unwrap(), key }
    }

    /// Records of a transfer, one after the other.
    fn transfer(&self, what: &str) -> Vec<String> {
        let wish = ["pt", what, "-y", &self.key, "+nocomments", "+nocmd", "+nostats"];
        let said = dig(self.address, &[&wish[..], &["+noquestion"]].concat()).unwrap();
        said.lines()
            .filter(|line| !line.is_empty() && !line.starts_with(';'))
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|record| kind(record) != "TSIG")
            .collect()
    }

    /// The whole zone. Before it is published for the first time it has the serial 0.
    fn zone(&self) -> (u32, BTreeSet<String>) {
        let records = self.transfer("AXFR");
        let serial = records.first().map_or(0, |soa| serial_of(soa));
        (serial, records.into_iter().collect())
    }

    /// The zone as it is for whoever has these records of an earlier serial, and asks for what
    /// changed.
    fn changed(&self, serial: u32, before: &BTreeSet<String>) -> BTreeSet<String> {
        let records = self.transfer(&format!("IXFR={serial}"));
        match &records[..] {
            [_] => before.clone(),
            // The last SOA says that it is the end.
            [_, first, .., _] if kind(first) == "SOA" => {
                let (mut zone, mut comes) = (before.clone(), true);
                for record in &records[1..records.len() - 1] {
                    if kind(record) == "SOA" {
                        comes = !comes;
                    }
                    if comes {
                        assert!(zone.insert(record.clone()), "{record} was there");
                    } else {
                        assert!(zone.remove(record), "{record} was not there");
                    }
                }
                zone
            }
            _ => records.into_iter().collect(),
        }
    }
}

/// The type of a record.
fn kind(record: &str) -> &str {
    record.split(' ').nth(3).unwrap_or_default()
}

fn serial_of(soa: &str) -> u32 {
    soa.split(' ').nth(6).unwrap().parse().unwrap()
}
