//! What the model knows of the three zones: written down here once more, not read from their files.

/// One zone's law, in days and cents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Law {
    pub(crate) zone: &'static str,
    /// The prefix of the handles that the test chooses; nothing where the registry assigns them.
    pub(crate) handles: Option<&'static str>,
    pub(crate) per_year: i64,
    pub(crate) premium_create: i64,
    pub(crate) premium_renew: i64,
    pub(crate) transfer: i64,
    pub(crate) restore: i64,
    /// Percent that come on top of a fee.
    pub(crate) tax: i64,
    pub(crate) periods: &'static [u8],
    pub(crate) roles: &'static [&'static str],
    pub(crate) grace: Option<Grace>,
    pub(crate) renews: Renews,
    pub(crate) renewable: i64,
    /// Days of redemption and days for the report.
    pub(crate) redemption: Option<(i64, i64)>,
    pub(crate) pending_delete: i64,
    pub(crate) moves: Moves,
    pub(crate) years: u8,
    pub(crate) code_needed: bool,
    /// Days that a registrar's code works, where registrars set any.
    pub(crate) code_days: Option<i64>,
    /// Days for each party to a change of holder, where both must agree.
    pub(crate) agreement: Option<i64>,
    /// Days for a contact's transfer.
    pub(crate) contact_days: i64,
    pub(crate) hosts: bool,
    /// Whether allocation tokens are offered.
    pub(crate) tokens: bool,
}

/// Days of the grace periods.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grace {
    pub(crate) add: i64,
    pub(crate) renew: i64,
    pub(crate) auto_renew: i64,
    pub(crate) transfer: i64,
}

/// Whether names renew themselves.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Renews {
    Always,
    AsWished,
}

/// How names move.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Moves {
    AtOnce,
    /// Silence of the losing registrar approves after so many days.
    UnlessObjected(i64),
    /// Silence of the administrative contact cancels after so many days.
    IfConfirmed(i64),
}

const ALL_YEARS: &[u8] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/// Years that an expiry may lie ahead after a renewal.
pub(crate) const HORIZON: i64 = 10;
/// The labels in each zone: the fourth is of a tier where the zone has one, the last is reserved.
pub(crate) const LABELS: [&str; 5] = ["alfa1", "beta2", "gama3", "sol", "www"];

pub(crate) const PT: Law = Law {
    zone: "pt",
    handles: None,
    per_year: 960,
    premium_create: 960,
    premium_renew: 960,
    transfer: 0,
    restore: 0,
    tax: 25,
    periods: &[1, 3, 5],
    roles: &[],
    grace: None,
    renews: Renews::AsWished,
    renewable: 30,
    redemption: None,
    pending_delete: 5,
    moves: Moves::AtOnce,
    years: 0,
    code_needed: true,
    code_days: Some(30),
    agreement: Some(8),
    contact_days: 0,
    hosts: false,
    tokens: false,
};

pub(crate) const GTLD: Law = Law {
    zone: "example-gtld",
    handles: Some("GC-"),
    per_year: 800,
    premium_create: 25_000,
    premium_renew: 8_000,
    transfer: 800,
    restore: 4_000,
    tax: 20,
    periods: ALL_YEARS,
    roles: &["admin", "tech"],
    grace: Some(Grace { add: 5, renew: 5, auto_renew: 45, transfer: 5 }),
    renews: Renews::Always,
    renewable: 0,
    redemption: Some((30, 5)),
    pending_delete: 5,
    moves: Moves::UnlessObjected(5),
    years: 1,
    code_needed: true,
    code_days: Some(14),
    agreement: None,
    contact_days: 5,
    hosts: true,
    tokens: true,
};

pub(crate) const ES: Law = Law {
    zone: "example-es",
    handles: Some("EC-"),
    per_year: 600,
    premium_create: 600,
    premium_renew: 600,
    transfer: 0,
    restore: 0,
    tax: 21,
    periods: ALL_YEARS,
    roles: &["admin", "billing", "tech"],
    grace: None,
    renews: Renews::AsWished,
    renewable: 10,
    redemption: None,
    pending_delete: 5,
    moves: Moves::IfConfirmed(10),
    years: 0,
    code_needed: false,
    code_days: None,
    agreement: Some(10),
    contact_days: 0,
    hosts: true,
    tokens: false,
};

pub(crate) const LAWS: [Law; 3] = [PT, GTLD, ES];

impl Law {
    /// Whether a label is of the zone's tier.
    pub(crate) fn is_premium(&self, label: usize) -> bool {
        self.premium_create != self.per_year && LABELS[label] == "sol"
    }

    pub(crate) fn create_fee(&self, label: usize, years: u8) -> i64 {
        let fee = if self.is_premium(label) { self.premium_create } else { self.per_year };
        fee * i64::from(years)
    }

    pub(crate) fn renew_fee(&self, label: usize, years: u8) -> i64 {
        let fee = if self.is_premium(label) { self.premium_renew } else { self.per_year };
        fee * i64::from(years)
    }

    /// A name of the tier costs its yearly fee, where transfers cost anything.
    pub(crate) fn transfer_fee(&self, label: usize) -> i64 {
        if self.is_premium(label) { self.premium_renew } else { self.transfer }
    }
}
