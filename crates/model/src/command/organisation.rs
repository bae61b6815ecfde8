//! Commands on organisations (RFC 8543), and what others say of their links (RFC 8544).

use crate::contact::{Phone, PostalForm};
use crate::extension::Extensions;
use crate::organisation::{
    Address, OrganisationContact, OrganisationId, OrganisationLink, OrganisationPostal,
    OrganisationRole, OrganisationStatus, Reached, RoleHeld,
};

/// Makes an organisation.
#[derive(Clone, PartialEq, Debug)]
pub struct OrganisationCreate {
    /// Its identifier.
    pub id: OrganisationId,
    /// What it does; at least one.
    pub roles: Vec<RoleHeld>,
    /// Statuses to begin with.
    pub statuses: Vec<OrganisationStatus>,
    /// The organisation above it.
    pub parent: Option<OrganisationId>,
    /// Forms of its address, two at most.
    pub postal: Vec<OrganisationPostal>,
    /// How it is reached.
    pub reached: Reached,
    /// Contacts that speak for it.
    pub contacts: Vec<OrganisationContact>,
    /// The extensions that the command uses; a zone of the repository must offer each.
    pub uses: Extensions,
}

/// Changes an organisation; what is not said stays. Removals come before additions.
#[derive(Clone, PartialEq, Debug)]
pub struct OrganisationUpdate {
    /// The organisation.
    pub id: OrganisationId,
    /// What comes. A role that is there already takes the statuses and the number.
    pub add: OrganisationSide,
    /// What goes. A role with statuses or a number loses only these.
    pub remove: OrganisationSide,
    /// The organisation above it.
    pub parent: Option<OrganisationId>,
    /// Forms of the address to replace.
    pub postal: Vec<OrganisationPostalChange>,
    /// How it is reached.
    pub reached: ReachedChange,
    /// The extensions that the command uses; a zone of the repository must offer each.
    pub uses: Extensions,
}

/// What comes or goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OrganisationSide {
    /// Contacts.
    pub contacts: Vec<OrganisationContact>,
    /// Roles.
    pub roles: Vec<RoleHeld>,
    /// Statuses.
    pub statuses: Vec<OrganisationStatus>,
}

/// Changes one form of an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrganisationPostalChange {
    /// Which form.
    pub form: PostalForm,
    /// The name.
    pub name: Option<String>,
    /// The address, replaced whole.
    pub address: Option<Address>,
}

/// Changes how an organisation is reached; `Some(None)` clears.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReachedChange {
    /// Telephone.
    pub voice: Option<Option<Phone>>,
    /// Fax.
    pub fax: Option<Option<Phone>>,
    /// E-mail address.
    pub email: Option<String>,
    /// A second one (RFC 9873).
    pub additional_email: Option<Option<String>>,
    /// Web site; an empty one clears it.
    pub url: Option<Option<String>>,
}

/// What an update says of an object's organisations (RFC 8544, section 4.2.5).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LinkChange {
    /// Roles that nobody has yet.
    pub add: Vec<OrganisationLink>,
    /// Roles that end; without an organisation, whoever has it.
    pub remove: Vec<(OrganisationRole, Option<OrganisationId>)>,
    /// Roles that go to another.
    pub change: Vec<OrganisationLink>,
}

impl LinkChange {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty() && self.change.is_empty()
    }

    /// The organisations that come.
    pub fn coming(&self) -> impl Iterator<Item = &OrganisationId> {
        self.add.iter().chain(&self.change).map(|link| &link.id)
    }
}
