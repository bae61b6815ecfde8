//! Asks name servers for the registry, before it decides about a command.

use std::future::Future;
use std::pin::Pin;

use foral_model::inspection::{Finding, Shown};
use foral_model::name::DomainName;
use foral_registry::clock::Clock;
use foral_registry::inspection::Inspector;

use super::{Asked, Prober, Server};
use crate::delegation::Ds;
use crate::feed;
use crate::wire::Name;

/// Looks for the registry.
#[derive(Clone, Debug)]
pub struct Doorman {
    /// Who asks. Somebody waits for the answer: its limit is a few seconds.
    pub prober: Prober,
    /// The machine's clock, by which signatures are judged.
    pub clock: Clock,
}

impl Inspector for Doorman {
    fn inspect<'a>(
        &'a self,
        name: &'a DomainName,
        wanted: &'a Shown,
    ) -> Pin<Box<dyn Future<Output = Vec<Finding>> + Send + 'a>> {
        Box::pin(async move {
            let asked = asked(name, wanted);
            feed::look(&self.prober, &self.clock, &asked).await
        })
    }
}

fn asked(name: &DomainName, wanted: &Shown) -> Asked {
    let server = |server: &DomainName| {
        let own = wanted.glue.iter().filter(|(host, _)| host == server);
        let glue = own.map(|(_, address)| *address).collect();
        Server { name: Name::from_domain(server), glue }
    };
    let signers = wanted.signers.iter().map(|signer| Ds {
        key_tag: signer.key_tag,
        algorithm: signer.algorithm,
        digest_type: signer.digest_type,
        digest: signer.digest.clone().into(),
    });
    Asked {
        name: Name::from_domain(name),
        servers: wanted.servers.iter().map(server).collect(),
        signers: signers.collect(),
    }
}
