//! The two ways a message leaves: through a relay, or into a directory.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use foral_model::secret::Secret;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

/// Where messages go.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// To a relay.
    Smtp(Smtp),
    /// Into a directory, one `.eml` file each.
    Directory(PathBuf),
}

/// How to reach a relay (RFC 5321, RFC 6409).
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Its host name or address.
    pub host: String,
    /// Its port: usually 587 for STARTTLS, 465 for TLS.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who we are there, if it asks.
    pub login: Option<Login>,
    /// How long one step may take.
    pub timeout: Duration,
    /// How many connections are kept open at most.
    pub connections: u32,
}

/// A user of a relay.
#[derive(Clone, Debug)]
pub struct Login {
    /// The user's name.
    pub user: String,
    /// The user's password.
    pub password: Secret,
}

/// How a connection to a relay is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Security {
    /// Plain at first, then TLS, which is insisted on.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Not at all: for a relay on this machine only.
    None,
}

/// Why a delivery cannot be set up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Letters carry secrets: without TLS they go to this machine only.
    PlainBeyondLoopback(String),
    /// The TLS library refuses the host's name.
    Tls(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PlainBeyondLoopback(host) => {
                write!(f, "mail to “{host}” needs TLS: only a relay on this machine goes without")
            }
            Self::Tls(host) => write!(f, "TLS cannot be set up for the mail relay “{host}”"),
        }
    }
}

impl std::error::Error for Refused {}

/// Why a message was not delivered. It names no person, so that it can be logged and stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotDelivered {
    /// The recipient's address is not one.
    Address,
    /// The letter has no words: its secret is missing.
    Words,
    /// The relay cannot take it now (RFC 5321, 4yz).
    Later(u16),
    /// The relay does not take it at all (RFC 5321, 5yz).
    Never(u16),
    /// The relay does not let us in (RFC 4954, section 6): it says nothing about the letter.
    Login(u16),
    /// The relay took too long.
    Slow,
    /// The relay could not be reached, or broke off.
    Unreachable,
    /// The file could not be written.
    File(std::io::ErrorKind),
}

impl NotDelivered {
    /// Whether another attempt would end alike.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Address | Self::Words | Self::Never(_))
    }
}

impl fmt::Display for NotDelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("permanent: the address is not one"),
            Self::Words => f.write_str("permanent: the letter's secret cannot be had"),
            Self::Later(code) => write!(f, "transient: the relay answered {code}"),
            Self::Never(code) => write!(f, "permanent: the relay answered {code}"),
            Self::Login(code) => write!(f, "transient: the relay refuses our login with {code}"),
            Self::Slow => f.write_str("transient: the relay took too long"),
            Self::Unreachable => f.write_str("transient: the relay could not be reached"),
            Self::File(kind) => write!(f, "transient: the file could not be written: {kind}"),
        }
    }
}

/// A relay with its open connections.
pub(crate) struct Relay(AsyncSmtpTransport<Tokio1Executor>);

impl Relay {
    /// Prepares connections; none is opened yet.
    pub(crate) fn new(settings: &Smtp) -> Result<Self, Refused> {
        let host = settings.host.as_str();
        let builder = match settings.security {
            Security::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
            Security::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
            Security::None if is_loopback(host) => {
                Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host))
            }
            Security::None => return Err(Refused::PlainBeyondLoopback(host.to_owned())),
        };
        let pool = PoolConfig::new().max_size(settings.connections.max(1));
        let mut builder = builder
            .map_err(|_| Refused::Tls(host.to_owned()))?
            .port(settings.port)
            .timeout(Some(settings.timeout))
            .pool_config(pool);
        if let Some(login) = &settings.login {
            let password = login.password.expose().to_owned();
            builder = builder.credentials(Credentials::new(login.user.clone(), password));
        }
        Ok(Self(builder.build()))
    }

    /// Hands over one message.
    pub(crate) async fn send(&self, message: lettre::Message) -> Result<(), NotDelivered> {
        let sent = self.0.send(message).await;
        sent.map(|_| ()).map_err(|error| match error.status() {
            Some(code) if is_about_login(code.into()) => NotDelivered::Login(code.into()),
            Some(code) if error.is_permanent() => NotDelivered::Never(code.into()),
            Some(code) => NotDelivered::Later(code.into()),
            None if error.is_timeout() => NotDelivered::Slow,
            None => NotDelivered::Unreachable,
        })
    }
}

/// Codes with which a relay objects to who we are, whatever the letter (RFC 4954, section 6):
/// authentication required, mechanism too weak, credentials invalid, encryption required.
const fn is_about_login(code: u16) -> bool {
    matches!(code, 530 | 534 | 535 | 538)
}

fn is_loopback(host: &str) -> bool {
    let address = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_unprotected_to_this_machine_only() {
        let settings = |host: &str| Smtp {
            host: host.to_owned(),
            port: 25,
            security: Security::None,
            login: None,
            timeout: Duration::from_secs(1),
            connections: 1,
        };
        for host in ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["mail.example.pt", "192.0.2.1", "localhost.example.pt", ""] {
            let refused = Relay::new(&settings(host)).err();
            assert_eq!(refused, Some(Refused::PlainBeyondLoopback(host.to_owned())));
        }
    }
}
