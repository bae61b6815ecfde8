//! Hosts, in the model: the first two places of a zone lie below its first two labels, the others
//! outside of all zones.

use crate::book::{Book, Host, Name, Told, ensure};
use crate::law::{LABELS, LAWS};

/// The name of a host.
pub(crate) fn host_name((zone, place): Name) -> String {
    match place {
        0 | 1 => format!("ns1.{}.{}", LABELS[place], LAWS[zone].zone),
        _ => format!("ns{place}.provider.example"),
    }
}

/// The label that a host lies below.
pub(crate) const fn superordinate((zone, place): Name) -> Option<Name> {
    if place < 2 { Some((zone, place)) } else { None }
}

impl Book {
    pub(crate) fn host_create(&mut self, host: Name, who: usize) -> Told {
        self.settle_zone(host.0);
        ensure(!self.hosts.contains_key(&host), "host-taken")?;
        let below = self.place(host, who)?;
        let id = self.fresh();
        self.hosts.insert(host, Host { id, sponsor: who, below });
        Ok("HostCreated")
    }

    /// The number of the domain that a host lies below, which must be the registrar's. A look at it
    /// changes nothing.
    fn place(&self, host: Name, who: usize) -> Result<Option<u64>, &'static str> {
        let Some(name) = superordinate(host) else { return Ok(None) };
        let mut seen = self.clone();
        seen.settle(name);
        let domain = seen.names.get(&name).ok_or("superordinate-unknown")?;
        ensure(!domain.is_leaving(), "domain-pending-delete")?;
        domain.permits(&["serverUpdateProhibited"])?;
        ensure(domain.sponsor == who, "superordinate-not-yours")?;
        Ok(Some(domain.id))
    }

    pub(crate) fn host_delete(&mut self, host: Name, who: usize) -> Told {
        self.settle_zone(host.0);
        let known = self.hosts.get(&host).ok_or("host-unknown")?;
        ensure(known.sponsor == who, "not-sponsor")?;
        let linked = self
            .names
            .values()
            .any(|domain| domain.servers.contains(&known.id));
        ensure(!linked, "host-is-linked")?;
        self.hosts.remove(&host);
        Ok("Done")
    }

    pub(crate) fn host_rename(&mut self, zone: usize, from: usize, to: usize, who: usize) -> Told {
        self.settle_zone(zone);
        let known = self.hosts.get(&(zone, from)).ok_or("host-unknown")?.clone();
        ensure(known.sponsor == who, "not-sponsor")?;
        ensure(!self.hosts.contains_key(&(zone, to)), "host-taken")?;
        let elsewhere = |domain: &crate::book::Domain| {
            domain.sponsor != who && domain.servers.contains(&known.id)
        };
        let relied_on = known.below.is_none() && self.names.values().any(elsewhere);
        ensure(!relied_on, "host-is-linked-elsewhere")?;
        let below = self.place((zone, to), who)?;
        self.hosts.remove(&(zone, from));
        self.hosts.insert((zone, to), Host { below, ..known });
        Ok("Done")
    }
}
