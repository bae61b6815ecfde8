//! The domain availability service: a name in, one line out, several for each connection.
//!
//! `exemplo.pt` is answered by `exemplo.pt available`, or by the reason why nobody could register
//! it: the law is the same that answers EPP's `check` (RFC 5731, section 3.1.1).

use std::sync::Arc;

use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_registry::Registry;
use foral_registry::meter::Series;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::bounds::Bounds;
use crate::door::{self, Speaks};

/// Serves until `shutdown` turns true.
pub async fn serve(
    registry: Arc<Registry>,
    bounds: Bounds,
    listener: TcpListener,
    shutdown: watch::Receiver<bool>,
) {
    door::serve(Das { registry }, bounds, listener, shutdown).await;
}

struct Das {
    registry: Arc<Registry>,
}

impl Speaks for Das {
    const NAME: &'static str = "DAS";
    const LINES: u32 = 1000;

    async fn answer(&self, line: &[u8]) -> String {
        let Some((asked, name)) = question(line) else { return "? invalid\r\n".to_owned() };
        let word = match name {
            None => "invalid",
            Some(name) => match self.registry.directory_check(&[name]).await {
                Ok(obstacles) => word(obstacles.first().and_then(Option::as_ref)),
                Err(_) => "unknown",
            },
        };
        let labels = [("service", "das"), ("status", word)];
        let series = Series::of("foral_directory_answers_total", labels);
        self.registry.meter().count(series);
        format!("{asked} {word}\r\n")
    }

    fn too_many(&self) -> &'static str {
        "? too-many\r\n"
    }

    fn too_long(&self) -> &'static str {
        "? invalid\r\n"
    }
}

/// What was asked, as it is repeated in the answer, and the name if it is one. Nothing if the line
/// is not one word.
pub fn question(line: &[u8]) -> Option<(&str, Option<DomainName>)> {
    let asked = std::str::from_utf8(line).ok()?.trim();
    let odd = |c: char| c.is_whitespace() || c.is_control();
    if asked.is_empty() || asked.contains(odd) {
        return None;
    }
    Some((asked, DomainName::parse(asked).ok()))
}

/// Why a name cannot be registered, in a word.
fn word(obstacle: Option<&Refusal>) -> &'static str {
    match obstacle {
        None => "available",
        Some(Refusal::NameTaken(_)) => "registered",
        Some(Refusal::NameReserved(_)) => "reserved",
        Some(Refusal::NameNotInZone(_)) => "not-here",
        Some(Refusal::ZoneClosed(_)) => "closed",
        Some(Refusal::ZoneRestricted(..)) => "restricted",
        Some(_) => "invalid",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_question_is_one_word() {
        let name = |text: &str| DomainName::parse(text).unwrap();
        assert_eq!(question(b" Exemplo.PT "), Some(("Exemplo.PT", Some(name("exemplo.pt")))));
        let sugar = "açúcar.pt".as_bytes();
        assert_eq!(question(sugar), Some(("açúcar.pt", Some(name("açúcar.pt")))));
        assert_eq!(question(b"-a.pt"), Some(("-a.pt", None)));
        for none in [&b""[..], b"  ", b"a b", b"\xff", b"a\tb", b"a\x00"] {
            assert_eq!(question(none), None, "{none:?}");
        }
    }

    #[test]
    fn each_obstacle_has_a_word() {
        let name = DomainName::parse("a.pt").unwrap();
        for (obstacle, expected) in [
            (Refusal::NameTaken(name.clone()), "registered"),
            (Refusal::NameReserved(name.clone()), "reserved"),
            (Refusal::NameNotInZone(name.clone()), "not-here"),
            (Refusal::ZoneClosed(name.clone()), "closed"),
            (Refusal::ZoneRestricted(name, "State".to_owned()), "restricted"),
            (Refusal::NameHyphens, "invalid"),
        ] {
            assert_eq!(word(Some(&obstacle)), expected);
        }
        assert_eq!(word(None), "available");
    }

    proptest! {
        #[test]
        fn whatever_is_asked_is_one_line(line in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Some((asked, _)) = question(&line) {
                prop_assert!(!asked.contains(['\r', '\n', ' ']));
            }
        }
    }
}
