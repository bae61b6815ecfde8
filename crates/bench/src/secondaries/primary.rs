//! Our side: the zone, its publisher, and the server that hands it out.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use foral_dns::delegation::Delegation;
use foral_dns::guard::{self, Limits as GuardLimits};
use foral_dns::notify::Secondary;
use foral_dns::publish::{Publisher, Settings as ZoneSettings};
use foral_dns::serve::{
    Access, Content, Doors, Hears, Limits, Permit, ServedZone, Server, Settings, tls,
};
use foral_dns::wire::Name;
use foral_dns::zone::Version;
use foral_peers::{Software, free_address};
use foral_registry::clock::Clock;
use tokio::net::{TcpListener, UdpSocket};
use tokio::sync::watch;
use tokio::task::block_in_place;

use super::{Load, peer};
use crate::failed::Failed;
use crate::made::{apex, delegations, keys, origin};

/// The zone, and who serves it.
#[derive(Debug)]
pub(super) struct Primary {
    publisher: Publisher,
    /// The serial before the last change.
    before: Option<u32>,
    /// Where it is served over UDP and TCP.
    pub(super) plain: SocketAddr,
    /// Where it is served over TLS.
    pub(super) encrypted: SocketAddr,
    /// What the encrypted door shows, as PEM.
    pub(super) certificate: PathBuf,
    // The server ends when this goes.
    _stop: watch::Sender<bool>,
}

impl Primary {
    /// Loads and signs the zone, and serves it to secondaries at these places.
    pub(super) async fn start(
        load: &Load,
        secondaries: &[(Software, SocketAddr)],
    ) -> Result<Self, Failed> {
        let failed = |error| Failed::new("the primary", error);
        let zone = ZoneSettings {
            denial: load.denial,
            ..ZoneSettings::new(origin()?, load.directory.join("zone"))
        };
        let now = Clock::system().now();
        let publisher = block_in_place(|| {
            let refused = |error| Failed::new("the zone", error);
            let mut publisher = Publisher::open(zone, keys(now)?, now).map_err(refused)?;
            let first = publisher.load(&apex()?, delegations(load.delegations), now);
            publisher.commit(first.map_err(refused)?).map_err(refused)?;
            Ok::<_, Failed>(publisher)
        })?;
        let plain = free_address().map_err(Failed::says)?;
        let udp = UdpSocket::bind(plain).await.map_err(failed)?;
        let tcp = TcpListener::bind(plain).await.map_err(failed)?;
        let shut = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(failed)?;
        let encrypted = shut.local_addr().map_err(failed)?;
        let (certificate, config) = certificate(load)?;
        let doors = Doors { udp: vec![udp], tcp: vec![tcp], tls: Some((vec![shut], config)) };
        let server = server(&publisher, secondaries, load)?;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(server.serve(doors, stopped));
        Ok(Self { publisher, before: None, plain, encrypted, certificate, _stop: stop })
    }

    /// The zone as it stands.
    pub(super) fn current(&self) -> Arc<Version> {
        self.publisher.published().current()
    }

    /// Publishes changes as the registry's feed does: prepared, judged, on disk. Gives the serial.
    pub(super) fn publish(
        &mut self,
        changes: &[(Name, Option<Delegation>)],
    ) -> Result<u32, Failed> {
        let refused = |error| Failed::new("a change", error);
        block_in_place(|| {
            let (current, now) = (self.current(), Clock::system().now());
            let prepared = self
                .publisher
                .prepare(changes, None, now)
                .map_err(refused)?;
            if let Some(alarm) =
                guard::judge(&current, &prepared, &GuardLimits::default(), now).first()
            {
                return Err(Failed::new("the guard", alarm));
            }
            self.before = Some(current.serial());
            Ok(self.publisher.commit(prepared).map_err(refused)?.to)
        })
    }

    /// Records that a transfer of the changes since a serial has, before any of them are left out.
    pub(super) fn changed_since(&self, serial: u32) -> Result<usize, Failed> {
        let diffs = self.publisher.published().diffs_since(serial);
        let diffs = diffs.ok_or_else(|| Failed::says("the changes are not known any more"))?;
        Ok(diffs
            .iter()
            .map(|diff| diff.removed.len() + diff.added.len() + 2)
            .sum())
    }

    /// The serial before the last step, and the records of a transfer of that step.
    pub(super) fn last_step(&self) -> Result<(u32, usize), Failed> {
        let last = self
            .before
            .ok_or_else(|| Failed::says("nothing was changed"))?;
        Ok((last, self.changed_since(last)?))
    }

    /// Writes a snapshot when the journal became long, while publishing goes on.
    pub(super) fn keep_short(&mut self) -> Result<(), Failed> {
        if self.publisher.is_snapshot_due() {
            let snapshot = self.publisher.snapshot();
            let snapshot = snapshot.map_err(|error| Failed::new("a snapshot", error))?;
            tokio::task::spawn_blocking(move || snapshot.write());
        }
        Ok(())
    }
}

fn server(
    publisher: &Publisher,
    secondaries: &[(Software, SocketAddr)],
    load: &Load,
) -> Result<Server, Failed> {
    let key = peer::key()?;
    let secondary = |(software, address): &(Software, SocketAddr)| Secondary {
        name: software.to_string(),
        address: *address,
        key: Some(key.clone()),
        pace: load.pace,
    };
    let zone = ServedZone {
        content: Content::Zone(publisher.published()),
        access: Access {
            query: vec![Permit::everybody()],
            transfer: vec![Permit::key(key.name().clone())],
            notify: Vec::new(),
        },
        secondaries: secondaries.iter().map(secondary).collect(),
        hears: Hears::Nothing,
    };
    let settings = Settings {
        keys: vec![key.clone()],
        limits: Limits::default(),
        clock: Clock::system(),
        registry_clock: Clock::system(),
        seen: None,
        children: None,
    };
    Ok(Server::new(vec![zone], settings))
}

/// A certificate that signed itself, and what the server needs of it.
fn certificate(load: &Load) -> Result<(PathBuf, Arc<rustls::ServerConfig>), Failed> {
    let failed = |error: &dyn std::fmt::Display| Failed::new("a certificate", error);
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]);
    let made = made.map_err(|error| failed(&error))?;
    let [chain, key] = ["primary.crt", "primary.key"].map(|file| load.directory.join(file));
    for (file, text) in [(&chain, made.cert.pem()), (&key, made.signing_key.serialize_pem())] {
        std::fs::write(file, text).map_err(|error| failed(&error))?;
    }
    let config = tls::configure(&chain, &key).map_err(|error| failed(&error))?;
    Ok((chain, config))
}
