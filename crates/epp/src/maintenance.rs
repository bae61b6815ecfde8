//! Maintenances (RFC 9167) in EPP's words.

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::maintenance::{
    Asked, Environment, Impact, Intervention, Item, Line, PollType, Reason, System,
};
use foral_epp_wire::reply::Data;
use foral_epp_wire::told::Words;
use foral_model::maintenance::{self as model, Maintenance, Need, Occasion};
use foral_registry::Registry;

use crate::login::LoggedIn;
use crate::reply::Voice;

/// Answers `info` with the list of what is to come or goes on, or with one maintenance.
pub(crate) async fn info(
    registry: &Registry,
    session: &LoggedIn,
    asked: &Asked,
    voice: &mut Voice<'_>,
) -> ResultCode {
    match asked {
        Asked::List => match registry.maintenances_for(&session.visitor).await {
            Ok(all) => {
                let lines: Vec<Line<'_>> = all.iter().map(line).collect();
                voice.data(Data::Maintenances(&lines))
            }
            Err(incident) => voice.failed(&incident),
        },
        Asked::Item(id) => match registry.maintenance_info(&session.visitor, id).await {
            Ok(found) => tell(&found, None, |data| voice.data(data)),
            Err(error) => voice.error(&error),
        },
    }
}

/// Shows one maintenance to `say`; in a message, with the occasion of it.
pub(crate) fn tell<T>(
    maintenance: &Maintenance,
    occasion: Option<Occasion>,
    say: impl FnOnce(Data<'_>) -> T,
) -> T {
    let work = &maintenance.work;
    let types: Vec<Words<'_>> = work.types.iter().map(words).collect();
    let systems: Vec<System<'_>> = work.systems.iter().map(system).collect();
    let descriptions: Vec<Words<'_>> = work.descriptions.iter().map(words).collect();
    let zones: Vec<&str> = work.zones.iter().map(|zone| zone.as_str()).collect();
    say(Data::Maintenance(Item {
        line: line(maintenance),
        types: &types,
        poll: occasion.map(poll_type),
        systems: &systems,
        environment: environment(&work.environment),
        reason: match work.reason {
            model::Reason::Planned => Reason::Planned,
            model::Reason::Emergency => Reason::Emergency,
        },
        detail: work.detail.as_deref(),
        descriptions: &descriptions,
        zones: &zones,
        intervention: work.intervention.map(|it| Intervention {
            connection: it.connection == Need::Needed,
            implementation: it.implementation == Need::Needed,
        }),
    }))
}

fn line(maintenance: &Maintenance) -> Line<'_> {
    Line {
        id: maintenance.id.as_str(),
        name: maintenance.work.name.as_ref().map(words),
        start: maintenance.work.start,
        end: maintenance.work.end,
        created: maintenance.created,
        updated: maintenance.updated,
    }
}

fn words(text: &model::Text) -> Words<'_> {
    Words { text: &text.text, lang: text.lang.tag() }
}

fn system(system: &model::System) -> System<'_> {
    System {
        name: &system.name,
        host: system.host.as_deref(),
        impact: match system.impact {
            model::Impact::None => Impact::None,
            model::Impact::Partial => Impact::Partial,
            model::Impact::Full => Impact::Full,
        },
    }
}

const fn poll_type(occasion: Occasion) -> PollType {
    match occasion {
        Occasion::Planned => PollType::Create,
        Occasion::Changed => PollType::Update,
        Occasion::Cancelled => PollType::Delete,
        Occasion::Begun => PollType::Courtesy,
        Occasion::Over => PollType::End,
    }
}

fn environment(environment: &model::Environment) -> Environment<'_> {
    match environment {
        model::Environment::Production => Environment::Production,
        model::Environment::Ote => Environment::Ote,
        model::Environment::Staging => Environment::Staging,
        model::Environment::Development => Environment::Development,
        model::Environment::Custom(name) => Environment::Custom(name),
    }
}
