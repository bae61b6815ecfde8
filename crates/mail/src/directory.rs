//! Messages as files: whole ones only, each under its final name from the first moment.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Longest part of a file name that a recipient takes, in characters.
const RECIPIENT: usize = 80;

/// The name of a letter's file: `000042-code-maria@example.pt.eml`.
pub(crate) fn file_name(id: i64, template: &str, recipient: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
    let kept = recipient.chars().map(|c| if plain(c) { c } else { '_' });
    let recipient: String = kept.take(RECIPIENT).collect();
    format!("{id:06}-{template}-{recipient}.eml")
}

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it.
///
/// # Errors
/// Whatever the file system says.
pub(crate) async fn write(folder: &Path, name: String, bytes: Vec<u8>) -> std::io::Result<()> {
    let folder = folder.to_owned();
    let written = tokio::task::spawn_blocking(move || write_now(&folder, &name, &bytes)).await;
    written.unwrap_or_else(|_| Err(std::io::ErrorKind::Interrupted.into()))
}

fn write_now(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let unfinished: PathBuf = folder.join(format!(".{name}.unfinished"));
    let mut file = private().open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, folder.join(name))
}

/// A letter may carry a code: only its owner reads the file.
fn private() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_cannot_leave_the_folder() {
        assert_eq!(file_name(42, "code", "maria@example.pt"), "000042-code-maria@example.pt.eml");
        assert_eq!(file_name(1, "code", "../../etc/x\r\n\0ç"), "000001-code-.._.._etc_x____.eml");
        assert!(file_name(1_000_000, "code", &"a".repeat(300)).len() < 120);
    }
}
