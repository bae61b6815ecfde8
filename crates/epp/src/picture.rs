//! A domain as `info` draws it, with what extensions add.

use foral_epp_wire::command::HostFilter;
use foral_epp_wire::domain;
use foral_epp_wire::ext::idn::Idn;
use foral_epp_wire::ext::rgp::{Grace, GraceShown};
use foral_epp_wire::ext::ttl::{self, Limits, Record, Wanted};
use foral_epp_wire::reply::Data;
use foral_epp_wire::told::Told;
use foral_model::domain::{GraceKind, Key, RecordType, RgpStatus};
use foral_model::extension::Extension;
use foral_model::zone::{SignerForm, TtlRange, Zone};
use foral_registry::view::{DomainInfo, Sight};

use crate::launched::Launched;

/// What an answer about a domain is made of.
pub(crate) struct Picture<'f> {
    found: &'f DomainInfo,
    graces: Vec<GraceShown<'static>>,
    keys: Option<Vec<Key>>,
    times: Times,
    idn: Option<Idn>,
    national: domain::info::NationalData,
    launch: Option<&'f Launched>,
}

impl<'f> Picture<'f> {
    /// Draws what was found, by the policy of its zone.
    pub(crate) fn of(
        found: &'f DomainInfo,
        zone: Option<&Zone>,
        wanted_times: Option<Wanted>,
    ) -> Self {
        let offers = |extension| zone.is_some_and(|zone| zone.extensions.has(extension));
        let by_key = zone.is_some_and(|zone| zone.signer_form == SignerForm::Key);
        let keys = || {
            found
                .domain
                .signers
                .iter()
                .filter_map(|signer| signer.key.clone())
        };
        Self {
            found,
            graces: found.rgp.iter().map(|status| shown(*status)).collect(),
            keys: by_key.then(|| keys().collect()),
            times: Times::of(&found.domain.ttls, wanted_times, zone.map(|zone| zone.ttl)),
            idn: idn(found, zone),
            national: if offers(Extension::PtDomain) {
                domain::info::NationalData::Shown
            } else {
                domain::info::NationalData::Hidden
            },
            launch: None,
        }
    }

    /// The same, with what the launch of its zone says of it.
    pub(crate) const fn launched(mut self, launch: Option<&'f Launched>) -> Self {
        self.launch = launch;
        self
    }

    /// Hands the answer's data on.
    pub(crate) fn tell<R>(
        &self,
        lang: &str,
        filter: HostFilter,
        tell: impl FnOnce(Data<'_>, &[Told<'_>]) -> R,
    ) -> R {
        let found = self.found;
        let data = Data::DomainInfo(domain::info::Shown {
            domain: &found.domain,
            statuses: found.statuses,
            hosts: &found.hosts,
            suffix: &found.suffix,
            filter,
            view: match found.sight {
                Sight::Full => domain::info::View::Full,
                Sight::Limited => domain::info::View::Limited,
            },
            signers: if self.keys.is_some() {
                domain::info::Signers::Hidden
            } else {
                domain::info::Signers::Shown
            },
            national: self.national,
        });
        let times = self.times.shown();
        let mut told = Vec::new();
        if !self.graces.is_empty() {
            told.push(Told::Grace(&self.graces, lang));
        }
        told.extend(
            self.keys
                .as_deref()
                .filter(|keys| !keys.is_empty())
                .map(Told::Keys),
        );
        if !times.is_empty() {
            told.push(Told::Ttl(&times));
        }
        told.extend(self.launch.map(|launch| Told::Launch(launch.shown(lang))));
        told.extend(self.idn.as_ref().map(Told::Idn));
        told.push(Told::Organisations(&found.organisations));
        tell(data, &told)
    }
}

/// The table of an internationalised name.
fn idn(found: &DomainInfo, zone: Option<&Zone>) -> Option<Idn> {
    let unicode = found.domain.name.unicode();
    let table = zone.and_then(|zone| zone.syntax.table.clone())?;
    let is_idn = unicode != found.domain.name.as_str();
    is_idn.then_some(Idn { table, unicode: Some(unicode) })
}

const fn shown(status: RgpStatus) -> GraceShown<'static> {
    let grace = match status {
        RgpStatus::Grace(GraceKind::Add) => Grace::Add,
        RgpStatus::Grace(GraceKind::AutoRenew) => Grace::AutoRenew,
        RgpStatus::Grace(GraceKind::Renew) => Grace::Renew,
        RgpStatus::Grace(GraceKind::Transfer) => Grace::Transfer,
        RgpStatus::Redemption => Grace::Redemption,
        RgpStatus::PendingRestore => Grace::PendingRestore,
        RgpStatus::PendingDelete => Grace::PendingDelete,
    };
    GraceShown { grace, remark: "" }
}

/// Times to live, if they were asked for (RFC 9803, section 2.1.1).
pub(crate) struct Times(Vec<(Record, Option<u32>, Option<Limits>)>);

impl Times {
    /// Those that were set; all, with their limits, where the policy of a known zone is wanted.
    pub(crate) fn of(
        kept: &[(RecordType, u32)],
        wanted: Option<Wanted>,
        range: Option<TtlRange>,
    ) -> Self {
        let range = match wanted {
            None => return Self(Vec::new()),
            Some(Wanted::Values) => None,
            Some(Wanted::Policy) => range,
        };
        let limits = range.map(|TtlRange { min, default, max }| Limits { min, default, max });
        let line =
            |(record, seconds): (RecordType, Option<u32>)| (on_the_wire(record), seconds, limits);
        let set = kept
            .iter()
            .map(|(record, seconds)| (*record, Some(*seconds)));
        let unset = RecordType::ALL
            .into_iter()
            .filter(|record| range.is_some() && !kept.iter().any(|(known, _)| known == record))
            .map(|record| (record, None));
        Self(set.chain(unset).map(line).collect())
    }

    fn shown(&self) -> Vec<ttl::Shown<'_>> {
        self.0
            .iter()
            .map(|(record, seconds, limits)| ttl::Shown {
                record,
                seconds: *seconds,
                limits: *limits,
            })
            .collect()
    }

    /// Hands them on, as what extensions add.
    pub(crate) fn tell<R>(&self, tell: impl FnOnce(&[Told<'_>]) -> R) -> R {
        let shown = self.shown();
        if shown.is_empty() { tell(&[]) } else { tell(&[Told::Ttl(&shown)]) }
    }
}

const fn on_the_wire(record: RecordType) -> Record {
    match record {
        RecordType::Ns => Record::Ns,
        RecordType::Ds => Record::Ds,
        RecordType::A => Record::A,
        RecordType::Aaaa => Record::Aaaa,
    }
}
