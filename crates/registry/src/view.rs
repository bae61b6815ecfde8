//! What the doors are shown: settled objects with what a reader needs beside them.

use foral_model::auth_code::StoredCode;
use foral_model::contact::{Contact, ContactRole};
use foral_model::domain::{Domain, PublicStatus, RgpStatus};
use foral_model::host::Host;
use foral_model::id::{DomainId, Handle, RegistrarId};
use foral_model::journal::HistoryLine;
use foral_model::lang::Lang;
use foral_model::login::LoginEvent;
use foral_model::money::Charge;
use foral_model::name::DomainName;
use foral_model::organisation::{Organisation, OrganisationLink, OrganisationStatus, RoleHeld};
use foral_model::poll::PollMessage;
use foral_model::registrar::RegistrarState;
use foral_model::secret::Secret;
use foral_model::status::Statuses;
use foral_model::time::{TimeZoneName, Timestamp};
use foral_model::transfer::Transfer;
use foral_model::user::Role;

/// Whether a name can be registered, and if not, why (RFC 5731, 3.1.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Availability {
    /// The name as it was asked for.
    pub asked: String,
    /// Nothing if it is free.
    pub obstacle: Option<foral_model::refusal::Refusal>,
}

/// A domain as `info` shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainInfo {
    /// The settled domain.
    pub domain: Domain,
    /// What EPP shows, derived statuses included.
    pub statuses: Statuses,
    /// RFC 3915's statuses.
    pub rgp: Vec<RgpStatus>,
    /// Subordinate hosts.
    pub hosts: Vec<DomainName>,
    /// Its organisations, if the asker may see everything.
    pub organisations: Vec<OrganisationLink>,
    /// Suffix of ROIDs.
    pub suffix: String,
    /// Whether the asker may see everything: sponsors it, or gave its code.
    pub sight: Sight,
}

/// How much an asker may see.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// Everything.
    Full,
    /// What is public.
    Limited,
}

/// A contact as `info` shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct ContactInfo {
    /// The contact.
    pub contact: Contact,
    /// What EPP shows, derived statuses included.
    pub statuses: Statuses,
    /// Its organisations, if the asker sponsors it.
    pub organisations: Vec<OrganisationLink>,
    /// Suffix of ROIDs.
    pub suffix: String,
}

/// A host as `info` shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct HostInfo {
    /// The host.
    pub host: Host,
    /// What EPP shows, derived statuses included.
    pub statuses: Statuses,
    /// Its organisations, if the asker sponsors it.
    pub organisations: Vec<OrganisationLink>,
    /// Suffix of ROIDs.
    pub suffix: String,
}

/// An organisation as `info` shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct OrganisationInfo {
    /// The organisation.
    pub organisation: Organisation,
    /// Its roles, with derived statuses.
    pub roles: Vec<RoleHeld>,
    /// Its statuses, derived ones included.
    pub statuses: Vec<OrganisationStatus>,
    /// Suffix of ROIDs.
    pub suffix: String,
}

/// The head of a registrar's queue.
#[derive(Clone, PartialEq, Debug)]
pub struct Queue {
    /// How many wait.
    pub count: i64,
    /// The oldest.
    pub first: Option<PollMessage>,
}

/// The latest transfer, as `transfer op="query"` shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct TransferInfo {
    /// The transfer.
    pub transfer: Transfer,
    /// The process ID, for a domain.
    pub id: Option<DomainId>,
    /// What waits with the transfer, if it waits.
    pub fee: Option<WaitingFee>,
}

/// A fee that goes back if its transfer does not happen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct WaitingFee {
    /// The fee.
    pub charge: Charge,
    /// Days after the transfer in which a deletion brings it back.
    pub grace_days: u16,
}

/// One line of a holder's dashboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DomainRow {
    /// Process ID.
    pub id: DomainId,
    /// The name.
    pub name: DomainName,
    /// Registered, Reserved or Pending Delete.
    pub status: PublicStatus,
    /// The registrar's name.
    pub registrar: String,
    /// When it expires.
    pub expires: Timestamp,
    /// Whose clocks show that: those of the name's zone.
    pub time_zone: Option<TimeZoneName>,
}

/// What a dashboard is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SortBy {
    /// The process ID.
    Id,
    /// The name.
    #[default]
    Name,
    /// The registrar's name.
    Registrar,
    /// The expiry.
    Expires,
    /// The status.
    Status,
}

/// Which way a list is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

/// Which part of a holder's domains is wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DomainQuery {
    /// Part of the name in either form, or of the process ID; empty is all.
    pub text: String,
    /// Only this status.
    pub status: Option<PublicStatus>,
    /// What to sort by.
    pub sort: SortBy,
    /// Which way.
    pub direction: Direction,
    /// Page, from 1.
    pub page: u32,
    /// Lines per page, 1 to 100.
    pub per_page: u32,
}

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// The lines.
    pub rows: Vec<T>,
    /// How many lines match in all.
    pub total: u32,
    /// How many there are without any filter.
    pub unfiltered: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
}

/// Everything that a holder may know of a domain.
#[derive(Clone, PartialEq, Debug)]
pub struct DomainView {
    /// The settled domain.
    pub domain: Domain,
    /// ROID: process ID with its suffix.
    pub roid: String,
    /// Statuses as EPP shows them.
    pub statuses: Statuses,
    /// The holder.
    pub holder: Contact,
    /// Other contacts with their roles.
    pub contacts: Vec<(ContactRole, Contact)>,
    /// The sponsoring registrar.
    pub registrar: RegistrarCard,
    /// The latest lines of history, newest first.
    pub history: Vec<HistoryLine>,
    /// What became of its changes in the DNS.
    pub receipts: Vec<foral_model::publication::Receipt>,
    /// Why no code can be made now, if none can.
    pub code_obstacle: Option<foral_model::refusal::Refusal>,
    /// The live code of the holder, if there is one (never the code itself).
    pub holder_code: Option<StoredCode>,
    /// The live code of the registrar, if there is one.
    pub registrar_code: Option<StoredCode>,
    /// Whole days in which a renewal is possible after expiry.
    pub renewable_days: u16,
    /// Whole days between the end of that and the release of the name.
    pub pending_delete_days: u16,
    /// What the zone does with a name at its expiry.
    pub at_expiry: foral_model::zone::AtExpiry,
    /// Who may change the holder.
    pub holder_change: foral_model::zone::HolderChange,
    /// Why the holder cannot ask for another holder now, if so.
    pub change_obstacle: Option<foral_model::refusal::Refusal>,
    /// The name of the registrar whose request for the domain waits, if one does.
    pub gaining: Option<String>,
}

/// What holders may know of a registrar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegistrarCard {
    /// `clID`.
    pub id: RegistrarId,
    /// Its name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Its web site.
    pub website: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
}

/// A registrar as the command line lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegistrarRow {
    /// What holders may know.
    pub card: RegistrarCard,
    /// Whether it works.
    pub state: RegistrarState,
    /// Its balance.
    pub balance: foral_model::money::Money,
    /// Its certificates.
    pub certificates: Vec<foral_model::registrar::Certificate>,
    /// Its zones.
    pub zones: Vec<DomainName>,
}

/// A portal session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Who signed in.
    pub login: Handle,
    /// As what.
    pub role: Role,
    /// The person's name.
    pub name: String,
    /// Language of pages.
    pub lang: Lang,
    /// When the session began.
    pub created: Timestamp,
    /// When it ends if nothing happens.
    pub idle_expires: Timestamp,
    /// Secret of the session's form tokens.
    pub form_key: Secret,
}

/// A fresh session: the token is for the cookie, only its digest is stored.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenedSession {
    /// 256 random bits, for the cookie.
    pub token: Secret,
    /// The session.
    pub session: Session,
}

/// A transfer code as the page of the holder shows it.
#[derive(Clone, PartialEq, Debug)]
pub struct ShownCode {
    /// The code, while the page may show it.
    pub code: Option<foral_model::auth_code::AuthCode>,
    /// When it was made.
    pub made: Timestamp,
    /// Until when the page shows it.
    pub shown_until: Timestamp,
    /// Until when it works.
    pub expires: Timestamp,
}

/// Why somebody could not sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInRefused {
    /// Handle or password is wrong; which is not said.
    Wrong,
    /// Too many attempts: wait until then.
    Throttled(Timestamp),
}

/// Somebody logs in over EPP.
#[derive(Clone, Debug)]
pub struct LogIn {
    /// `clID`, as it was sent.
    pub client: String,
    /// The password.
    pub password: Secret,
    /// The password from now on.
    pub new_password: Option<Secret>,
    /// SHA-256 of the client certificate's DER form, lower-case hexadecimal.
    pub certificate: Option<String>,
    /// When that certificate runs out, if it says so.
    pub certificate_expires: Option<Timestamp>,
    /// What the client's software calls itself.
    pub agent: Option<String>,
    /// Where the connection comes from.
    pub address: std::net::IpAddr,
    /// For the journal.
    pub server_trid: String,
}

/// A registrar that has logged in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Admitted {
    /// Who.
    pub card: RegistrarCard,
    /// Minutes within which a command under one reference is a repetition; `None` never.
    pub retry_minutes: Option<u16>,
    /// What it should look after.
    pub events: Vec<LoginEvent>,
}

/// Why a login was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogInRefused {
    /// Identifier, password, certificate or address is wrong; which is not said.
    Authentication,
    /// The registrar may not log in any more.
    Closed,
    /// The password has run out, and no new one was given. Whoever hears this has proved who it is.
    PasswordOver(Vec<LoginEvent>),
    /// The new password is too weak.
    PasswordTooWeak(Vec<LoginEvent>),
}
