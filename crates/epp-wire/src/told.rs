//! What extensions add to an answer, each in the terms of its own file.

use foral_model::domain::Key;
use foral_model::money::Currency;
use foral_model::organisation::OrganisationLink;

use crate::check::within_32;
use crate::ext::addl_email::AdditionalEmail;
use crate::ext::idn::Idn;
use crate::ext::launch::{Application, Phase};
use crate::ext::{
    addl_email, allocation_token, change_poll, dry_run, fee, idn, launch, login_sec, orgext, retry,
    rgp, secdns, ttl,
};
use crate::namespace::Extension;
use crate::value::is_language;
use crate::xml::Xml;

/// A text for people, and its language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// The language, a tag of BCP 47.
    pub lang: &'a str,
}

/// Something that an extension adds to an answer. It is written if the session announced the
/// extension; otherwise [`Unhandled`](crate::ext::unhandled::Unhandled) says what becomes of it.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// `secDNS:infData` with keys instead of signers (RFC 5910, section 5.1.2).
    Keys(&'a [Key]),
    /// `rgp:infData`, beside `domain:infData` (RFC 3915, section 4.1.2).
    Grace(&'a [rgp::GraceShown<'a>], Remarks<'a>),
    /// `rgp:upData`, after a restore (RFC 3915, section 4.2.5).
    Restored(&'a [rgp::GraceShown<'a>], Remarks<'a>),
    /// `fee:chkData` (RFC 8748, section 5.1.1).
    Prices(Currency, &'a [fee::check::Checked<'a>]),
    /// `fee:creData` and its like (RFC 8748, section 5.2).
    Charged(fee::charged::Charged<'a>),
    /// `launch:chkData` (RFC 8334, section 3.1).
    Claims(Option<&'a Phase>, &'a [launch::check::Checked<'a>]),
    /// `launch:creData` (RFC 8334, section 3.3.5).
    Applied(&'a Application),
    /// `launch:infData` (RFC 8334, section 3.2).
    Launch(launch::info::Shown<'a>),
    /// `allocationToken:allocationToken`, beside `domain:infData` (RFC 8495, section 3.1.2).
    Token(&'a str),
    /// `changePoll:changeData` (RFC 8590, section 3.1.2).
    Change(change_poll::Change<'a>),
    /// `loginSec:loginSecData` (RFC 8807, section 4.1).
    Security(&'a [login_sec::Event<'a>]),
    /// `ttl:infData` (RFC 9803, section 2.1.1).
    Ttl(&'a [ttl::Shown<'a>]),
    /// `idn:data`.
    Idn(&'a Idn),
    /// `orgext:infData` (RFC 8544, section 4.1.2).
    Organisations(&'a [OrganisationLink]),
    /// `addlEmail:addlEmail` (RFC 9873, section 5.1.2).
    Email(&'a AdditionalEmail),
    /// `dryRun:outcome`.
    DryRun(dry_run::Outcome<'a>),
    /// `retry:repeated`.
    Repeated(retry::Repeated<'a>),
}

/// The language of remarks beside grace statuses, a tag of BCP 47.
pub type Remarks<'a> = &'a str;

impl Told<'_> {
    /// Whose it is.
    pub const fn extension(&self) -> Extension {
        match self {
            Self::Keys(_) => Extension::SecDns,
            Self::Grace(..) | Self::Restored(..) => Extension::Rgp,
            Self::Prices(..) | Self::Charged(_) => Extension::Fee,
            Self::Claims(..) | Self::Applied(_) | Self::Launch(_) => Extension::Launch,
            Self::Token(_) => Extension::AllocationToken,
            Self::Change(_) => Extension::ChangePoll,
            Self::Security(_) => Extension::LoginSec,
            Self::Ttl(_) => Extension::Ttl,
            Self::Idn(_) => Extension::Idn,
            Self::Organisations(_) => Extension::OrgExt,
            Self::Email(_) => Extension::AddlEmail,
            Self::DryRun(_) => Extension::DryRun,
            Self::Repeated(_) => Extension::Retry,
        }
    }

    /// Whether there is anything to write: the schemas have no empty lists.
    pub(crate) const fn says_something(&self) -> bool {
        match self {
            Self::Keys(all) => !all.is_empty(),
            Self::Grace(all, _) | Self::Restored(all, _) => !all.is_empty(),
            Self::Prices(_, all) => !all.is_empty(),
            Self::Claims(_, all) => !all.is_empty(),
            Self::Token(token) => !token.is_empty(),
            Self::Security(all) => !all.is_empty(),
            Self::Ttl(all) => !all.is_empty(),
            Self::Organisations(all) => !all.is_empty(),
            Self::Charged(_) | Self::Applied(_) | Self::Launch(_) | Self::Change(_) => true,
            Self::Idn(_) | Self::Email(_) | Self::DryRun(_) | Self::Repeated(_) => true,
        }
    }

    pub(crate) fn write(&self, xml: &mut Xml<'_>) {
        match self {
            Self::Keys(all) => secdns::write_keys(xml, "secDNS:infData", all),
            Self::Grace(all, lang) => rgp::write_data(xml, "rgp:infData", all, lang),
            Self::Restored(all, lang) => rgp::write_data(xml, "rgp:upData", all, lang),
            Self::Prices(currency, all) => fee::check::write_data(xml, *currency, all),
            Self::Charged(charged) => fee::charged::write(xml, charged),
            Self::Claims(phase, all) => launch::check::write_data(xml, *phase, all),
            Self::Applied(application) => launch::write_application(xml, "creData", application),
            Self::Launch(shown) => launch::info::write_data(xml, shown),
            Self::Token(token) => allocation_token::write(xml, token),
            Self::Change(change) => change_poll::write(xml, change),
            Self::Security(events) => login_sec::write_data(xml, events),
            Self::Ttl(all) => ttl::write_data(xml, all),
            Self::Idn(idn) => idn::write(xml, idn),
            Self::Organisations(all) => orgext::write_data(xml, all),
            Self::Email(email) => addl_email::write(xml, email),
            Self::DryRun(outcome) => dry_run::write_data(xml, outcome),
            Self::Repeated(repeated) => retry::write(xml, repeated),
        }
    }
}

impl<'a> Words<'a> {
    /// The language, unless it is the schemas' own.
    pub(crate) fn tag(self) -> Option<&'a str> {
        Some(self.lang).filter(|lang| *lang != "en" && is_language(lang))
    }

    /// Writes a leaf, if there is something to say.
    pub(crate) fn write(xml: &mut Xml<'_>, tag: &str, words: Option<Self>) {
        let Some(words) = words else { return };
        match words.tag() {
            Some(lang) => xml.leaf_with(tag, &[("lang", lang)], words.text),
            None => xml.leaf(tag, words.text),
        }
    }

    /// As [`Words::write`], cut at a word to the 32 characters of `eppcom:reasonType`.
    pub(crate) fn write_short(xml: &mut Xml<'_>, tag: &str, words: Option<Self>) {
        let Some(words) = words else { return };
        Words::write(xml, tag, Some(Words { text: &within_32(words.text), ..words }));
    }
}
