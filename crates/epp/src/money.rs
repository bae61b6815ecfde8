//! Fees in answers (RFC 8748).

use foral_epp_wire::code::ResultCode;
use foral_epp_wire::command::CheckName;
use foral_epp_wire::decimal::Decimal;
use foral_epp_wire::ext::fee::charged::Charged;
use foral_epp_wire::ext::fee::check::{Asked, Check, Checked, Price, Priced};
use foral_epp_wire::ext::fee::{Applied, Credit, Fee, Refund, Verb};
use foral_epp_wire::told::Words as Said;
use foral_model::launch::application::PaidAt;
use foral_model::money::{Charge, Currency};
use foral_model::name::DomainName;
use foral_model::outcome::{Bill, Outcome, Refund as Back};
use foral_model::secret::Secret;
use foral_model::zone::PricedVerb;
use foral_registry::Registry;
use foral_registry::quote::{FeeAnswer, FeeQuestion};

use crate::login::LoggedIn;
use crate::reply::Voice;

/// Fees and credits of an outcome, ready to be shown.
pub(crate) struct Account {
    pub(crate) verb: Verb,
    pub(crate) currency: Currency,
    pub(crate) fees: Vec<Fee>,
    pub(crate) credits: Vec<Credit>,
    balance: Option<Decimal>,
    credit_limit: Option<Decimal>,
}

impl Account {
    /// What an outcome cost or gave back; nothing if no money is in it.
    pub(crate) fn of(outcome: &Outcome) -> Option<Self> {
        match outcome {
            Outcome::DomainCreated { bill, .. } => Some(Self::charged(Verb::Create, bill)),
            Outcome::ApplicationMade { bill, paid, .. } => Some(Self::applied(bill, *paid)),
            Outcome::DomainRenewed { bill, .. } => Some(Self::charged(Verb::Renew, bill)),
            Outcome::DomainRestored { bill, .. } => Some(Self::charged(Verb::Update, bill)),
            Outcome::DomainTransferred { bill: Some(bill), .. } => {
                Some(Self::charged(Verb::Transfer, bill))
            }
            Outcome::DomainDeleted { refunds } | Outcome::DomainDeletionPending { refunds, .. } => {
                Self::given_back(refunds)
            }
            _ => None,
        }
    }

    fn charged(verb: Verb, bill: &Bill) -> Self {
        Self {
            verb,
            currency: bill.charge.fee.currency,
            fees: vec![fee(bill.charge.fee.minor, bill.grace_days)],
            credits: Vec::new(),
            balance: Some(Decimal::from_minor(bill.balance.minor)),
            credit_limit: Some(Decimal::from_minor(bill.credit_limit.minor)),
        }
    }

    /// The fee of a name that was applied for: it waits with the application, and goes back if another
    /// gets the name, or it is taken when the name is allocated.
    fn applied(bill: &Bill, paid: PaidAt) -> Self {
        let amount = Decimal::from_minor(bill.charge.fee.minor);
        let fee = match paid {
            PaidAt::Application => Fee {
                refund: Some(Refund::Possible),
                applied: Some(Applied::Immediate),
                ..Fee::of(amount)
            },
            PaidAt::Allocation => Fee { applied: Some(Applied::Delayed), ..Fee::of(amount) },
        };
        Self { fees: vec![fee], ..Self::charged(Verb::Create, bill) }
    }

    /// A transfer's fee, while the transfer waits.
    pub(crate) fn waiting(charge: Charge, grace_days: u16) -> Self {
        Self {
            verb: Verb::Transfer,
            currency: charge.fee.currency,
            fees: vec![fee(charge.fee.minor, grace_days)],
            credits: Vec::new(),
            balance: None,
            credit_limit: None,
        }
    }

    fn given_back(refunds: &[Back]) -> Option<Self> {
        let currency = refunds.first()?.charge.fee.currency;
        let credit = |back: &Back| Credit {
            amount: Decimal::from_minor(-back.charge.fee.minor),
            description: Some(back.kind.as_str().to_owned()),
            lang: None,
        };
        Some(Self {
            verb: Verb::Delete,
            currency,
            fees: Vec::new(),
            credits: refunds.iter().map(credit).collect(),
            balance: None,
            credit_limit: None,
        })
    }

    /// The same, as an answer carries it.
    pub(crate) fn shown(&self) -> Charged<'_> {
        Charged {
            verb: self.verb,
            currency: Some(self.currency),
            period: None,
            fees: &self.fees,
            credits: &self.credits,
            balance: self.balance,
            credit_limit: self.credit_limit,
        }
    }

    /// The balance after it.
    pub(crate) const fn balance(&self) -> Option<Decimal> {
        self.balance
    }
}

fn fee(minor: i64, grace_days: u16) -> Fee {
    let amount = Decimal::from_minor(minor);
    if grace_days == 0 {
        return Fee { applied: Some(Applied::Immediate), ..Fee::of(amount) };
    }
    Fee {
        refund: Some(Refund::Possible),
        grace: Some(format!("P{grace_days}D")),
        applied: Some(Applied::Immediate),
        ..Fee::of(amount)
    }
}

/// The prices of all names of a check, by name.
pub(crate) struct PriceList {
    pub(crate) currency: Currency,
    names: Vec<NamePrices>,
}

struct NamePrices {
    asked: String,
    class: Option<String>,
    obstacle: Option<String>,
    lines: Vec<Line>,
}

struct Line {
    asked: Asked,
    price: Price,
    fees: Vec<Fee>,
    obstacle: Option<String>,
}

/// Asks what the registrar wants to know, about each name that is one.
///
/// # Errors
/// The code of an answer that says why there is none.
pub(crate) async fn prices(
    registry: &Registry,
    session: &LoggedIn,
    names: &[CheckName],
    check: &Check,
    token: Option<&Secret>,
    voice: &mut Voice<'_>,
) -> Result<PriceList, ResultCode> {
    let parsed: Vec<&DomainName> = names
        .iter()
        .filter_map(|n| n.parsed.as_ref().ok())
        .collect();
    let questions: Vec<FeeQuestion> = parsed
        .iter()
        .flat_map(|name| {
            check
                .commands
                .iter()
                .filter_map(|asked| question(name, asked))
        })
        .collect();
    let answers = match registry.fees(&session.visitor, &questions, token).await {
        Ok(answers) => answers,
        Err(error) => return Err(voice.error(&error)),
    };
    let mut answers = answers.into_iter();
    let mut currency = check.currency.unwrap_or(Currency::EUR);
    let mut list = Vec::with_capacity(parsed.len());
    for name in names.iter().filter(|name| name.parsed.is_ok()) {
        let mut priced = NamePrices {
            asked: name.text.clone(),
            class: None,
            obstacle: None,
            lines: Vec::with_capacity(check.commands.len()),
        };
        for asked in &check.commands {
            let line = match verb_of(asked) {
                None => Err("this command costs nothing here".to_owned()),
                Some(_) => match answers.next() {
                    Some(Ok(answer)) => Ok(answer),
                    Some(Err(refusal)) => Err(voice.words().refusal(&refusal)),
                    None => Err(String::new()),
                },
            };
            priced
                .lines
                .push(line_of(asked, line, check, &mut currency, &mut priced.class));
        }
        if priced.lines.iter().all(|line| line.obstacle.is_some()) {
            priced.obstacle = priced.lines.first().and_then(|line| line.obstacle.clone());
        }
        list.push(priced);
    }
    Ok(PriceList { currency, names: list })
}

fn line_of(
    asked: &Asked,
    answer: Result<FeeAnswer, String>,
    check: &Check,
    currency: &mut Currency,
    class: &mut Option<String>,
) -> Line {
    let mut asked = asked.clone();
    match answer {
        Ok(answer)
            if check
                .currency
                .is_some_and(|wanted| wanted != answer.currency) =>
        {
            let obstacle = format!("fees are in {}", answer.currency);
            Line { asked, price: Price::Standard, fees: Vec::new(), obstacle: Some(obstacle) }
        }
        Ok(answer) => {
            *currency = answer.currency;
            asked.period = foral_model::period::Period::years(answer.years);
            let price = if answer.quote.tier.is_some() { Price::Premium } else { Price::Standard };
            *class = answer.quote.tier.or_else(|| Some("standard".to_owned()));
            let fees = vec![fee(answer.quote.charge.fee.minor, answer.grace_days)];
            Line { asked, price, fees, obstacle: None }
        }
        Err(why) => Line { asked, price: Price::Standard, fees: Vec::new(), obstacle: Some(why) },
    }
}

impl PriceList {
    /// Answers with the list, in the session's language.
    pub(crate) fn shown<R>(&self, lang: &str, tell: impl FnOnce(&[Checked<'_>]) -> R) -> R {
        let lines: Vec<Vec<Priced<'_>>> =
            self.names.iter().map(|name| priced(name, lang)).collect();
        let checked: Vec<Checked<'_>> = self
            .names
            .iter()
            .zip(&lines)
            .map(|(name, lines)| Checked {
                asked: &name.asked,
                class: name.class.as_deref(),
                commands: lines,
                obstacle: name.obstacle.as_deref().map(|text| Said { text, lang }),
            })
            .collect();
        tell(&checked)
    }
}

fn priced<'n>(name: &'n NamePrices, lang: &'n str) -> Vec<Priced<'n>> {
    let one = |line: &'n Line| Priced {
        asked: &line.asked,
        price: line.price,
        fees: &line.fees,
        credits: &[],
        obstacle: line.obstacle.as_deref().map(|text| Said { text, lang }),
    };
    name.lines.iter().map(one).collect()
}

fn question(name: &DomainName, asked: &Asked) -> Option<FeeQuestion> {
    let verb = verb_of(asked)?;
    Some(FeeQuestion { name: name.clone(), verb, period: asked.period })
}

const fn verb_of(asked: &Asked) -> Option<PricedVerb> {
    match asked.verb {
        Verb::Create => Some(PricedVerb::Create),
        Verb::Renew => Some(PricedVerb::Renew),
        Verb::Transfer => Some(PricedVerb::Transfer),
        Verb::Restore => Some(PricedVerb::Restore),
        Verb::Delete | Verb::Update | Verb::Custom => None,
    }
}
