//! What extensions say beside a command, each in the terms of its own file.
//!
//! The `.pt` extensions and delegation signers are not here: they are part of the model's commands.

use foral_model::secret::Secret;

use crate::command::Body;
use crate::ext::addl_email::AdditionalEmail;
use crate::ext::dry_run::Effect;
use crate::ext::fee::agreed::Agreed;
use crate::ext::idn::Idn;
use crate::ext::launch::Application;
use crate::ext::login_sec::LoginSecurity;
use crate::ext::orgext::Links;
use crate::ext::rgp::Restore;
use crate::ext::secdns::KeyChange;
use crate::ext::{
    Block, Carried, addl_email, allocation_token, dry_run, fee, idn, launch, login_sec, orgext,
    rgp, secdns, ttl,
};
use crate::malformed::Malformed;
use crate::namespace::Object;

/// What the extensions of a command say; nothing, mostly.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Beside {
    /// RFC 5910, the interface of keys: `domain:create` and `domain:update`.
    pub keys: Option<KeyChange>,
    /// RFC 3915: `domain:update`.
    pub restore: Option<Restore>,
    /// RFC 8748: `domain:check`.
    pub prices: Option<fee::check::Check>,
    /// RFC 8748: `domain:create`, `renew`, `update` and the request of a transfer.
    pub agreed: Option<Agreed>,
    /// RFC 8334.
    pub launch: Option<Launch>,
    /// RFC 8495: `domain:check`, `create`, `renew`, `update` and the request of a transfer.
    pub token: Option<Secret>,
    /// RFC 8495: the token is wanted beside `domain:info`.
    pub token_wanted: bool,
    /// RFC 8807: `login`.
    pub security: Option<LoginSecurity>,
    /// RFC 9803: `create` and `update` of domains and hosts.
    pub ttl: Option<Vec<ttl::Ttl>>,
    /// RFC 9803: `info` of domains and hosts.
    pub ttl_wanted: Option<ttl::Wanted>,
    /// `domain:check` and `domain:create`.
    pub idn: Option<Idn>,
    /// RFC 8544: `create` and `update` of domains, contacts and hosts.
    pub organisations: Option<Links>,
    /// RFC 9873: `create` and `update` of contacts and organisations.
    pub email: Option<AdditionalEmail>,
    /// Ours: whether the command is only to be judged.
    pub effect: Effect,
}

/// What RFC 8334 says beside a command on a domain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Launch {
    /// Beside `check`.
    Check(launch::check::Check),
    /// Beside `info`.
    Info(launch::info::Info),
    /// Beside `create`.
    Create(Box<launch::create::Create>),
    /// Beside `update`: changes this application.
    Update(Application),
    /// Beside `delete`: withdraws this application.
    Delete(Application),
}

impl Beside {
    /// Reads what belongs to this command; what does not stays and is refused.
    pub(crate) fn read(
        verb: &str,
        body: &mut Body,
        carried: &mut Carried<'_, '_>,
    ) -> Result<Self, Malformed> {
        let mut beside = Self::default();
        if carried.is_empty() {
            return Ok(beside);
        }
        if let Body::Login(login) = body {
            beside.security = login_sec::read(login, carried)?;
            return Ok(beside);
        }
        match (body.object(), verb) {
            (Some(Object::Domain), "check") => beside.read_check(carried)?,
            (Some(Object::Domain), "info") => beside.read_info(carried)?,
            (Some(Object::Domain), "create") => beside.read_create(carried)?,
            (Some(Object::Domain), "update") => beside.read_update(carried)?,
            (Some(Object::Domain), "delete") => {
                let application = launch::read_application("delete", carried)?;
                beside.launch = application.map(Launch::Delete);
            }
            (Some(Object::Domain), "renew" | "request") => {
                let verb = if verb == "renew" { verb } else { "transfer" };
                beside.agreed = fee::agreed::read(verb, carried)?;
                beside.token = allocation_token::read(carried)?;
            }
            (Some(Object::Host), "info") => beside.ttl_wanted = ttl::read_info(carried)?,
            (Some(Object::Host), "create" | "update") => beside.ttl = ttl::read(verb, carried)?,
            (Some(Object::Contact | Object::Organisation), "create" | "update") => {
                beside.email = addl_email::read(carried)?;
            }
            _ => {}
        }
        beside.read_everywhere(verb, body, carried)?;
        Ok(beside)
    }

    fn read_check(&mut self, carried: &mut Carried<'_, '_>) -> Result<(), Malformed> {
        self.prices = fee::check::read(carried)?;
        self.launch = launch::check::read(carried)?.map(Launch::Check);
        self.token = allocation_token::read(carried)?;
        self.idn = idn::read(carried)?;
        Ok(())
    }

    fn read_info(&mut self, carried: &mut Carried<'_, '_>) -> Result<(), Malformed> {
        self.launch = launch::info::read(carried)?.map(Launch::Info);
        self.token_wanted = allocation_token::read_info(carried)?;
        self.ttl_wanted = ttl::read_info(carried)?;
        Ok(())
    }

    fn read_create(&mut self, carried: &mut Carried<'_, '_>) -> Result<(), Malformed> {
        self.keys = carried.take_keys();
        self.agreed = fee::agreed::read("create", carried)?;
        let create = launch::create::read(carried)?;
        self.launch = create.map(|create| Launch::Create(Box::new(create)));
        self.token = allocation_token::read(carried)?;
        self.ttl = ttl::read("create", carried)?;
        self.idn = idn::read(carried)?;
        Ok(())
    }

    fn read_update(&mut self, carried: &mut Carried<'_, '_>) -> Result<(), Malformed> {
        self.keys = carried.take_keys();
        self.restore = rgp::read(carried)?;
        self.agreed = fee::agreed::read("update", carried)?;
        let application = launch::read_application("update", carried)?;
        self.launch = application.map(Launch::Update);
        self.token = allocation_token::read(carried)?;
        self.ttl = ttl::read("update", carried)?;
        Ok(())
    }

    /// What stands beside commands of several objects.
    fn read_everywhere(
        &mut self,
        verb: &str,
        body: &Body,
        carried: &mut Carried<'_, '_>,
    ) -> Result<(), Malformed> {
        if body
            .object()
            .is_some_and(|object| Object::CORE.contains(&object))
        {
            match verb {
                "create" => self.organisations = orgext::read_create(carried)?,
                "update" => self.organisations = orgext::read_update(carried)?,
                _ => {}
            }
        }
        if matches!(body, Body::Do(_)) {
            self.effect = dry_run::read(carried)?;
        }
        Ok(())
    }

    /// Writes what there is into a command's extension.
    pub(crate) fn write(&self, block: &mut Block<'_, '_>, verb: &str, body: &Body) {
        if let Some(keys) = &self.keys {
            secdns::write_key_change(block.inside(), keys);
        }
        if let Some(restore) = &self.restore {
            rgp::write(block.inside(), restore);
        }
        if let Some(prices) = &self.prices {
            fee::check::write(block.inside(), prices);
        }
        if let Some(agreed) = &self.agreed {
            fee::agreed::write(block.inside(), verb, agreed);
        }
        if let Some(launch) = &self.launch {
            launch.write(block);
        }
        if let Some(token) = &self.token {
            allocation_token::write(block.inside(), token.expose());
        }
        if self.token_wanted {
            allocation_token::write_info(block.inside());
        }
        if let (Some(security), Body::Login(login)) = (&self.security, body) {
            login_sec::write(block.inside(), security, login);
        }
        if let Some(all) = &self.ttl {
            ttl::write(block.inside(), verb, all);
        }
        if let Some(wanted) = self.ttl_wanted {
            ttl::write_info(block.inside(), wanted);
        }
        if let Some(idn) = &self.idn {
            idn::write(block.inside(), idn);
        }
        if let Some(links) = &self.organisations {
            orgext::write(block.inside(), links);
        }
        if let Some(email) = &self.email {
            addl_email::write(block.inside(), email);
        }
        if self.effect == Effect::None {
            dry_run::write(block.inside());
        }
    }
}

impl Launch {
    fn write(&self, block: &mut Block<'_, '_>) {
        match self {
            Self::Check(check) => launch::check::write(block.inside(), check),
            Self::Info(info) => launch::info::write(block.inside(), info),
            Self::Create(create) => launch::create::write(block.inside(), create),
            Self::Update(it) => launch::write_application(block.inside(), "update", it),
            Self::Delete(it) => launch::write_application(block.inside(), "delete", it),
        }
    }
}
