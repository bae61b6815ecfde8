//! How much one stranger, and all strangers together, may take of a service that anybody may use.

use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;

/// What a service puts up with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Connections at a time; further ones wait to be accepted.
    pub connections: usize,
    /// Connections from one address at a time; further ones are closed.
    pub connections_per_address: usize,
    /// Questions of one address in a minute that are answered at once, in the long run. Whoever asks
    /// more is slowed down, and at twice the pace refused.
    pub queries_per_minute: u32,
    /// How long a line may take to come, and an answer to be read.
    pub patience: Duration,
    /// Who may ask at all; everybody if empty.
    pub admitted: Vec<IpNet>,
    /// Whose questions are not counted.
    pub exempt: Vec<IpNet>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 1000,
            connections_per_address: 20,
            queries_per_minute: 60,
            patience: Duration::from_secs(10),
            admitted: Vec::new(),
            exempt: Vec::new(),
        }
    }
}

impl Bounds {
    /// Whether an address may ask at all.
    pub(crate) fn admits(&self, address: IpAddr) -> bool {
        self.admitted.is_empty() || contain(&self.admitted, address)
    }

    /// Whether the questions of an address are not counted.
    pub(crate) fn exempts(&self, address: IpAddr) -> bool {
        contain(&self.exempt, address)
    }
}

pub(crate) fn contain(networks: &[IpNet], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&address))
}
