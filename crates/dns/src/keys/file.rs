//! Keys in files, each sealed with a passphrase or held by a token.
//!
//! A file is lines of `name: value`:
//!
//! ```text
//! foral-key: 1
//! zone: pt.
//! role: KSK
//! algorithm: 13
//! public: base64 of the public key, as in the DNSKEY record
//! kdf: argon2id m=65536 t=3 p=1
//! salt: base64 of 16 octets
//! nonce: base64 of 12 octets
//! sealed: base64 of the PKCS #8 document, by ChaCha20-Poly1305
//! published: 2026-11-30T10:00:00.000Z
//! active: …
//! retired, removed, submitted, confirmed, withdrawn, forgotten: likewise, where they are known
//! ```
//!
//! The lines up to `public` are authenticated together with the sealed document. The times are not:
//! a rollover changes them without the passphrase. Files are named `TAG-ROLE.key`. Of a key in a
//! token there is a line `token` with the key's ID in hexadecimal instead of those from `kdf` to
//! `sealed`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use foral_model::time::Timestamp;
use ring::aead::{self, Nonce};
use ring::rand::{SecureRandom, SystemRandom};

use super::sealing::Cost;
use super::{Algorithm, Failed, Key, Keyring, Role, Safe, Secret, Times};
use crate::wire::Name;

/// What a guess at the passphrase costs: 64 MiB, three passes.
const COST: Cost = Cost { memory: 65_536, passes: 3, lanes: 1 };
/// What a file may ask for at most, so that a forged one cannot stop the machine.
const MOST: Cost = Cost { memory: 4 * 1_048_576, passes: 100, lanes: 16 };

/// A directory with the keys of one zone.
#[derive(Clone, Debug)]
pub struct Directory {
    path: PathBuf,
    origin: Name,
    safe: Safe,
}

impl Directory {
    /// The keys of `origin` in the directory `path`, which is made when the first key is written.
    /// The secret parts are where `safe` says.
    pub fn new(path: PathBuf, origin: Name, safe: Safe) -> Self {
        Self { path, origin, safe }
    }

    /// Reads and opens all keys; none if the directory is not there. A token need not be there.
    ///
    /// # Errors
    /// If a file cannot be read, is of another zone, or does not open with this passphrase.
    pub fn load(&self) -> Result<Keyring, Failed> {
        let mut keys = Keyring::making(self.safe.clone(), &self.origin);
        for path in self.files()? {
            let shown = path.display();
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|error| Failed(format!("{shown}: {error}")))?;
            let key = open(&text, &self.origin, &self.safe);
            let key = key.map_err(|failed| Failed(format!("{shown}: {failed}")))?;
            keys.add(key)
                .map_err(|same| Failed(format!("{shown}: {same}")))?;
        }
        Ok(keys)
    }

    /// Whether there are keys, by their files alone: nothing is opened.
    ///
    /// # Errors
    /// If the directory cannot be read.
    pub fn is_empty(&self) -> Result<bool, Failed> {
        Ok(self.files()?.is_empty())
    }

    /// Seals a key, if no token holds it, and writes it.
    ///
    /// # Errors
    /// If the directory cannot be written, or there is no passphrase.
    pub fn save(&self, key: &Key) -> Result<(), Failed> {
        self.write(key, &seal(key, &self.origin, &self.safe)?)
    }

    /// Writes the times of all keys into their files.
    ///
    /// # Errors
    /// If a file is missing, or the directory cannot be written.
    pub fn save_times(&self, keys: &Keyring) -> Result<(), Failed> {
        for key in keys.keys() {
            let path = self.path_of(key);
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|error| Failed(format!("{}: {error}", path.display())))?;
            self.write(key, &retimed(&text, &key.times))?;
        }
        Ok(())
    }

    /// Deletes a key, also in a token that holds it.
    ///
    /// # Errors
    /// If the token is not there, or the directory cannot be written.
    pub fn delete(&self, key: &Key) -> Result<(), Failed> {
        key.secret().destroy()?;
        let path = self.path_of(key);
        std::fs::remove_file(&path).map_err(|error| Failed(format!("{}: {error}", path.display())))
    }

    fn path_of(&self, key: &Key) -> PathBuf {
        self.path
            .join(format!("{:05}-{}.key", key.tag(), key.role().as_str()))
    }

    fn files(&self) -> Result<Vec<PathBuf>, Failed> {
        let failed = |error| Failed(format!("{}: {error}", self.path.display()));
        let entries = match std::fs::read_dir(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "key") {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn write(&self, key: &Key, text: &str) -> Result<(), Failed> {
        let path = self.path_of(key);
        write(&path, text).map_err(|error| Failed(format!("{}: {error}", path.display())))
    }
}

/// Writes beside the file's place and moves it there; nobody but the owner may read it.
fn write(path: &Path, text: &str) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(directory) = path.parent() {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
    }
    let beside = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    path.parent()
        .map_or(Ok(()), |directory| std::fs::File::open(directory)?.sync_all())
}

/// Seals a key, or says which one of the token it is.
///
/// # Errors
/// If the machine has no random numbers, or there is no passphrase.
pub fn seal(key: &Key, origin: &Name, safe: &Safe) -> Result<String, Failed> {
    let mut text = head(origin, key.role(), key.algorithm(), key.public());
    let mut sealed = match key.secret().document() {
        Ok(document) => document.to_vec(),
        Err(held) => return Ok(format!("{text}token: {held:?}\n{}", times_text(&key.times))),
    };
    let mut nonce = [0; 12];
    let filled = SystemRandom::new().fill(&mut nonce);
    filled.map_err(|_| Failed("no random numbers".to_owned()))?;
    let salt = safe.made.salt(COST)?;
    safe.made
        .key(safe.passphrase()?, &salt, COST)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(text.as_bytes()),
            &mut sealed,
        )
        .map_err(|_| Failed("sealing failed".to_owned()))?;
    let Cost { memory, passes, lanes } = COST;
    text += &format!("kdf: argon2id m={memory} t={passes} p={lanes}\n");
    for (name, bytes) in [("salt", salt.as_slice()), ("nonce", &nonce), ("sealed", &sealed)] {
        text += &format!("{name}: {}\n", STANDARD.encode(bytes));
    }
    Ok(text + &times_text(&key.times))
}

/// Opens what [`seal`] made.
///
/// # Errors
/// If it is malformed or of another zone, or if the passphrase is another.
pub fn open(text: &str, origin: &Name, safe: &Safe) -> Result<Key, Failed> {
    let lines: BTreeMap<&str, &str> = text
        .lines()
        .filter_map(|line| line.split_once(": "))
        .collect();
    let line = |name: &str| {
        lines
            .get(name)
            .copied()
            .ok_or_else(|| Failed(format!("no line `{name}`")))
    };
    let bytes = |name: &str| {
        STANDARD
            .decode(line(name)?)
            .map_err(|_| Failed(format!("`{name}` is not base64")))
    };
    if line("foral-key")? != "1" {
        return Err(Failed("a later version of this program wrote it".to_owned()));
    }
    if line("zone")? != origin.to_string() {
        return Err(Failed(format!("it is of the zone {}", line("zone")?)));
    }
    let role = match line("role")? {
        "KSK" => Role::KeySigning,
        "ZSK" => Role::ZoneSigning,
        other => return Err(Failed(format!("the role {other} is not known"))),
    };
    let algorithm = line("algorithm")?
        .parse()
        .ok()
        .and_then(Algorithm::of_number);
    let algorithm = algorithm.ok_or_else(|| Failed("the algorithm is not known".to_owned()))?;
    if let Some(id) = lines.get("token") {
        let id = octets(id).ok_or_else(|| Failed("`token` is not hexadecimal".to_owned()))?;
        let held = safe.held_by()?.key(algorithm, &id, &bytes("public")?);
        return Ok(Key::of(role, Secret::in_token(held), times(&lines)?));
    }
    let nonce: [u8; 12] = bytes("nonce")?
        .try_into()
        .map_err(|_| Failed("`nonce` has not 12 octets".to_owned()))?;
    let mut sealed = bytes("sealed")?;
    let head = head(origin, role, algorithm, &bytes("public")?);
    let (salt, cost) = (bytes("salt")?, cost(line("kdf")?)?);
    let sealing = safe.made.key(safe.passphrase()?, &salt, cost)?;
    let document = sealing
        .open_in_place(
            Nonce::assume_unique_for_key(nonce),
            aead::Aad::from(head.as_bytes()),
            &mut sealed,
        )
        .map_err(|_| Failed("it does not open with this passphrase".to_owned()))?;
    let times = times(&lines)?;
    Ok(Key::of(role, Secret::parse(algorithm, document)?, times))
}

/// The authenticated lines.
fn head(origin: &Name, role: Role, algorithm: Algorithm, public: &[u8]) -> String {
    format!(
        "foral-key: 1\nzone: {origin}\nrole: {}\nalgorithm: {}\npublic: {}\n",
        role.as_str(),
        algorithm.number(),
        STANDARD.encode(public)
    )
}

/// Reads hexadecimal digits.
fn octets(text: &str) -> Option<Vec<u8>> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let octet = |pair: &[u8; 2]| u8::try_from(digit(pair[0])? << 4 | digit(pair[1])?).ok();
    rest.is_empty().then(|| pairs.iter().map(octet).collect())?
}

fn cost(text: &str) -> Result<Cost, Failed> {
    let unknown = || Failed("`kdf` is not known".to_owned());
    let parts = text.strip_prefix("argon2id ").ok_or_else(unknown)?;
    let part = |name: &str| {
        let found = parts
            .split(' ')
            .find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        found
            .and_then(|number| number.parse::<u32>().ok())
            .ok_or_else(unknown)
    };
    let cost = Cost { memory: part("m")?, passes: part("t")?, lanes: part("p")? };
    let bearable =
        cost.memory <= MOST.memory && cost.passes <= MOST.passes && cost.lanes <= MOST.lanes;
    bearable
        .then_some(cost)
        .ok_or_else(|| Failed("`kdf` asks for too much".to_owned()))
}

const TIMES: [&str; 8] = [
    "published",
    "active",
    "retired",
    "removed",
    "submitted",
    "confirmed",
    "withdrawn",
    "forgotten",
];

fn times_text(times: &Times) -> String {
    let known = [
        Some(times.published),
        Some(times.active),
        times.retired,
        times.removed,
        times.submitted,
        times.confirmed,
        times.withdrawn,
        times.forgotten,
    ];
    let mut text = String::new();
    for (name, at) in TIMES.iter().zip(known) {
        if let Some(at) = at {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{name}: {at}");
        }
    }
    text
}

fn times(lines: &BTreeMap<&str, &str>) -> Result<Times, Failed> {
    let time = |name: &str| match lines.get(name) {
        None => Ok(None),
        Some(text) => Timestamp::parse(text)
            .map(Some)
            .ok_or_else(|| Failed(format!("`{name}` is not an instant"))),
    };
    let needed = |name: &str| time(name)?.ok_or_else(|| Failed(format!("no line `{name}`")));
    Ok(Times {
        published: needed("published")?,
        active: needed("active")?,
        retired: time("retired")?,
        removed: time("removed")?,
        submitted: time("submitted")?,
        confirmed: time("confirmed")?,
        withdrawn: time("withdrawn")?,
        forgotten: time("forgotten")?,
    })
}

/// The same key with other times.
fn retimed(text: &str, times: &Times) -> String {
    let is_time = |line: &str| {
        line.split_once(':')
            .is_some_and(|(name, _)| TIMES.contains(&name))
    };
    let mut kept: String = text
        .lines()
        .filter(|line| !is_time(line))
        .flat_map(|line| [line, "\n"])
        .collect();
    kept += &times_text(times);
    kept
}
