//! `foral user`.

use foral_model::command::{Command, UserPut};
use foral_model::id::Handle;
use foral_model::lang::Lang;
use foral_model::user::{Role, User};
use serde::Serialize;

use crate::cli::{Instance, UserRole, UserTask};
use crate::failure::Failure;
use crate::output::{self, Row};
use crate::secret_input;

/// What a login is.
const SHAPE: &str = "a NIC handle, or 3 to 16 letters, digits, hyphens, dots or underscores";

/// A user as it is listed.
#[derive(Serialize)]
struct Line {
    login: String,
    role: String,
    lang: &'static str,
    has_password: bool,
}

/// Carries out a task.
///
/// # Errors
/// If the registry cannot be opened, or refuses.
pub(crate) async fn run(instance: &Instance, task: &UserTask) -> Result<(), Failure> {
    let registry = super::open(instance).await?;
    match task {
        UserTask::Add { login, role, registrar, lang, password_file } => {
            let handle = Handle::typed(login)
                .ok_or_else(|| Failure::says(format!("“{login}” is no login: {SHAPE}")))?;
            let handle = match role {
                UserRole::Holder => registry.contact_meant(&handle).await?.unwrap_or(handle),
                UserRole::Staff | UserRole::Registrar => handle,
            };
            let put = UserPut {
                login: handle,
                role: as_role(*role, registrar.as_deref())?,
                lang: lang.as_deref().map(as_lang).transpose()?,
                password: secret_input::password(login, password_file.as_deref())?,
            };
            super::execute(&registry, &Command::UserPut(put)).await?;
            output::say(format!("{login} can sign in"));
            Ok(())
        }
        UserTask::List(listing) => {
            let lines: Vec<Line> = registry.users().await?.iter().map(line).collect();
            output::list(&lines, super::format(*listing))
        }
    }
}

fn as_lang(lang: &str) -> Result<Lang, Failure> {
    Lang::parse(lang).ok_or_else(|| Failure::says(format!("“{lang}” is none of pt, en, es")))
}

fn as_role(role: UserRole, registrar: Option<&str>) -> Result<Role, Failure> {
    Ok(match (role, registrar) {
        (UserRole::Holder, None) => Role::Holder,
        (UserRole::Staff, None) => Role::Staff,
        (UserRole::Registrar, Some(id)) => Role::Registrar(super::registrar_id(id)?),
        _ => return Err(Failure::says("--registrar goes with --role registrar, and only with it")),
    })
}

fn line(user: &User) -> Line {
    Line {
        login: user.login.to_string(),
        role: match &user.role {
            Role::Holder => "holder".to_owned(),
            Role::Registrar(id) => format!("registrar {id}"),
            Role::Staff => "staff".to_owned(),
        },
        lang: user.lang.tag(),
        has_password: user.password.is_some(),
    }
}

impl Row for Line {
    const HEADINGS: &'static [&'static str] = &["LOGIN", "ROLE", "LANGUAGE", "PASSWORD"];

    fn cells(&self) -> Vec<String> {
        let password = if self.has_password { "set" } else { "none yet" };
        vec![self.login.clone(), self.role.clone(), self.lang.to_owned(), password.to_owned()]
    }
}
