//! Identifiers, each of its own type so that one cannot stand for another.

use std::fmt;

use compact_str::CompactString;

/// A domain's number; with the repository's suffix it is the ROID, and to its holder it is the
/// process ID. Never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DomainId(pub i64);

/// A host object's number. Never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct HostId(pub i64);

/// A poll message's number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MessageId(pub i64);

impl fmt::Display for DomainId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A registrar's identifier: EPP's `clID`, 3 to 16 characters (RFC 5730 `clIDType`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistrarId(CompactString);

impl RegistrarId {
    /// Reads 3 to 16 ASCII letters, digits, hyphens or underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let known = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        ((3..=16).contains(&text.len()) && text.bytes().all(known)).then(|| Self(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RegistrarId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RegistrarId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A NIC handle: the identifier of a contact, and a holder's user name. Its case counts
/// (RFC 5730 `clIDType`); those that a registry makes are in upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(CompactString);

impl Handle {
    /// Reads 3 to 16 letters, digits, hyphens, underscores and dots (RFC 5730 `clIDType`).
    pub fn parse(text: &str) -> Option<Self> {
        let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '.';
        let fits = (3..=16).contains(&text.len()) && text.chars().all(known);
        fits.then(|| Self(text.into()))
    }

    /// Reads what a person typed, with white space around it. Case is as it was typed: which
    /// handle is meant, [`Handle::meant`] finds among those that there are.
    pub fn typed(text: &str) -> Option<Self> {
        Self::parse(text.trim())
    }

    /// The one of `known` that is meant by this one, whatever case it was typed in: the same
    /// letter by letter, or else the only one that differs in case alone.
    pub fn meant(&self, known: &[Self]) -> Option<Self> {
        let alike = |other: &&Self| other.0.eq_ignore_ascii_case(&self.0);
        let same = known.iter().find(|other| *other == self);
        let mut rest = known.iter().filter(alike);
        let only = rest.next().filter(|_| rest.next().is_none());
        same.or(only).cloned()
    }

    /// Makes a handle of a form such as `@@@@-######-PT`, where `@` stands for a letter and `#` for
    /// a digit, from random bytes. It says nothing about the person.
    pub fn mint(dice: &[u8; 16], form: &str) -> Self {
        const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
        let mut dice = dice.iter().cycle().copied();
        let mut pick = |from: &[u8]| {
            let at = usize::from(dice.next().unwrap_or_default()) % from.len();
            from.get(at).copied().map_or('0', char::from)
        };
        let drawn = form.chars().map(|c| match c {
            '@' => pick(LETTERS),
            '#' => pick(b"0123456789"),
            literal => literal,
        });
        Self(drawn.collect())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_handle_means_one_that_there_is() {
        let handle = |text: &str| Handle::parse(text).unwrap();
        let meant = |typed: &str, known: &[&str]| {
            let known: Vec<Handle> = known.iter().map(|text| handle(text)).collect();
            Handle::typed(typed).unwrap().meant(&known)
        };
        assert_eq!(meant(" ktrw-482133-pt ", &["KTRW-482133-PT"]), Some(handle("KTRW-482133-PT")));
        assert_eq!(meant("ANA-1", &["ana-1"]), Some(handle("ana-1")));
        assert_eq!(meant("ana-1", &["ANA-1", "ana-1"]), Some(handle("ana-1")));
        assert_eq!(meant("Ana-1", &["ANA-1", "ana-1"]), None, "which of them?");
        assert_eq!(meant("ana-1", &[]), None);
    }
}
