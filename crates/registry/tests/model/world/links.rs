//! Links that letters carry: read from the outbox, and opened before they are used.

use foral_model::mail::Letter;
use foral_model::name::DomainName;
use foral_model::refusal::Refusal;
use foral_model::secret::{Sealed, Secret};
use foral_registry::error::Error;

use super::{World, domain_name};
use crate::book::Name;
use crate::law::{LABELS, LAWS};
use crate::step::{Deed, Step};

/// More letters than a story writes.
const ALL: u32 = 10_000;

impl World {
    /// The token that a step sends; one that opens nothing where no letter had any.
    pub(super) fn token(&self, name: Name, back: usize) -> Secret {
        let sent = self
            .links
            .get(&name)
            .and_then(|all| all.iter().rev().nth(back));
        sent.cloned()
            .unwrap_or_else(|| Secret::new("0123456789abcdef0123456789abcdef"))
    }

    /// Opens the page behind the link that a step is about: it asks as long as the model's link
    /// works, and that it was looked at changes nothing.
    pub(super) async fn open_link(&self, step: &Step) -> Result<(), String> {
        let Deed::Link { back, .. } = step.deed else { return Ok(()) };
        let name = (step.zone, step.label);
        let ours = self.book.opens(name, back);
        match self.registry.decision_view(&self.token(name, back)).await {
            Ok(view) if ours && view.domain == domain_name(name) => Ok(()),
            Err(Error::Refused(Refusal::LinkDead)) if !ours => Ok(()),
            other => Err(format!("{step:?}: the page says {other:?}, the model opens: {ours}")),
        }
    }

    /// Reads new letters: there are as many links about each name as the model has written.
    pub(super) async fn read_letters(&mut self, step: &Step) -> Result<(), String> {
        let writes = matches!(
            step.deed,
            Deed::Request(_) | Deed::Holder(_) | Deed::HolderAgrees(_) | Deed::Link { .. }
        );
        if !writes {
            return Ok(());
        }
        let letters = self.registry.letters_due(ALL).await;
        for item in letters.map_err(|why| why.to_string())? {
            if item.id <= self.letters {
                continue;
            }
            self.letters = item.id;
            if let Some((domain, sealed)) = link_in(&item.mail.letter) {
                let token = self.registry.unseal(sealed);
                let token = token.map_err(|why| why.to_string())?;
                let name = place_of(domain).ok_or_else(|| format!("a letter about {domain}"))?;
                self.links.entry(name).or_default().push(token);
            }
        }
        let name = (step.zone, step.label);
        let theirs = self.links.get(&name).map_or(0, Vec::len);
        let ours = self
            .book
            .links
            .iter()
            .filter(|link| link.name == name)
            .count();
        if theirs == ours {
            return Ok(());
        }
        Err(format!("{step:?}: Foral has written {theirs} links about the name, not {ours}"))
    }
}

fn link_in(letter: &Letter) -> Option<(&DomainName, &Sealed)> {
    match letter {
        Letter::TransferAsked { domain, token: Some(token), .. }
        | Letter::HolderChangeAsked { domain, token, .. } => Some((domain, token)),
        _ => None,
    }
}

fn place_of(domain: &DomainName) -> Option<Name> {
    let all = (0..LAWS.len()).flat_map(|zone| (0..LABELS.len()).map(move |label| (zone, label)));
    all.into_iter().find(|name| domain_name(*name) == *domain)
}
