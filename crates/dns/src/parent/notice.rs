//! Tells a zone's parent that the zone's CDS has changed, where the parent says that it listens
//! (RFC 9859).

use std::fmt;
use std::net::SocketAddr;

use foral_model::time::Timestamp;
use tokio::time::timeout;

use super::{Unseen, parent_of};
use crate::ask::{self, Question, Way};
use crate::check::{Prober, Server};
use crate::message::codes;
use crate::wire::{Name, Rtype};

/// The label below which a parent says where it listens.
const DSYNC: &[u8] = b"_dsync";
/// The scheme "NOTIFY" (RFC 9859, section 6.2).
const NOTIFY: u8 = 1;

/// Why a parent was not told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Untold {
    /// Nobody knows who the parent is.
    Unseen(Unseen),
    /// It does not say that it listens.
    Deaf,
    /// It was called, and nobody answered that it was heard.
    Unheard(Name),
}

/// Where a parent listens (RFC 9859, section 2.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Door {
    pub(crate) target: Name,
    pub(crate) port: u16,
}

/// Sends one notification for CDS to each door of the parent, at the first of its addresses that
/// takes it, and tells whose door that was.
///
/// # Errors
/// If the parent has no door, or one of them does not answer.
pub async fn tell(prober: &Prober, zone: &Name, now: Timestamp) -> Result<Vec<Name>, Untold> {
    let all = async {
        let (parent, _) = parent_of(prober, zone, now).await.map_err(Untold::Unseen)?;
        let doors = doors(prober, zone, &parent, now).await;
        if doors.is_empty() {
            return Err(Untold::Deaf);
        }
        let mut told = Vec::with_capacity(doors.len());
        for door in doors {
            if !call(prober, zone, &door, now).await {
                return Err(Untold::Unheard(door.target));
            }
            told.push(door.target);
        }
        Ok(told)
    };
    timeout(prober.limit, all)
        .await
        .unwrap_or(Err(Untold::Unseen(Unseen::Unfinished)))
}

/// Where the parent listens for a child: what it says for this one, or else for all (RFC 9859,
/// section 4.1).
async fn doors(prober: &Prober, zone: &Name, parent: &Name, now: Timestamp) -> Vec<Door> {
    let Some(general) = parent.child(DSYNC) else { return Vec::new() };
    let below = zone.labels().count() - parent.labels().count();
    let labels: Vec<&[u8]> = zone.labels().take(below).collect();
    let own = labels
        .iter()
        .rev()
        .try_fold(general.clone(), |name, label| name.child(label));
    for name in own.into_iter().chain([general]) {
        for resolver in &prober.resolvers {
            let question =
                Question { flags: codes::RD, ..Question::of(name.clone(), Rtype::DSYNC) };
            let Ok(answer) = prober.ask(*resolver, question, Way::Either, now).await else {
                continue;
            };
            let doors: Vec<Door> = answer.data(&name, Rtype::DSYNC).filter_map(door).collect();
            if !doors.is_empty() {
                return doors;
            }
            break;
        }
    }
    Vec::new()
}

/// Reads a record's data; nothing of it is for us if it is of another kind or scheme.
pub(crate) fn door(data: &[u8]) -> Option<Door> {
    let ([upper, lower, scheme, high, low], target) = data.split_first_chunk()?;
    let rtype = Rtype(u16::from_be_bytes([*upper, *lower]));
    let (target, length) = Name::parse_wire(target)?;
    let port = u16::from_be_bytes([*high, *low]);
    let is_ours = rtype == Rtype::CDS && *scheme == NOTIFY && port != 0;
    let is_whole = data.len() == length + 5 && target.labels().next().is_some();
    (is_ours && is_whole).then_some(Door { target, port })
}

/// Whether one of a door's addresses says that it was heard.
async fn call(prober: &Prober, zone: &Name, door: &Door, now: Timestamp) -> bool {
    let server = Server { name: door.target.clone(), glue: Vec::new() };
    for address in prober.addresses(&server, now).await {
        let at = SocketAddr::new(address, door.port);
        let notice =
            Question { flags: ask::notification(), ..Question::of(zone.clone(), Rtype::CDS) };
        let answer = prober.ask(at, notice, Way::Udp, now).await;
        if answer.is_ok_and(|answer| answer.rcode == codes::NOERROR) {
            return true;
        }
    }
    false
}

impl fmt::Display for Untold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unseen(unseen) => unseen.fmt(f),
            Self::Deaf => f.write_str("the parent does not say that it listens"),
            Self::Unheard(door) => write!(f, "{door} of the parent does not say that it heard"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fuzzing;
    use crate::wire::rdata;

    proptest! {
        #[test]
        fn any_octets_are_a_door_or_none(data in prop::collection::vec(any::<u8>(), 0..40)) {
            fuzzing::dsync(&data);
        }

        #[test]
        fn a_door_that_is_damaged_is_another_one_or_none(
            labels in prop::collection::vec("[a-z0-9-]{1,63}", 1..4),
            port in any::<u16>(),
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
            cut in prop::option::of(any::<prop::sample::Index>()),
        ) {
            let target = Name::parse_text(&labels.join(".")).unwrap();
            let mut data = rdata::dsync(Rtype::CDS, port, &target).into_vec();
            let whole = (port != 0).then_some(Door { target, port });
            prop_assert_eq!(door(&data), whole);
            for (at, value) in damage {
                let at = at.index(data.len());
                data[at] = value;
            }
            if let Some(cut) = cut {
                data.truncate(cut.index(data.len()));
            }
            fuzzing::dsync(&data);
        }
    }

    #[test]
    fn a_door_is_for_cds_and_by_notify() {
        let target = Name::parse_text("escuta.dns.pt").unwrap();
        let good = rdata::dsync(Rtype::CDS, 5300, &target);
        assert_eq!(door(&good), Some(Door { target, port: 5300 }));
        for (at, octet) in [(1, 62), (2, 2)] {
            let mut other = good.clone();
            other[at] = octet;
            assert_eq!(door(&other), None, "{at}");
        }
        let mut nowhere = good.clone();
        (nowhere[3], nowhere[4]) = (0, 0);
        assert_eq!(door(&nowhere), None);
        assert_eq!(door(&[&good[..], &[0]].concat()), None);
        assert_eq!(door(&good[..good.len() - 1]), None);
        assert_eq!(door(&rdata::dsync(Rtype::CDS, 53, &Name::root())), None);
    }
}
