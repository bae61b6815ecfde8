//! The bodies of the fuzz targets, which a property test runs as well.

use crate::answer::read_answer;
use crate::beside::{Beside, Launch};
use crate::command::Frame;
use crate::ext::launch::create::Proof;
use crate::ext::signed_mark::SignedMark;
use crate::greeting::read_greeting;
use crate::namespace::Object;
use crate::read::{Offered, read, read_offered};
use crate::write::write_command;

/// Whatever comes, it is read or refused, by a server as by a client.
pub fn frame(bytes: &[u8]) {
    let _ = read(bytes);
    let _ = read_offered(bytes, &Offered { objects: &Object::CORE, extensions: &[] });
    let _ = read_answer(bytes);
    let _ = read_greeting(bytes);
}

/// A signed mark is read or refused; what was read is a document that reads as the same again.
///
/// # Panics
/// If it does not.
pub fn signed_mark(bytes: &[u8]) {
    let Ok(signed) = SignedMark::parse(bytes) else { return };
    let again = SignedMark::parse(signed.xml().as_bytes());
    assert_eq!(again.as_ref(), Ok(&signed));
    let _ = signed.signature();
}

/// Octets below which no limit of the guard can come between writing and reading.
const SMALL: usize = 8 * 1024;

/// What was read can be written, and reads as the same again.
///
/// # Panics
/// If it does not.
pub fn roundtrip(bytes: &[u8]) {
    let Ok(Frame::Command(envelope)) = read(bytes) else { return };
    let mut written = Vec::new();
    let writable = write_command(&mut written, &envelope);
    assert!(writable.is_ok(), "a command that was read has no wire form: {envelope:?}");
    if written.len() > SMALL {
        return;
    }
    match read(&written) {
        Ok(Frame::Command(again)) => {
            // An extension that says nothing is not written, so the list of them may differ.
            assert_eq!(again.body, envelope.body);
            assert_eq!(again.client_trid, envelope.client_trid);
            assert_eq!(again.process_id, envelope.process_id);
            assert_eq!(again.wanted_id, envelope.wanted_id);
            assert_eq!(again.beside, envelope.beside);
            signed_marks(&envelope.beside);
        }
        other => panic!("{other:?} from {}", String::from_utf8_lossy(&written)),
    }
}

/// What is kept for a signature stands by itself.
fn signed_marks(beside: &Beside) {
    let Some(Launch::Create(create)) = &beside.launch else { return };
    if let Proof::Signed(all) | Proof::Encoded(all) = &create.proof {
        for signed in all {
            let again = SignedMark::parse(signed.xml().as_bytes());
            assert_eq!(again.as_ref(), Ok(signed));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    /// Every golden, as a place to start from.
    fn corpus() -> Vec<Vec<u8>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
        let (mut folders, mut files) = (vec![root], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files.sort();
        files
            .iter()
            .map(|path| std::fs::read(path).unwrap())
            .collect()
    }

    #[derive(Clone, Debug)]
    enum Wound {
        Cut(usize, usize),
        Double(usize, usize),
        Octet(usize, u8),
        Insert(usize, &'static str),
    }

    fn wounds() -> impl Strategy<Value = Vec<Wound>> {
        let pieces = prop::sample::select(vec![
            "<",
            ">",
            "&",
            "&#0;",
            "&lt;",
            "<a/>",
            "<!-- -->",
            "<![CDATA[",
            "]]>",
            "\"",
            " ",
            "\u{0}",
            "é",
            "xmlns=''",
            "/",
            "0",
            "-",
            ".",
        ]);
        let place = 0usize..4_000;
        let wound = prop_oneof![
            (place.clone(), 1usize..80).prop_map(|(at, length)| Wound::Cut(at, length)),
            (place.clone(), 1usize..80).prop_map(|(at, length)| Wound::Double(at, length)),
            (place.clone(), any::<u8>()).prop_map(|(at, octet)| Wound::Octet(at, octet)),
            (place, pieces).prop_map(|(at, piece)| Wound::Insert(at, piece)),
        ];
        prop::collection::vec(wound, 0..4)
    }

    fn hurt(bytes: &mut Vec<u8>, wound: &Wound) {
        let size = bytes.len().max(1);
        let span = |at: usize, length: usize, size: usize| {
            let start = at % size;
            start..(start + length).min(size)
        };
        match *wound {
            _ if bytes.is_empty() => {}
            Wound::Cut(at, length) => drop(bytes.drain(span(at, length, size))),
            Wound::Double(at, length) => {
                let span = span(at, length, size);
                let (end, piece) = (span.end, bytes[span].to_vec());
                bytes.splice(end..end, piece);
            }
            Wound::Octet(at, octet) => bytes[at % size] = octet,
            Wound::Insert(at, piece) => {
                bytes.splice(at % size..at % size, piece.bytes());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn any_octets_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            frame(&bytes);
            roundtrip(&bytes);
        }

        #[test]
        fn hurt_frames_are_read_or_refused(which in any::<prop::sample::Index>(), wounds in wounds()) {
            let corpus = corpus_once();
            let mut bytes = corpus[which.index(corpus.len())].clone();
            wounds.iter().for_each(|wound| hurt(&mut bytes, wound));
            frame(&bytes);
            roundtrip(&bytes);
            signed_mark(&bytes);
        }
    }

    fn corpus_once() -> &'static [Vec<u8>] {
        static CORPUS: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
        CORPUS.get_or_init(corpus)
    }
}
