//! The kinds of load.

use std::fmt;
use std::str::FromStr;

/// A kind of load.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `check` of so many names, half of them taken.
    Check(usize),
    /// `info` of a domain, by its sponsor.
    Info,
    /// `create` of a domain with two name servers.
    Create,
    /// `renew` by a year.
    Renew,
    /// `update` of a domain's name servers.
    Update,
    /// `transfer` request with a good code, which is immediate in `.pt`.
    Transfer,
    /// `poll` request with messages waiting.
    Poll,
    /// `poll` request and the acknowledgement of what it showed: two commands.
    PollAck,
    /// A connection with TLS and the greeting, without a login.
    Connect,
    /// A connection with TLS, greeting, login and logout.
    Login,
    /// 70 % check of one name, 20 % info, 10 % create, update and renew in turn.
    Mixed,
    /// Checks of one name, twenty sent at once, answered in order.
    Pipeline,
    /// Checks of one name while four connections log in without pause.
    Beside,
    /// 1,000 names become free at one instant, and fifty sessions want them.
    Release,
}

impl Kind {
    /// All kinds, in the order in which they are measured.
    pub const ALL: [Self; 16] = [
        Self::Check(1),
        Self::Check(10),
        Self::Check(50),
        Self::Info,
        Self::Create,
        Self::Renew,
        Self::Update,
        Self::Transfer,
        Self::Poll,
        Self::PollAck,
        Self::Mixed,
        Self::Pipeline,
        Self::Connect,
        Self::Login,
        Self::Beside,
        Self::Release,
    ];

    /// The word for it on the command line and in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Check(1) => "check-1",
            Self::Check(10) => "check-10",
            Self::Check(_) => "check-50",
            Self::Info => "info",
            Self::Create => "create",
            Self::Renew => "renew",
            Self::Update => "update",
            Self::Transfer => "transfer",
            Self::Poll => "poll",
            Self::PollAck => "poll-ack",
            Self::Connect => "connect",
            Self::Login => "login",
            Self::Mixed => "mixed",
            Self::Pipeline => "pipeline",
            Self::Beside => "beside-logins",
            Self::Release => "drop",
        }
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = || Self::ALL.map(Self::word).join(", ");
        Self::ALL
            .into_iter()
            .find(|kind| kind.word() == text)
            .ok_or_else(|| format!("one of {}", words()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_reads_back_from_its_word() {
        for kind in Kind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
        assert!("check".parse::<Kind>().is_err());
    }
}
