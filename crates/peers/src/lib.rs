//! Name servers that others wrote, NSD, Knot and BIND from the distribution, as child processes: for
//! measurements and tests.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

mod kept;
mod settings;

pub use kept::Kept;
pub use settings::{Place, Supply};

/// Who wrote a server.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Software {
    /// NLnet Labs' NSD.
    Nsd,
    /// CZ.NIC's Knot DNS.
    Knot,
    /// ISC's BIND.
    Bind,
}

impl Software {
    /// The program, and what it is told so that it stays in the foreground and reads the file that
    /// follows.
    const fn command(self) -> &'static [&'static str] {
        match self {
            Self::Nsd => &["nsd", "-d", "-c"],
            Self::Knot => &["knotd", "-c"],
            Self::Bind => &["named", "-g", "-c"],
        }
    }
}

impl fmt::Display for Software {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nsd => "NSD",
            Self::Knot => "Knot",
            Self::Bind => "BIND",
        })
    }
}

/// An address of this machine that is free for datagrams and connections.
///
/// # Errors
/// If there is none.
pub fn free_address() -> Result<SocketAddr, String> {
    for _ in 0..50 {
        let socket =
            UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
        let address = socket.local_addr().map_err(|error| error.to_string())?;
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    Err("no port is free for both UDP and TCP".to_owned())
}
