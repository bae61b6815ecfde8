//! What a domain waits for, and what its holder can do about it.

use foral_model::domain::{Party, PendingHolder, PendingTransfer, Silence};
use foral_model::zone::HolderChange;
use foral_registry::view::DomainView;
use foral_words::Words;

/// Something that waits for somebody's answer.
pub(crate) struct Waiting {
    pub(crate) title: String,
    pub(crate) text: String,
    /// What the holder can do: words and address.
    pub(crate) links: Vec<(String, String)>,
}

/// What the holder can do about who holds the domain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Handover {
    /// Hand it over.
    Offered,
    /// Withdraw what waits.
    Cancellable,
    /// Nothing: the registrar changes holders here.
    Absent,
}

impl Handover {
    pub(crate) fn of(view: &DomainView) -> Self {
        match (&view.domain.pending_holder, view.holder_change) {
            (Some(_), _) => Self::Cancellable,
            (None, HolderChange::ByAgreement { .. }) => Self::Offered,
            (None, HolderChange::ByRegistrar) => Self::Absent,
        }
    }
}

impl Waiting {
    /// All that the domain waits for.
    pub(crate) fn of(t: Words, view: &DomainView) -> Vec<Self> {
        let domain = &view.domain;
        let transfer = domain.pending_transfer.as_ref();
        let holder = domain.pending_holder.as_ref();
        let transfer = transfer.map(|pending| transfer_waits(t, view, pending));
        let holder = holder.map(|pending| holder_waits(t, view, pending));
        transfer.into_iter().chain(holder).collect()
    }
}

fn transfer_waits(t: Words, view: &DomainView, pending: &PendingTransfer) -> Waiting {
    let gaining = view
        .gaining
        .clone()
        .unwrap_or_else(|| pending.gaining.to_string());
    let (registrar, when) = (&view.registrar.name, t.moment(pending.acts));
    let (title, text) = match pending.silence {
        Silence::Approves => {
            (t.domain_waits_approves(gaining), t.domain_waits_approves_text(registrar, when))
        }
        Silence::Cancels => {
            (t.domain_waits_cancels(gaining), t.domain_waits_cancels_text(registrar, when))
        }
    };
    Waiting { title, text, links: Vec::new() }
}

fn holder_waits(t: Words, view: &DomainView, pending: &PendingHolder) -> Waiting {
    let page = format!("/domains/{}", view.domain.name);
    let when = t.moment(pending.lapses);
    let cancel = (t.domain_handover_cancel(), format!("{page}/holder/cancel"));
    let answer = (t.waiting_answer(), format!("{page}/answer"));
    let (text, links) = match pending.awaits {
        Party::New => (t.domain_waits_new_text(when), vec![cancel]),
        Party::Present => (t.domain_waits_present_text(when), vec![answer, cancel]),
    };
    Waiting { title: t.domain_waits_new(&pending.to), text, links }
}
