//! Name servers that others wrote, as the tests want them: secondaries, signers, authorities and
//! resolvers.

use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use foral_peers::{Kept, Place};
pub use foral_peers::{Software, Supply, free_address};

mod settings;
pub mod signed;

use signed::Signer;

/// How long a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running secondary.
#[derive(Debug)]
pub struct NameServer {
    kept: Kept,
    /// Where it listens, over UDP and TCP.
    pub address: SocketAddr,
}

impl NameServer {
    /// Starts a secondary and waits until it listens.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn start(software: Software, supply: &Supply) -> Result<Self, String> {
        let address = free_address()?;
        Self::run(software, address, |place| Ok(place.secondary(software, supply)))
    }

    /// Starts Knot or BIND as a secondary that signs what it takes, and hands it out to this machine.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn signer(software: Software, supply: &Supply) -> Result<Self, String> {
        let address = free_address()?;
        Self::run(software, address, |place| match software {
            Software::Nsd => Err("NSD does not sign".to_owned()),
            Software::Knot => Ok(settings::knot_signer(place, supply)),
            Software::Bind => Ok(settings::bind_signer(place, supply)),
        })
    }

    /// Starts NSD with zones of its own, each with its file's text, at an address of this machine.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn authority(address: SocketAddr, zones: &[(&str, &str)]) -> Result<Self, String> {
        Self::run(Software::Nsd, address, |place| settings::nsd_authority(place, zones))
    }

    /// Starts BIND as a validating resolver of zones that somebody else answers for, each with the
    /// signer that it trusts for it.
    ///
    /// # Errors
    /// Says what is missing, or what the server complained about.
    pub fn resolver(
        address: SocketAddr,
        zones: &[(&str, SocketAddr, &Signer)],
    ) -> Result<Self, String> {
        Self::run(Software::Bind, address, |place| Ok(settings::bind_resolver(place, zones)))
    }

    fn run(
        software: Software,
        address: SocketAddr,
        settings: impl FnOnce(&Place<'_>) -> Result<String, String>,
    ) -> Result<Self, String> {
        let kept =
            Kept::start(software, None, |directory| settings(&Place { directory, address }))?;
        let server = Self { kept, address };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            server.kept.check()?;
            if Instant::now() > deadline {
                return Err(format!("{software} does not listen: {}", server.log()));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// What the server has said so far.
    pub fn log(&self) -> String {
        self.kept.log()
    }

    /// What `dig` prints in short form when it asks this server.
    ///
    /// # Errors
    /// If there is no `dig`.
    pub fn dig(&self, question: &[&str]) -> Result<String, String> {
        dig(self.address, &[question, &["+short"]].concat())
    }
}

/// What `dig` prints when it asks somebody.
///
/// # Errors
/// If there is no `dig`.
pub fn dig(server: SocketAddr, arguments: &[&str]) -> Result<String, String> {
    run("dig", server, &[arguments, &["+time=2", "+tries=2"]].concat())
}

/// What `kdig` prints when it asks somebody.
///
/// # Errors
/// If there is no `kdig`.
pub fn kdig(server: SocketAddr, arguments: &[&str]) -> Result<String, String> {
    run("kdig", server, arguments)
}

fn run(program: &str, server: SocketAddr, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args([format!("@{}", server.ip()), "-p".to_owned(), server.port().to_string()])
        .args(arguments)
        .output()
        .map_err(|error| format!("{program} cannot be started: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
