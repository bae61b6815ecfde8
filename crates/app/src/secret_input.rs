//! Secrets come from a file, the environment or a prompt, never from the command line, where other
//! users of the machine could read them.

use std::io::IsTerminal;
use std::path::Path;

use foral_model::secret::Secret;

use crate::failure::Failure;
use crate::files;

/// The environment's variable with a password.
pub(crate) const VARIABLE: &str = "FORAL_PASSWORD";

/// Asks for a password: the file's first line, else the environment, else a prompt.
///
/// # Errors
/// If none of the three has one.
pub(crate) fn password(whose: &str, file: Option<&Path>) -> Result<Secret, Failure> {
    if let Some(path) = file {
        return first_line(path);
    }
    if let Some(text) = environment(VARIABLE) {
        return Ok(Secret::new(text));
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::says(format!(
            "a password for {whose} is needed: use --password-file or set {VARIABLE}"
        )));
    }
    let ask = |prompt: String| {
        rpassword::prompt_password(prompt).map_err(|error| Failure::new("the terminal", error))
    };
    let typed = ask(format!("Password for {whose}: "))?;
    if ask("The same again: ".to_owned())? == typed {
        Ok(Secret::new(typed))
    } else {
        Err(Failure::says("the two passwords differ; nothing was changed"))
    }
}

/// The first line of a file with a secret.
///
/// # Errors
/// If it cannot be read, or is empty.
pub(crate) fn first_line(path: &Path) -> Result<Secret, Failure> {
    let text = files::read(path)?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(Secret::new(line)),
        _ => Err(Failure::says(format!("{} has no first line", path.display()))),
    }
}

/// The same of a file that stays where it is, as a setting names it. Whether others may read it is
/// told in the log.
///
/// # Errors
/// As [`first_line`].
pub(crate) fn kept_line(path: &Path) -> Result<Secret, Failure> {
    let secret = first_line(path)?;
    files::tell_of_readers(path);
    Ok(secret)
}

/// A secret in the environment, if there is one.
#[expect(clippy::disallowed_methods, reason = "secrets are settings of one call")]
pub(crate) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}
