//! `foral lordn`.

use crate::cli::{Instance, LordnOptions};
use crate::failure::Failure;
use crate::output;

/// Writes the lists of a zone's registrations for the clearing house.
///
/// # Errors
/// If the registry cannot be opened, a registrar has no number in IANA's register, or a file cannot
/// be written.
pub(crate) async fn run(instance: &Instance, options: &LordnOptions) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    let from = super::instant(&options.from)?;
    let until = super::instant(&options.until)?;
    if from >= until {
        return Err(Failure::says("--from is not before --until: nothing lies between them"));
    }
    for zone in super::zones(&registry, std::slice::from_ref(&options.zone))? {
        if registry
            .zone(&zone)
            .is_none_or(|zone| zone.launch.is_empty())
        {
            return Err(Failure::says(format!(
                "{zone} has no launch: the clearing house is told of registrations of a sunrise \
                 and of claims, which only a zone with [[launch]] in its policy has"
            )));
        }
        let lordn = registry.lordn(&zone, from, until).await?;
        if !lordn.unnumbered.is_empty() {
            let all: Vec<_> = lordn.unnumbered.iter().map(ToString::to_string).collect();
            return Err(Failure::says(format!(
                "{} has no number in IANA's register, by which the clearing house knows registrars; \
                 `foral registrar update ID --iana-id NUMBER` sets it",
                all.join(", ")
            )));
        }
        for (file, list) in [("sunrise.csv", &lordn.sunrise), ("claims.csv", &lordn.claims)] {
            let path = options.to.join(file);
            let failed =
                |error| Failure::new(format_args!("{} cannot be written", path.display()), error);
            std::fs::write(&path, &list.text).map_err(failed)?;
            output::say(format!("{}: {} registrations", path.display(), list.count));
        }
    }
    Ok(())
}
