//! The claims of the demonstration: a list as the clearing house hands out (RFC 9361, section 6.1),
//! and the zone in which they are told.

use std::path::Path;

use crate::failure::Failure;
use crate::files::{self, Readers};

/// The zone whose phase of claims never ends.
pub(crate) const ZONE: &str = "zz--claims-1234";
/// Where the list is, below the demonstration's directory.
pub(crate) const FILE: &str = "launch/dnl.csv";
/// Its phase, as a zone's policy has it.
pub(crate) const PHASE: &str =
    "\n[[launch]]\nphase = \"claims\"\nfrom = \"2026-01-01T00:00:00Z\"\n";

/// Labels with claims, and the keys of their notices.
const LIST: &str = "\
1,2026-01-01T00:00:00.0Z
DNL,lookup-key,insertion-datetime
marca,2026010100/3/6/1/c7Nn1oXqTzW4yBv8RkLd0000000001,2026-01-01T00:00:00.0Z
marca-registada,2026010100/9/0/4/pR5sUf2hJqKx7mWcYtGb0000000002,2026-01-01T00:00:00.0Z
xn--po-sia,2026010100/1/8/8/eH3dVz9aLnQs6iMoXwPt0000000003,2026-01-01T00:00:00.0Z
";

/// Writes the list.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write(data: &Path) -> Result<(), Failure> {
    files::make_directory(&data.join("launch"))?;
    files::write(&data.join(FILE), LIST, Readers::Everybody)
}
