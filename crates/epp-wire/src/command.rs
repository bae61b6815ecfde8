//! What a frame from a client says (RFC 5730, section 2.9).

use foral_model::command::Command;
use foral_model::id::Handle;
use foral_model::name::{DomainName, NotAName};
use foral_model::organisation::OrganisationId;
use foral_model::secret::Secret;

use crate::beside::Beside;
use crate::maintenance;
use crate::namespace::{Extension, Object};

/// A frame from a client.
#[expect(clippy::large_enum_variant, reason = "hello is rare, and a box would cost each command")]
#[derive(Clone, PartialEq, Debug)]
pub enum Frame {
    /// Asks for the greeting again.
    Hello,
    /// Asks for something to be done.
    Command(Envelope),
}

/// A command with what is said around it.
#[derive(Clone, PartialEq, Debug)]
pub struct Envelope {
    /// The client's own reference, 3 to 64 characters.
    pub client_trid: Option<String>,
    /// The extensions that the command carried, each once; whether the session announced them is
    /// the session's to judge.
    pub extensions: Vec<Extension>,
    /// The process ID (bare or as a ROID) that the command claims to be about, from
    /// `ptdomain:roid` or `domain:pw`'s `roid`. Commands that carry a
    /// [`NationalChange`](foral_model::command::NationalChange) say it there too.
    pub process_id: Option<String>,
    /// The identifier that `contact:create` wants; nothing if it is `AUTO`, which leaves the
    /// choice to the registry.
    pub wanted_id: Option<String>,
    /// What extensions say beside the command.
    pub beside: Beside,
    /// The command itself.
    pub body: Body,
}

impl Envelope {
    /// A command with nothing said around it.
    pub fn new(body: Body) -> Self {
        Self {
            client_trid: None,
            extensions: Vec::new(),
            process_id: None,
            wanted_id: None,
            beside: Beside::default(),
            body,
        }
    }
}

/// A command.
#[expect(clippy::large_enum_variant, reason = "most commands are the large one")]
#[derive(Clone, PartialEq, Debug)]
pub enum Body {
    /// RFC 5730, 2.9.1.1.
    Login(Login),
    /// RFC 5730, 2.9.1.2.
    Logout,
    /// RFC 5730, 2.9.2.3: asks for the head of the queue.
    PollRequest,
    /// RFC 5730, 2.9.2.3: takes this message out of the queue. Without one the schema is content.
    PollAck(Option<String>),
    /// Which of these can be created?
    Check(Check),
    /// What is known of this?
    Info(Info),
    /// How does the latest transfer stand?
    TransferQuery(TransferQuery),
    /// Changes something.
    Do(Command),
}

impl Body {
    /// The object service that the command belongs to, if it is about an object.
    pub const fn object(&self) -> Option<Object> {
        match self {
            Self::Login(_) | Self::Logout | Self::PollRequest | Self::PollAck(_) => None,
            Self::Check(Check::Contact(_))
            | Self::Info(Info::Contact(_))
            | Self::TransferQuery(TransferQuery::Contact { .. }) => Some(Object::Contact),
            Self::Check(Check::Domain(_))
            | Self::Info(Info::Domain(_))
            | Self::TransferQuery(TransferQuery::Domain { .. }) => Some(Object::Domain),
            Self::Check(Check::Host(_)) | Self::Info(Info::Host(_)) => Some(Object::Host),
            Self::Check(Check::Organisation(_)) | Self::Info(Info::Organisation(_)) => {
                Some(Object::Organisation)
            }
            Self::Info(Info::Maintenance(_)) => Some(Object::Maintenance),
            Self::Info(Info::Balance) => Some(Object::Balance),
            Self::Do(command) => object_of(command),
        }
    }
}

const fn object_of(command: &Command) -> Option<Object> {
    match command {
        Command::ContactCreate(_)
        | Command::ContactUpdate(_)
        | Command::ContactDelete(_)
        | Command::ContactTransfer(_) => Some(Object::Contact),
        Command::DomainCreate(_)
        | Command::DomainUpdate(_)
        | Command::DomainDelete(_)
        | Command::DomainRenew(_)
        | Command::DomainTransfer(_) => Some(Object::Domain),
        Command::HostCreate(_) | Command::HostUpdate(_) | Command::HostDelete(_) => {
            Some(Object::Host)
        }
        Command::OrganisationCreate(_)
        | Command::OrganisationUpdate(_)
        | Command::OrganisationDelete(_) => Some(Object::Organisation),
        _ => None,
    }
}

/// A wish to open a session.
#[derive(Clone, PartialEq, Debug)]
pub struct Login {
    /// The registrar's identifier as it was typed.
    pub client: String,
    /// Its password.
    pub password: Secret,
    /// The password from now on.
    pub new_password: Option<Secret>,
    /// The protocol's version: always `1.0`, anything else is [`Kind::Version`](crate::Kind).
    pub version: String,
    /// The language of answers, a tag of BCP 47.
    pub lang: String,
    /// Namespaces of objects.
    pub objects: Vec<String>,
    /// Namespaces of extensions.
    pub extensions: Vec<String>,
}

/// Objects that are checked.
#[derive(Clone, PartialEq, Debug)]
pub enum Check {
    /// Domain names.
    Domain(Vec<CheckName>),
    /// Host names.
    Host(Vec<CheckName>),
    /// Identifiers of contacts, as they were typed.
    Contact(Vec<String>),
    /// Identifiers of organisations, as they were typed.
    Organisation(Vec<String>),
}

/// A name that is checked. What is no name is an answer, not an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckName {
    /// The name as it was typed.
    pub text: String,
    /// The name as it is meant.
    pub parsed: Result<DomainName, NotAName>,
}

impl CheckName {
    /// Reads what was typed.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let parsed = DomainName::parse(&text);
        Self { text, parsed }
    }
}

/// An object that is asked about.
#[derive(Clone, PartialEq, Debug)]
pub enum Info {
    /// A domain.
    Domain(DomainInfo),
    /// A contact.
    Contact(ContactInfo),
    /// A host.
    Host(DomainName),
    /// An organisation (RFC 8543, 4.1.2).
    Organisation(OrganisationId),
    /// Maintenances of the registry (RFC 9167, 4.1.3).
    Maintenance(maintenance::Asked),
    /// The asker's balance.
    Balance,
}

/// RFC 5731, 3.1.2.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainInfo {
    /// The name.
    pub name: DomainName,
    /// Which hosts are wanted.
    pub hosts: HostFilter,
    /// The code that opens all data to others than the sponsor.
    pub auth_info: Option<Secret>,
}

/// Which hosts an answer about a domain lists (RFC 5731, 3.1.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HostFilter {
    /// Name servers and subordinate hosts.
    #[default]
    All,
    /// Name servers.
    Delegated,
    /// Subordinate hosts.
    Subordinate,
    /// Neither.
    None,
}

impl HostFilter {
    /// RFC 5731's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Delegated => "del",
            Self::Subordinate => "sub",
            Self::None => "none",
        }
    }

    /// Reads RFC 5731's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::All, Self::Delegated, Self::Subordinate, Self::None]
            .into_iter()
            .find(|filter| filter.as_str() == text)
    }
}

/// RFC 5733, 3.1.2.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactInfo {
    /// The contact.
    pub handle: Handle,
    /// The code that opens all data to others than the sponsor.
    pub auth_info: Option<Secret>,
}

/// An object whose latest transfer is asked about.
#[derive(Clone, PartialEq, Debug)]
pub enum TransferQuery {
    /// A domain (RFC 5731, 3.1.3).
    Domain {
        /// The name.
        name: DomainName,
        /// The domain's code.
        auth_info: Option<Secret>,
    },
    /// A contact (RFC 5733, 3.1.3).
    Contact {
        /// The contact.
        handle: Handle,
        /// The contact's code.
        auth_info: Option<Secret>,
    },
}
