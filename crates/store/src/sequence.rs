//! Numbers that are handed out in blocks and never twice.

use crate::Store;
use crate::cells::Rows;
use crate::failure::Failure;
use crate::statement::{Job, Step, params};

/// What is numbered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sequence {
    /// Domains, from 2000001.
    Domain,
    /// Contacts, from 500000001.
    Contact,
    /// Hosts, from 800000001.
    Host,
    /// Organisations, from 900000001.
    Organisation,
}

impl Sequence {
    const fn name(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Contact => "contact",
            Self::Host => "host",
            Self::Organisation => "organisation",
        }
    }
}

/// How often a block is fought for before the fight is given up.
const TRIES: usize = 64;

impl Store {
    /// Takes `count` numbers in a row and gives the first. What is not used is lost.
    ///
    /// # Errors
    /// `Broken` if the database fails, `Conflict` if too many others take numbers now.
    pub async fn reserve(&self, sequence: Sequence, count: u32) -> Result<i64, Failure> {
        const TAKE: &str = "UPDATE sequence SET next = ?3 WHERE name = ?1 AND next = ?2";
        let name = sequence.name();
        for _ in 0..TRIES {
            let mut flight = self.flight();
            let next = flight.ask(
                "SELECT next FROM sequence WHERE name = ?1",
                params![name],
                Rows::number,
            );
            let next = flight.send().await?.take(next)?;
            let after = next + i64::from(count);
            match self
                .write(Job::of(vec![Step::one(TAKE, params![name, next, after])]))
                .await
            {
                Ok(()) => return Ok(next),
                Err(Failure::Conflict) => {}
                Err(broken) => return Err(broken),
            }
        }
        Err(Failure::Conflict)
    }
}
