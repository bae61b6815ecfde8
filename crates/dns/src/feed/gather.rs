//! From names that were touched to what the zone shall say: of them, and of the names above the
//! hosts that serve them, whose addresses come and go with their use.

use std::collections::{BTreeMap, BTreeSet};

use foral_model::name::DomainName;
use foral_registry::error::Incident;
use foral_registry::zone_feed::Wanted;

use super::Feed;
use super::apex::delegation;
use crate::delegation::Delegation;
use crate::wire::Name;
use crate::zone::Version;

/// What shall stand at a name, or that nothing shall.
pub(super) type Change = (Name, Option<Delegation>);

impl Feed {
    /// What shall stand at these names, and at those whose hosts they use or used.
    pub(super) async fn changes(&mut self, names: &[DomainName]) -> Result<Vec<Change>, Incident> {
        let version = self.publisher.published().current();
        let mut changes = self.wanted(names).await?;
        let touched: BTreeSet<&DomainName> = names.iter().collect();
        let mut above = BTreeSet::new();
        for (owner, desired) in &changes {
            let before = version.delegation(owner);
            let servers = before
                .iter()
                .chain(desired)
                .flat_map(|delegation| &delegation.ns);
            above.extend(servers.filter_map(|server| self.above(server)));
        }
        let above: Vec<DomainName> = above
            .into_iter()
            .filter(|name| !touched.contains(name))
            .collect();
        changes.extend(self.wanted(&above).await?);
        Ok(changes)
    }

    async fn wanted(&mut self, names: &[DomainName]) -> Result<Vec<Change>, Incident> {
        let wanted = self.registry.zone_wanted(&self.zone, names).await?;
        Ok(with_children(self.gated(&wanted).await?, &self.children()))
    }

    /// The name directly below the zone that a server lies below or is.
    fn above(&self, server: &Name) -> Option<DomainName> {
        let cut = cut(server, &self.origin)?;
        DomainName::parse(&cut.to_string()).ok()
    }
}

/// What shall stand at a name.
pub(super) fn change(wanted: &Wanted) -> Change {
    let desired = match &wanted.said {
        Some(Ok((said, glue))) => Some(delegation(&wanted.name, said, glue)),
        Some(Err(_)) | None => None,
    };
    (Name::from_domain(&wanted.name), desired)
}

/// Changes of which those of zones below are what their own policies say.
fn with_children(changes: Vec<Change>, children: &BTreeMap<Name, Delegation>) -> Vec<Change> {
    let own = changes
        .into_iter()
        .map(|(owner, said)| match children.get(&owner) {
            Some(child) => (owner, Some(child.clone())),
            None => (owner, said),
        });
    own.collect()
}

/// The name directly below `origin` that `name` is or lies below.
pub(super) fn cut(name: &Name, origin: &Name) -> Option<Name> {
    if !name.is_below(origin) {
        return None;
    }
    let extra = name.labels().count() - origin.labels().count() - 1;
    let skipped: usize = name.labels().take(extra).map(|label| label.len() + 1).sum();
    Name::parse_wire(name.as_wire().get(skipped..)?).map(|(cut, _)| cut)
}

/// The names directly below a zone that a version says something else of than an earlier one, by the
/// way from one to the other.
pub(super) fn changed(diff: &crate::publish::Diff, version: &Version) -> BTreeSet<Name> {
    use crate::wire::Rtype;
    let tells = |rtype: Rtype| [Rtype::NS, Rtype::DS, Rtype::A, Rtype::AAAA].contains(&rtype);
    let records = diff.removed.iter().chain(&diff.added);
    records
        .filter(|record| tells(record.rtype))
        .filter_map(|record| cut(&record.owner, version.origin()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_directly_below_the_zone() {
        let name = |text| Name::parse_text(text).unwrap();
        let cut = |text, zone| cut(&name(text), &name(zone)).map(|cut| cut.to_string());
        assert_eq!(cut("ns1.b.exemplo.pt", "pt").as_deref(), Some("exemplo.pt."));
        assert_eq!(cut("exemplo.com.pt", "com.pt").as_deref(), Some("exemplo.com.pt."));
        assert_eq!(cut("pt", "pt"), None);
        assert_eq!(cut("exemplo.apt", "pt"), None);
    }
}
