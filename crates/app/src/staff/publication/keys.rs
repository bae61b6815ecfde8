//! Keys of a zone, as the server that publishes it tells them.

use crate::cli::Listing;
use crate::dns::control::KeyLine;
use crate::failure::Failure;
use crate::output::{self, Row};

/// Shows keys.
///
/// # Errors
/// If they have no JSON form.
pub(super) fn show(keys: &[KeyLine], listing: Option<Listing>) -> Result<(), Failure> {
    let format = listing.map_or(output::Format::Text, crate::staff::format);
    output::list(keys, format)?;
    if format == output::Format::Json {
        return Ok(());
    }
    for key in keys.iter().filter(|key| key.awaits_parent) {
        let ds = key.ds.as_deref().unwrap_or_default();
        output::say(format!("\nThe parent of the zone is asked for:\n  {ds}"));
    }
    Ok(())
}

impl Row for KeyLine {
    const HEADINGS: &'static [&'static str] = &["TAG", "ROLE", "ALGORITHM", "STATE", "UNTIL"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.tag.to_string(),
            self.role.clone(),
            self.algorithm.to_string(),
            self.state.clone(),
            self.next.clone().unwrap_or_default(),
        ]
    }
}
