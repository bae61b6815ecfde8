//! `foral token`.

use foral_model::allocation::{AllocationToken, Uses};
use foral_model::command::{AllocationTokenAdd, Command};
use foral_model::secret::{Digest, Secret};
use foral_model::zone::Discount;
use foral_registry::{Registry, mint};
use serde::Serialize;

use crate::cli::{Instance, TokenAdd, TokenTask};
use crate::failure::Failure;
use crate::output::{self, Row};
use crate::secret_input;

/// Characters of a digest by which a token is told from others.
const SIGN: usize = 12;

/// A token as it is listed.
#[derive(Serialize)]
struct Line {
    token: String,
    label: String,
    zone: String,
    name: Option<String>,
    registrar: Option<String>,
    uses: &'static str,
    discount: Option<String>,
    from: Option<String>,
    until: Option<String>,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &TokenTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        TokenTask::Add(add) => {
            let (text, shown) = match &add.text_file {
                Some(file) => (secret_input::first_line(file)?, None),
                None => {
                    let made = mint::text::<18>()?;
                    (Secret::new(made.clone()), Some(made))
                }
            };
            let token = token(&registry, add)?;
            let command = Command::AllocationTokenAdd(AllocationTokenAdd { text, token });
            super::execute(&registry, &command).await?;
            output::say(shown.unwrap_or_else(|| "the token is added".to_owned()));
            Ok(())
        }
        TokenTask::List(listing) => {
            let tokens = registry.allocation_tokens().await?;
            let lines: Vec<Line> = tokens.into_iter().map(line).collect();
            output::list(&lines, super::format(*listing))
        }
    }
}

fn token(registry: &Registry, add: &TokenAdd) -> Result<AllocationToken, Failure> {
    let zone = super::zones(registry, std::slice::from_ref(&add.zone))?;
    let zone = zone.into_iter().next();
    let name = add.name.as_deref().map(super::domain_name).transpose()?;
    let registrar = add
        .registrar
        .as_deref()
        .map(super::registrar_id)
        .transpose()?;
    let discount = match (add.percent, &add.fee) {
        (Some(percent), _) => Some(Discount::Percent(percent)),
        (None, Some(fee)) => Some(Discount::Fixed(super::money(fee, &add.currency)?)),
        (None, None) => None,
    };
    Ok(AllocationToken {
        digest: Digest(String::new()),
        label: add.label.clone(),
        zone: zone.ok_or_else(|| Failure::says("a token is good in one zone"))?,
        name,
        registrar,
        uses: if add.once { Uses::Once } else { Uses::Unlimited },
        discount,
        from: add.from.as_deref().map(super::instant).transpose()?,
        until: add.until.as_deref().map(super::instant).transpose()?,
        used_by: None,
        version: 0,
    })
}

fn line(token: AllocationToken) -> Line {
    let uses = match (token.uses, token.used_by) {
        (Uses::Once, Some(_)) => "used up",
        (Uses::Once, None) => "once",
        (Uses::Unlimited, _) => "unlimited",
    };
    Line {
        token: token.digest.0.chars().take(SIGN).collect(),
        label: token.label,
        zone: token.zone.unicode(),
        name: token.name.map(|name| name.unicode()),
        registrar: token.registrar.map(|id| id.to_string()),
        uses,
        discount: token.discount.map(|discount| match discount {
            Discount::Percent(percent) => format!("{percent} %"),
            Discount::Fixed(fee) => fee.to_string(),
        }),
        from: token.from.map(|from| from.to_string()),
        until: token.until.map(|until| until.to_string()),
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] =
        &["TOKEN", "LABEL", "ZONE", "NAME", "REGISTRAR", "USES", "FEE", "FROM", "UNTIL"];

    fn cells(&self) -> Vec<String> {
        let or_any = |text: &Option<String>| text.clone().unwrap_or_else(|| "any".to_owned());
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let texts = [&self.token, &self.label, &self.zone].map(String::clone);
        let whose = [or_any(&self.name), or_any(&self.registrar), self.uses.to_owned()];
        let rest = [or_dash(&self.discount), or_dash(&self.from), or_dash(&self.until)];
        texts.into_iter().chain(whose).chain(rest).collect()
    }
}
