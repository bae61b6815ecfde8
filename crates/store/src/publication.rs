//! What a zone's publisher leaves behind: how far it has come, and receipts.

use foral_model::inspection::Inspection;
use foral_model::name::DomainName;
use foral_model::publication::Leaving;
use foral_model::time::Timestamp;

use crate::Store;
use crate::failure::Failure;
use crate::statement::{Job, Step, params};
use crate::write::inspection;

/// A serial of a zone that went out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Publication {
    /// The zone.
    pub zone: DomainName,
    /// Its serial.
    pub serial: u32,
    /// When it went out.
    pub at: Timestamp,
    /// The journal is published up to this line.
    pub followed: i64,
    /// The lines that changed it.
    pub lines: Vec<i64>,
    /// The longest times to live in it.
    pub longest_ttl: LongestTtl,
    /// What left the zone with it.
    pub leaving: Leaving,
}

/// The longest times to live of a zone, in seconds.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LongestTtl {
    /// Of its apex, and so of its keys.
    pub apex: u32,
    /// Of anything.
    pub all: u32,
}

impl LongestTtl {
    /// The longer ones of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { apex: self.apex.max(other.apex), all: self.all.max(other.all) }
    }
}

/// How far a zone was published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The journal is published up to this line.
    pub followed: i64,
    /// The highest serial that went out (RFC 1982).
    pub serial: Option<u32>,
    /// The longest times to live that were ever published.
    pub longest_ttl: LongestTtl,
}

/// A secondary was seen with a serial of a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sighting {
    /// The zone.
    pub zone: DomainName,
    /// The secondary's name.
    pub secondary: String,
    /// It was last seen with this serial, or with an earlier one.
    pub before: u32,
    /// Now it has this one.
    pub serial: u32,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// Notes what was published: all at once.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn publication_put(&self, publication: &Publication) -> Result<(), Failure> {
        const LINE: &str = "INSERT INTO published (seq, zone, serial, at) VALUES (?1, ?2, ?3, ?4) \
            ON CONFLICT DO NOTHING";
        // What is remembered only grows; a serial is ahead of half of all numbers (RFC 1982).
        const REACH: &str = "INSERT INTO followed (zone, seq, serial, ttl_apex, ttl_all) \
            VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (zone) DO UPDATE SET seq = excluded.seq, \
            serial = CASE WHEN followed.serial IS NULL OR \
                (excluded.serial - followed.serial + 4294967296) % 4294967296 < 2147483648 \
                THEN excluded.serial ELSE followed.serial END, \
            ttl_apex = CASE WHEN excluded.ttl_apex > followed.ttl_apex \
                THEN excluded.ttl_apex ELSE followed.ttl_apex END, \
            ttl_all = CASE WHEN excluded.ttl_all > followed.ttl_all \
                THEN excluded.ttl_all ELSE followed.ttl_all END";
        let Publication { zone, serial, at, followed, longest_ttl, .. } = publication;
        let line =
            |seq: &i64| Step::any(LINE, params![*seq, zone.as_str(), i64::from(*serial), *at]);
        let mut steps: Vec<Step> = publication.lines.iter().map(line).collect();
        let LongestTtl { apex, all } = *longest_ttl;
        let [serial, apex, all] = [*serial, apex, all].map(i64::from);
        steps.push(Step::one(REACH, params![zone.as_str(), *followed, serial, apex, all]));
        steps.extend(departed(zone, publication.leaving));
        self.write(Job::of(steps)).await
    }

    /// Notes how far the journal is published, though nothing changed.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn followed_put(&self, zone: &DomainName, seq: i64) -> Result<(), Failure> {
        self.write(Job::of(vec![followed(zone, seq)])).await
    }

    /// Notes what secondaries were seen to have.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn sightings_put(&self, sightings: &[Sighting]) -> Result<(), Failure> {
        const SQL: &str = "INSERT INTO served (seq, zone, secondary, at) \
            SELECT p.seq, p.zone, CAST(?2 AS TEXT), CAST(?3 AS INTEGER) FROM published p \
            WHERE p.zone = ?1 AND p.serial > ?4 AND p.serial <= ?5 ON CONFLICT DO NOTHING";
        let step = |seen: &Sighting| {
            let (before, serial) = (i64::from(seen.before), i64::from(seen.serial));
            let row = params![seen.zone.as_str(), seen.secondary.as_str(), seen.at, before, serial];
            Step::any(SQL, row)
        };
        self.write(Job::of(sightings.iter().map(step).collect()))
            .await
    }

    /// Notes looks at name servers and waits for them, and which are over: all at once.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn inspections_put(
        &self,
        looks: &[Inspection],
        ended: &[Inspection],
    ) -> Result<(), Failure> {
        let looks = looks.iter().map(inspection::put);
        let mut steps = looks.collect::<Result<Vec<Step>, _>>()?;
        steps.extend(ended.iter().map(inspection::end));
        if steps.is_empty() {
            return Ok(());
        }
        self.write(Job::of(steps)).await
    }

    /// Forgets which domains lost a name server, up to a line of the journal that everybody has
    /// published.
    ///
    /// # Errors
    /// `Broken` if the database fails.
    pub async fn unserved_forget(&self) -> Result<(), Failure> {
        const SQL: &str = "DELETE FROM unserved WHERE seq <= (SELECT MIN(seq) FROM followed)";
        self.write(Job::of(vec![Step::any(SQL, Vec::new())])).await
    }
}

fn departed(zone: &DomainName, leaving: Leaving) -> Vec<Step> {
    const PUT: &str = "INSERT INTO departed (zone, at, names) VALUES (?1, ?2, ?3) \
        ON CONFLICT (zone, at) DO UPDATE SET names = departed.names + excluded.names";
    const PAST: &str = "DELETE FROM departed WHERE zone = ?1 AND at < ?2";
    const ALL: &str = "DELETE FROM departed WHERE zone = ?1";
    match leaving {
        Leaving::Released => vec![Step::any(ALL, params![zone.as_str()])],
        Leaving::Counted { departure, .. } if departure.names == 0 => Vec::new(),
        Leaving::Counted { departure, since } => vec![
            Step::any(PAST, params![zone.as_str(), since]),
            Step::one(PUT, params![zone.as_str(), departure.at, i64::from(departure.names)]),
        ],
    }
}

fn followed(zone: &DomainName, seq: i64) -> Step {
    const SQL: &str = "INSERT INTO followed (zone, seq) VALUES (?1, ?2) \
        ON CONFLICT (zone) DO UPDATE SET seq = excluded.seq";
    Step::one(SQL, params![zone.as_str(), seq])
}
