//! What can be asked for about registrars and money.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Listing;

/// What can be done with registrars.
#[derive(Subcommand, Debug)]
pub(crate) enum RegistrarTask {
    /// Admit a registrar
    #[command(after_help = "\
Example:
  foral registrar add ALFA --name 'Alfa Registos, Lda.' --email epp@alfa.example \\
      --zone pt --zone com.pt --password-file alfa.password")]
    Add(Box<RegistrarAdd>),
    /// List the registrars
    List(Listing),
    /// Show what the public directory says of a registrar
    #[command(after_help = "Example:\n  foral registrar show ALFA")]
    Show {
        /// The registrar
        id: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Change a registrar's terms; what is not said stays
    #[command(after_help = "\
Examples:
  foral registrar update ALFA --billing postpaid
  foral registrar update ALFA --credit-limit 500.00 --low-balance 100.00
  foral registrar update ALFA --retry-minutes 60 --taxation exempt
  foral registrar update ALFA --state suspended
  foral registrar update ALFA --iana-id 9999 --abuse-email abuse@alfa.example
  foral registrar update ALFA --zone pt --zone shop")]
    Update(Box<RegistrarUpdate>),
    /// Show what moved a registrar's balance
    #[command(after_help = "\
Examples:
  foral registrar statement ALFA
  foral registrar statement ALFA --from 2027-01-01 --to 2027-02-01 --json")]
    Statement(StatementOptions),
    /// Book a payment of a registrar
    #[command(after_help = "Example:\n  foral registrar deposit ALFA 5000.00")]
    Deposit {
        /// The registrar
        id: String,
        /// How much, such as 5000.00
        amount: String,
        /// ISO 4217 code
        #[arg(long, default_value = "EUR")]
        currency: String,
    },
}

/// A registrar to admit.
#[derive(Args, Debug)]
pub(crate) struct RegistrarAdd {
    /// Its identifier (clID): 3 to 16 letters, digits, hyphens or underscores
    pub(crate) id: String,
    /// Its name, for people
    #[arg(long)]
    pub(crate) name: String,
    /// Where the registry writes to it
    #[arg(long)]
    pub(crate) email: String,
    /// Its web site
    #[arg(long)]
    pub(crate) website: Option<String>,
    /// Its telephone, for holders
    #[arg(long)]
    pub(crate) phone: Option<String>,
    /// Its number in IANA's register of registrars, for generic top-level domains
    #[arg(long, value_name = "NUMBER")]
    pub(crate) iana_id: Option<u32>,
    /// Where abuse of its names is reported by letter
    #[arg(long, value_name = "E-MAIL")]
    pub(crate) abuse_email: Option<String>,
    /// Where abuse of its names is reported by telephone
    #[arg(long, value_name = "PHONE")]
    pub(crate) abuse_phone: Option<String>,
    /// A zone that it may sell in; may be repeated; in none without
    #[arg(long = "zone", value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// A network that it may connect from; may be repeated; from anywhere without
    #[arg(long = "from", value_name = "NETWORK")]
    pub(crate) networks: Vec<ipnet::IpNet>,
    /// How far below zero its balance may go
    #[arg(long, default_value = "0.00", value_name = "AMOUNT")]
    pub(crate) credit_limit: String,
    /// A file with its EPP password on the first line: 8 to 16 characters
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
}

/// Terms of a registrar that change.
#[derive(Args, Debug)]
pub(crate) struct RegistrarUpdate {
    /// The registrar
    pub(crate) id: String,
    /// Whether it may work
    #[arg(long, value_enum)]
    pub(crate) state: Option<StateTerm>,
    /// When it pays
    #[arg(long, value_enum)]
    pub(crate) billing: Option<BillingTerm>,
    /// Whether tax is added to its fees
    #[arg(long, value_enum)]
    pub(crate) taxation: Option<TaxTerm>,
    /// How far below zero its balance may go
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) credit_limit: Option<String>,
    /// Below which balance it is warned by a message, or "none"
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) low_balance: Option<String>,
    /// Minutes within which a command with a reference (clTRID) that was used before is a
    /// repetition and hears the answer again: 1 to 1440, or "none"
    #[arg(long, value_name = "MINUTES")]
    pub(crate) retry_minutes: Option<String>,
    /// Days that its EPP password works, 1 to 3650, or "none" for good. Afterwards it logs in only
    /// with a new password beside it
    #[arg(long, value_name = "DAYS")]
    pub(crate) password_days: Option<String>,
    /// A zone that it may sell in; may be repeated, and replaces all that were
    #[arg(long = "zone", value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// Its number in IANA's register of registrars, or "none"
    #[arg(long, value_name = "NUMBER")]
    pub(crate) iana_id: Option<String>,
    /// Where abuse of its names is reported by letter, or "none"
    #[arg(long, value_name = "E-MAIL")]
    pub(crate) abuse_email: Option<String>,
    /// Where abuse of its names is reported by telephone, or "none"
    #[arg(long, value_name = "PHONE")]
    pub(crate) abuse_phone: Option<String>,
    /// ISO 4217 code of the amounts
    #[arg(long, default_value = "EUR")]
    pub(crate) currency: String,
}

/// Whether a registrar may work.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StateTerm {
    /// Works
    Active,
    /// Logs in and reads, and changes nothing
    Suspended,
    /// Does not log in
    Closed,
}

/// When a registrar pays.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BillingTerm {
    /// Before: balance and credit limit cover its commands
    Prepaid,
    /// After: its balance may fall without limit
    Postpaid,
}

/// Whether tax is added to a registrar's fees.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TaxTerm {
    /// It is, at the zone's rate
    Taxed,
    /// It is not
    Exempt,
}

/// Which statement.
#[derive(Args, Debug)]
pub(crate) struct StatementOptions {
    /// The registrar
    pub(crate) id: String,
    /// From this day (UTC) or instant on; from the beginning without
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// Until before this day (UTC) or instant; until now without
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) listing: Listing,
}

/// What can be done with the books.
#[derive(Subcommand, Debug)]
pub(crate) enum LedgerTask {
    /// Prove that balances, postings and bills agree
    #[command(after_help = "\
Example:
  foral ledger prove

Each account's balance must be the sum of its postings, each entry must balance, and each registrar
must have been charged what the history says that it was billed. What does not agree is printed, and
the command fails. A running server does the same after each midnight (UTC).")]
    Prove,
    /// Book an amount by hand, with a reason
    #[command(after_help = "\
Examples:
  foral ledger correct ALFA 9.60 'charged twice for exemplo.pt'
  foral ledger correct ALFA -5.00 'deposit of 3 March returned'

A positive amount is in the registrar's favour.")]
    Correct {
        /// The registrar
        id: String,
        /// How much, such as 9.60 or -5.00
        #[arg(allow_hyphen_values = true)]
        amount: String,
        /// Why, for the statement
        reason: String,
        /// ISO 4217 code
        #[arg(long, default_value = "EUR")]
        currency: String,
    },
}

/// What can be done with allocation tokens.
#[derive(Subcommand, Debug)]
pub(crate) enum TokenTask {
    /// Add a token (RFC 8495); its text is made here and shown once
    #[command(after_help = "\
Examples:
  foral token add --zone shop --name livros.shop --registrar ALFA --once
  foral token add --zone shop --percent 20 --until 2027-06-01 --label 'spring fair'

A token for a name opens it even if the name is reserved. The registry keeps a digest only: whoever
loses the text needs another token.")]
    Add(Box<TokenAdd>),
    /// List the tokens
    List(Listing),
}

/// An allocation token to add.
#[derive(Args, Debug)]
pub(crate) struct TokenAdd {
    /// The zone that it is good in
    #[arg(long)]
    pub(crate) zone: String,
    /// The one name that it is good for; for any without
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The one registrar that may use it; any without
    #[arg(long)]
    pub(crate) registrar: Option<String>,
    /// Good once; as often as anybody likes without
    #[arg(long)]
    pub(crate) once: bool,
    /// Reduces the fee of the registration by so many percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) percent: Option<u8>,
    /// The whole fee of the registration, whatever the list says
    #[arg(long, value_name = "AMOUNT", conflicts_with = "percent")]
    pub(crate) fee: Option<String>,
    /// ISO 4217 code of the fee
    #[arg(long, default_value = "EUR")]
    pub(crate) currency: String,
    /// From this day (UTC) or instant on
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// Until before this day (UTC) or instant
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// A word for staff
    #[arg(long, default_value = "")]
    pub(crate) label: String,
    /// A file with the text on its first line, instead of one that is made here
    #[arg(long, value_name = "FILE")]
    pub(crate) text_file: Option<PathBuf>,
}
