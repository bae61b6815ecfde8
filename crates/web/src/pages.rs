//! One module for each page, with a template of the same name.

pub(crate) mod about;
pub(crate) mod answer;
pub(crate) mod decide;
pub(crate) mod disclosure;
pub(crate) mod domain;
pub(crate) mod domains;
pub(crate) mod handover;
pub(crate) mod history;
pub(crate) mod login;
pub(crate) mod lookup;
pub(crate) mod mailbox;
pub(crate) mod oops;
pub(crate) mod prefer;
pub(crate) mod recover;
pub(crate) mod reset;
pub(crate) mod revoke;
pub(crate) mod transfer;
