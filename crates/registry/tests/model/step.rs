//! What may happen next: small numbers, so that a story shrinks well. Whom a step means, and what it
//! refers to, is settled when its turn comes.

use proptest::prelude::*;

/// One step of a story.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    /// Place of the zone.
    pub(crate) zone: usize,
    /// Place of the label.
    pub(crate) label: usize,
    /// 0 to 6 is whoever it befits, from 7 on the registrar of this number beyond.
    pub(crate) who: usize,
    pub(crate) deed: Deed,
}

/// What is done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    Create {
        years: u8,
        contact: usize,
        server: Option<usize>,
        claim: bool,
        code: bool,
        token: Option<usize>,
    },
    Renew {
        years: u8,
        right_date: bool,
    },
    Delete,
    RestoreRequest,
    RestoreReport,
    Request(Given),
    Approve,
    Reject,
    Cancel,
    Status {
        add: bool,
        which: usize,
    },
    SetCode,
    Holder(usize),
    Server {
        add: bool,
        host: usize,
    },
    Wish(bool),
    HolderAgrees(usize),
    HolderRefuses(usize),
    HolderCancel,
    /// An answer by a link in a letter: the latest about the name, or one before it.
    Link {
        back: usize,
        agrees: bool,
    },
    HostCreate(usize),
    HostDelete(usize),
    HostRename(usize, usize),
    ContactCreate(usize),
    ContactDelete(usize),
    ContactRequest {
        contact: usize,
        given: Given,
    },
    ContactAnswer {
        contact: usize,
        answer: Answer,
    },
    TokenAdd {
        place: usize,
        terms: TokenTerms,
    },
    Ack,
    Deposit(i64),
    Dispute(bool),
    Lock {
        add: bool,
        which: usize,
        days: Option<i64>,
    },
    Wait(i64),
    Tick,
    Restart,
}

/// Which code is given.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Given {
    Good,
    Wrong,
    Nothing,
}

/// What an allocation token is good for; days are counted from its making.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct TokenTerms {
    /// Place of the one label.
    pub(crate) label: Option<usize>,
    /// The one registrar.
    pub(crate) registrar: Option<usize>,
    pub(crate) once: bool,
    pub(crate) reduction: Option<Reduction>,
    pub(crate) from: Option<i64>,
    pub(crate) until: Option<i64>,
}

/// What a token does to the fee.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Reduction {
    Percent(u8),
    /// The whole fee, in cents.
    Fixed(i64),
}

/// An answer to a contact's transfer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Answer {
    Approve,
    Reject,
    Cancel,
}

/// How many allocation tokens a zone may have in a story.
pub(crate) const TOKENS: usize = 4;

pub(crate) const CLIENT: [&str; 5] = [
    "clientDeleteProhibited",
    "clientTransferProhibited",
    "clientUpdateProhibited",
    "clientRenewProhibited",
    "clientHold",
];
pub(crate) const SERVER: [&str; 5] = [
    "serverDeleteProhibited",
    "serverTransferProhibited",
    "serverUpdateProhibited",
    "serverRenewProhibited",
    "serverHold",
];

pub(crate) fn steps() -> impl Strategy<Value = Step> {
    let label = prop_oneof![12 => 0..3usize, 3 => Just(3), 1 => Just(4)];
    (0..3usize, label, 0..10usize, deeds()).prop_map(|(zone, label, who, deed)| Step {
        zone,
        label,
        who,
        deed,
    })
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => creates(),
        3 => tokens(),
        5 => (years(), prop::bool::weighted(0.9))
            .prop_map(|(years, right_date)| Deed::Renew { years, right_date }),
        4 => Just(Deed::Delete),
        4 => Just(Deed::RestoreRequest),
        3 => Just(Deed::RestoreReport),
        8 => given().prop_map(Deed::Request),
        3 => Just(Deed::Approve),
        2 => Just(Deed::Reject),
        2 => Just(Deed::Cancel),
        9 => changes(),
        5 => holders(),
        6 => links(),
        8 => hosts(),
        6 => contacts(),
        3 => Just(Deed::Ack),
        2 => (1..30_000i64).prop_map(Deed::Deposit),
        3 => any::<bool>().prop_map(Deed::Dispute),
        3 => (any::<bool>(), 0..5usize, prop::option::of(1..60i64))
            .prop_map(|(add, which, days)| Deed::Lock { add, which, days }),
        10 => waits().prop_map(Deed::Wait),
        2 => Just(Deed::Tick),
        2 => Just(Deed::Restart),
    ]
}

fn creates() -> impl Strategy<Value = Deed> {
    let said = (any::<bool>(), any::<bool>(), prop::option::weighted(0.3, 0..TOKENS));
    let parts = (years(), 0..3usize, prop::option::of(0..4usize), said);
    parts.prop_map(|(years, contact, server, (claim, code, token))| Deed::Create {
        years,
        contact,
        server,
        claim,
        code,
        token,
    })
}

fn tokens() -> impl Strategy<Value = Deed> {
    let reduction = prop_oneof![
        (0..=100u8).prop_map(Reduction::Percent),
        (0..2_000i64).prop_map(Reduction::Fixed),
    ];
    let label = prop_oneof![2 => Just(None), 1 => Just(Some(4)), 1 => (0..4usize).prop_map(Some)];
    let whose = (label, prop::option::weighted(0.3, 0..3usize), any::<bool>());
    let days = (prop::option::weighted(0.3, -3..10i64), prop::option::weighted(0.4, 1..60i64));
    (0..TOKENS, whose, prop::option::of(reduction), days).prop_map(
        |(place, (label, registrar, once), reduction, (from, until))| Deed::TokenAdd {
            place,
            terms: TokenTerms { label, registrar, once, reduction, from, until },
        },
    )
}

fn changes() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (any::<bool>(), 0..5usize).prop_map(|(add, which)| Deed::Status { add, which }),
        Just(Deed::SetCode),
        (0..3usize).prop_map(Deed::Holder),
        (any::<bool>(), 0..4usize).prop_map(|(add, host)| Deed::Server { add, host }),
        any::<bool>().prop_map(Deed::Wish),
    ]
}

fn holders() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0..3usize).prop_map(Deed::HolderAgrees),
        1 => (0..3usize).prop_map(Deed::HolderRefuses),
        1 => Just(Deed::HolderCancel),
    ]
}

fn links() -> impl Strategy<Value = Deed> {
    let back = prop_oneof![6 => Just(0usize), 1 => Just(1), 1 => Just(2)];
    let agrees = prop::bool::weighted(0.8);
    (back, agrees).prop_map(|(back, agrees)| Deed::Link { back, agrees })
}

fn hosts() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..4usize).prop_map(Deed::HostCreate),
        1 => (0..4usize).prop_map(Deed::HostDelete),
        2 => (0..4usize, 0..4usize).prop_map(|(from, to)| Deed::HostRename(from, to)),
    ]
}

fn contacts() -> impl Strategy<Value = Deed> {
    let answer = prop_oneof![Just(Answer::Approve), Just(Answer::Reject), Just(Answer::Cancel)];
    prop_oneof![
        (0..3usize).prop_map(Deed::ContactCreate),
        (0..3usize).prop_map(Deed::ContactDelete),
        (0..3usize, given()).prop_map(|(contact, given)| Deed::ContactRequest { contact, given }),
        (0..3usize, answer).prop_map(|(contact, answer)| Deed::ContactAnswer { contact, answer }),
    ]
}

fn given() -> impl Strategy<Value = Given> {
    prop_oneof![8 => Just(Given::Good), 1 => Just(Given::Wrong), 1 => Just(Given::Nothing)]
}

fn years() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(1), 1 => Just(2), 1 => Just(3), 1 => Just(5), 1 => Just(10)]
}

/// Mostly the lengths that laws speak of, a day less, and a day more.
fn waits() -> impl Strategy<Value = i64> {
    let spoken = prop::sample::select(vec![5i64, 10, 14, 30, 35, 45, 365, 365]);
    prop_oneof![
        8 => 1..12i64,
        4 => (spoken, -1..=1i64).prop_map(|(days, more)| days + more),
        1 => 1..500i64,
    ]
}
