//! The lists of the clearing house (RFC 9361, section 6): lines of values with commas between, of
//! which the first two say which list it is.

use std::collections::HashMap;

use foral_model::name::DomainName;
use foral_model::time::Timestamp;

/// The version of all lists.
const VERSION: &str = "1";

/// Labels with claims, and the key under which each claim is told (section 6.1).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Claims(HashMap<Box<str>, Box<str>>);

/// Marks that count no more, and since when (section 6.2).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RevokedMarks(HashMap<Box<str>, Timestamp>);

impl Claims {
    /// Reads the list.
    ///
    /// # Errors
    /// A sentence with the number of the line that is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut all = HashMap::new();
        for (line, [label, key, since]) in rows(text, ["DNL", "lookup-key", "insertion-datetime"])?
        {
            let name = DomainName::parse(label)
                .map_err(|_| format!("line {line}: “{label}” is no label"))?;
            if key.is_empty() {
                return Err(format!("line {line}: the key is missing"));
            }
            instant(line, since)?;
            all.insert(name.as_str().into(), key.into());
        }
        Ok(Self(all))
    }

    /// The key of the claim on a label, an A-label in lower case.
    pub fn key_of(&self, label: &str) -> Option<&str> {
        self.0.get(label).map(AsRef::as_ref)
    }

    /// How many labels there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl RevokedMarks {
    /// Reads the list.
    ///
    /// # Errors
    /// A sentence with the number of the line that is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut all = HashMap::new();
        for (line, [id, since]) in rows(text, ["smd-id", "insertion-datetime"])? {
            if id.is_empty() {
                return Err(format!("line {line}: the identifier is missing"));
            }
            all.insert(id.into(), instant(line, since)?);
        }
        Ok(Self(all))
    }

    /// When a mark was revoked, if it was.
    pub fn revoked(&self, id: &str) -> Option<Timestamp> {
        self.0.get(id).copied()
    }
}

/// The rows after a list's heading, with the numbers of their lines.
fn rows<'t, const N: usize>(
    text: &'t str,
    heading: [&str; N],
) -> Result<Vec<(usize, [&'t str; N])>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim_end()));
    let [version, made] = values(lines.next().unwrap_or((1, "")))?;
    if version != VERSION {
        return Err(format!("line 1: version “{version}” is not {VERSION}"));
    }
    instant(1, made)?;
    let (number, line) = lines.next().unwrap_or((2, ""));
    if values((number, line))? != heading {
        return Err(format!("line 2: the heading is not {}", heading.join(",")));
    }
    let rows = lines.filter(|(_, line)| !line.is_empty());
    rows.map(|(number, line)| Ok((number, values((number, line))?)))
        .collect()
}

fn values<const N: usize>((number, line): (usize, &str)) -> Result<[&str; N], String> {
    let all: Vec<&str> = line.split(',').map(str::trim).collect();
    let count = all.len();
    all.try_into()
        .map_err(|_| format!("line {number}: {count} values instead of {N}"))
}

fn instant(line: usize, text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| format!("line {line}: “{text}” is no instant"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CLAIMS: &str = "1,2012-08-16T00:00:00.0Z\r\nDNL,lookup-key,insertion-datetime\r\n\
        example,2013041500/2/6/9/rJ1NrDO92vDsAzf7EQzgjX4R0000000001,2010-07-14T00:00:00.0Z\r\n\
        XN--ACAR-0OA8I,2013041500/A/C/7/rJ1NrDO92vDsAzf7EQzgjX4R0000000002,2012-08-16T00:00:00Z\n";

    #[test]
    fn labels_have_keys() {
        let claims = Claims::parse(CLAIMS).unwrap();
        assert_eq!(claims.len(), 2);
        let key = "2013041500/2/6/9/rJ1NrDO92vDsAzf7EQzgjX4R0000000001";
        assert_eq!(claims.key_of("example"), Some(key));
        assert!(claims.key_of("xn--acar-0oa8i").is_some(), "labels are kept in lower case");
        assert_eq!(claims.key_of("examples"), None);
    }

    #[test]
    fn marks_are_revoked_at_an_instant() {
        let list = "1,2012-08-16T00:00:00.0Z\nsmd-id,insertion-datetime\n\
                    2-2,2012-08-15T00:00:00.0Z\n";
        let revoked = RevokedMarks::parse(list).unwrap();
        assert_eq!(revoked.revoked("2-2"), Timestamp::parse("2012-08-15T00:00:00Z"));
        assert_eq!(revoked.revoked("2-3"), None);
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_line() {
        for (text, why) in [
            ("", "line 1: 1 values instead of 2"),
            ("2,2012-08-16T00:00:00Z\n", "line 1: version “2” is not 1"),
            ("1,yesterday\n", "line 1: “yesterday” is no instant"),
            (
                "1,2012-08-16T00:00:00Z\nsmd-id,insertion-datetime\n",
                "line 2: 2 values instead of 3",
            ),
            (
                "1,2012-08-16T00:00:00Z\nDNL,key,insertion-datetime\n",
                "line 2: the heading is not DNL,lookup-key,insertion-datetime",
            ),
        ] {
            assert_eq!(Claims::parse(text).unwrap_err(), why);
        }
        let broken = CLAIMS.replace("example,", "-example,");
        assert_eq!(Claims::parse(&broken).unwrap_err(), "line 3: “-example” is no label");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = Claims::parse(&text);
            let _ = RevokedMarks::parse(&text);
        }
    }
}
