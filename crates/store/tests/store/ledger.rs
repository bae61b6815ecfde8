//! Money: every posting is there, statements go on where the last ended, and the books are proved.

use foral_model::journal::{Billed, Deed};
use foral_model::ledger::{Account, Entry, Guard, Purpose};
use foral_model::money::{Charge, Currency, Money};
use foral_model::plan::{Change, Plan};
use foral_model::time::Timestamp;
use foral_store::{Database, Difference, Failure, Record, StatementPage};

use crate::engine::{Engine, ask, on_both_engines};
use crate::things::*;

on_both_engines! {
    an_entry_has_all_its_postings,
    only_the_payer_is_held_to_its_credit,
    a_statement_goes_on_where_the_last_ended,
    sound_books_are_proved,
    every_kind_of_wrong_is_found,
}

fn registrar_account(id: &str) -> Account {
    Account::Registrar(registrar_id(id))
}

fn at(seconds: i64) -> Record {
    Record { at: NOW.plus_seconds(seconds), ..record("test") }
}

/// A registration with its fee, which may go back.
fn sale(id: &str, paid: Charge) -> Plan {
    let about = "exemplo.pt".to_owned();
    let payer = registrar_id(id);
    let entry = Entry::paying(Purpose::Create, about, &payer, paid, Account::Grace);
    let mut plan = telling(1, "exemplo.pt", Deed::Created);
    plan.events[0].billed = Some(Billed { registrar: payer, amount: paid.total() });
    Plan { entries: vec![entry.within_credit()], ..plan }
}

fn refund(id: &str, paid: Charge) -> Plan {
    let payee = registrar_id(id);
    let entry = Entry::refunding("exemplo.pt".to_owned(), &payee, paid);
    let mut plan = telling(1, "exemplo.pt", Deed::Removed);
    let amount = Money::new(-paid.total().minor, paid.fee.currency);
    plan.events[0].billed = Some(Billed { registrar: payee, amount });
    Plan { entries: vec![entry], ..plan }
}

fn earn(fee: Money) -> Plan {
    let about = "exemplo.pt".to_owned();
    let entry = Entry::moving(Purpose::Earn, about, Account::Grace, Account::Revenue, fee);
    Plan { entries: vec![entry], ..plan(Vec::new()) }
}

fn correction(id: &str, minor: i64) -> Plan {
    let (from, to) = (Account::Revenue, registrar_account(id));
    let entry = Entry::moving(Purpose::Correction, "typo".to_owned(), from, to, euros(minor));
    Plan { entries: vec![entry], ..plan(Vec::new()) }
}

/// ALFA with 100 euros and BRAVO with 50 dollars.
async fn open_accounts(engine: &Engine) -> Currency {
    let dollars = Currency::parse("USD").unwrap();
    let mut bravo = registrar("BRAVO");
    bravo.balance.currency = dollars;
    bravo.credit_limit.currency = dollars;
    let inserts = [registrar("ALFA"), bravo].map(|it| Change::RegistrarInsert(Box::new(it)));
    let mut start = plan(inserts.to_vec());
    start.entries = vec![deposit("ALFA", 10_000), deposit_of("BRAVO", Money::new(5_000, dollars))];
    engine.store.commit(&[start], &at(0)).await.unwrap();
    dollars
}

async fn an_entry_has_all_its_postings(engine: Engine) {
    let store = &engine.store;
    let dollars = open_accounts(&engine).await;
    let in_dollars = Charge { fee: Money::new(1000, dollars), tax: Money::new(230, dollars) };
    let plans = [
        sale("ALFA", charge(960, 221)),
        sale("BRAVO", in_dollars),
        sale("ALFA", charge(100, 0)),
        refund("ALFA", charge(960, 221)),
        earn(euros(100)),
    ];
    for plan in plans {
        store.commit(&[plan], &at(1)).await.unwrap();
    }
    let wanted = [
        (Account::Bank, euros(-10_000)),
        (Account::Bank, Money::new(-5_000, dollars)),
        (Account::Grace, euros(0)),
        (Account::Grace, Money::new(1000, dollars)),
        (registrar_account("ALFA"), euros(9_900)),
        (registrar_account("BRAVO"), Money::new(3_770, dollars)),
        (Account::Revenue, euros(100)),
        (Account::Tax, euros(0)),
        (Account::Tax, Money::new(230, dollars)),
    ];
    assert_eq!(ask!(store, account_balances()), wanted);
    let sums = ask!(store, ledger_sums());
    assert!(sums.iter().all(|account| account.balance == account.posted), "{sums:?}");
}

async fn only_the_payer_is_held_to_its_credit(engine: Engine) {
    let store = &engine.store;
    open_accounts(&engine).await;
    let too_much = store
        .commit(&[sale("ALFA", charge(9_000, 1_001))], &at(1))
        .await;
    assert_eq!(too_much, Err(Failure::Conflict));
    assert_eq!(ask!(store, account_balances()).len(), 4);
    store
        .commit(&[sale("ALFA", charge(9_000, 1_000))], &at(1))
        .await
        .unwrap();
    let mut later = sale("ALFA", charge(500, 0));
    later.entries[0].guard = Guard::Unlimited;
    store.commit(&[later], &at(2)).await.unwrap();
    // A guarded refund is welcome, however deep the debt.
    let mut back = refund("ALFA", charge(1, 0));
    back.entries[0].guard = Guard::WithinCredit;
    store.commit(&[back], &at(3)).await.unwrap();
    let alfa = ask!(store, registrar(&registrar_id("ALFA"))).unwrap();
    assert_eq!(alfa.balance, euros(-499));
}

async fn a_statement_goes_on_where_the_last_ended(engine: Engine) {
    let store = &engine.store;
    let alfa = registrar_id("ALFA");
    open_accounts(&engine).await;
    // The third was decided before the second, and committed after it.
    for seconds in [10, 21, 20, 30] {
        let sales = [sale("ALFA", charge(100 + seconds, 0)), sale("ALFA", charge(1, 0))];
        store.commit(&sales, &at(seconds)).await.unwrap();
    }
    let read = async |from: i64, to: i64, after, limit| {
        let (from, to) = (NOW.plus_seconds(from), NOW.plus_seconds(to));
        ask!(store, statement(&alfa, from, to, StatementPage { after, limit }))
    };
    let all = read(0, 31, None, 100).await;
    let told: Vec<_> = all
        .iter()
        .map(|line| (line.purpose, line.amount.minor, line.balance.minor))
        .collect();
    let wanted = [
        (Purpose::Deposit, 10_000, 10_000),
        (Purpose::Create, -110, 9_890),
        (Purpose::Create, -1, 9_889),
        (Purpose::Create, -121, 9_768),
        (Purpose::Create, -1, 9_767),
        (Purpose::Create, -120, 9_647),
        (Purpose::Create, -1, 9_646),
        (Purpose::Create, -130, 9_516),
        (Purpose::Create, -1, 9_515),
    ];
    assert_eq!(told, wanted);
    assert_eq!((all[1].at, all[1].about.as_str()), (NOW.plus_seconds(10), "exemplo.pt"));

    let first = read(0, 31, None, 4).await;
    let second = read(0, 31, Some(first[3].number), 100).await;
    assert_eq!([first, second].concat(), all);
    for border in [5, 10, 15, 20, 21, 25, 30] {
        let parts = [read(0, border, None, 100).await, read(border, 31, None, 100).await];
        assert_eq!(parts.concat(), all, "{border}");
        let opening = ask!(store, balance_at(&alfa, NOW.plus_seconds(border)));
        assert_eq!(opening, parts[0].last().map(|line| line.balance), "{border}");
    }
    assert_eq!(read(31, 99, None, 100).await, []);
    assert_eq!(ask!(store, balance_at(&alfa, NOW)), None);
    assert_eq!(ask!(store, balance_at(&alfa, NOW.plus_days(1))), Some(euros(9_515)));
}

async fn sound_books_are_proved(engine: Engine) {
    let store = &engine.store;
    let dollars = open_accounts(&engine).await;
    let plans = [
        sale("ALFA", charge(960, 221)),
        sale("BRAVO", Charge::untaxed(Money::new(700, dollars))),
        refund("ALFA", charge(960, 221)),
        correction("ALFA", 50),
        sale("ALFA", charge(500, 115)),
    ];
    for (seconds, plan) in (1..).zip(plans) {
        store.commit(&[plan], &at(seconds)).await.unwrap();
    }
    let balance_of = async |as_of: Timestamp| {
        let proof = store.ledger_proof(as_of).await.unwrap();
        assert_eq!(proof.differences, []);
        assert!(proof.balances.iter().all(|it| it.balance == it.posted), "{proof:?}");
        let alfa = proof
            .balances
            .into_iter()
            .find(|it| it.account == "registrar:ALFA");
        alfa.unwrap().balance
    };
    assert_eq!(balance_of(NOW).await, 0);
    assert_eq!(balance_of(NOW.plus_seconds(1)).await, 10_000);
    assert_eq!(balance_of(NOW.plus_seconds(3)).await, 10_000 - 1181);
    assert_eq!(balance_of(NOW.plus_seconds(5)).await, 10_050);
    assert_eq!(balance_of(NOW.plus_days(1)).await, 10_050 - 615);
}

async fn every_kind_of_wrong_is_found(engine: Engine) {
    let store = &engine.store;
    open_accounts(&engine).await;
    let mut unbilled = sale("ALFA", charge(100, 0));
    unbilled.events[0].billed = None;
    let plans = [sale("ALFA", charge(960, 221)), unbilled];
    store.commit(&plans, &at(1)).await.unwrap();
    let proof = store.ledger_proof(NOW.plus_days(1)).await.unwrap();
    let unbilled = Difference::Billed {
        registrar: "ALFA".to_owned(),
        currency: Currency::EUR,
        billed: 1181,
        charged: 1281,
    };
    assert_eq!(proof.differences, std::slice::from_ref(&unbilled));

    let last = "(SELECT MAX(entry_id) FROM posting)";
    let posting = format!("WHERE account = 'grace' AND entry_id = {last}");
    tamper(&engine, &format!("UPDATE posting SET amount = amount + 5 {posting}")).await;
    tamper(&engine, "UPDATE account SET balance = 7 WHERE name = 'bank' AND currency = 'EUR'")
        .await;
    let differences = store
        .ledger_proof(NOW.plus_days(1))
        .await
        .unwrap()
        .differences;
    let [Difference::Balance(bank), Difference::Balance(grace), entry, billed] =
        differences.as_slice()
    else {
        panic!("{differences:?}")
    };
    assert_eq!((bank.account.as_str(), bank.balance, bank.posted), ("bank", 7, -10_000));
    assert_eq!((grace.account.as_str(), grace.balance, grace.posted), ("grace", 1060, 1065));
    assert!(matches!(entry, Difference::Entry { sum: 5, .. }), "{entry:?}");
    assert_eq!(*billed, unbilled);
}

/// Does what nobody may do to the books.
async fn tamper(engine: &Engine, sql: &str) {
    match &engine.database {
        Database::Sqlite(path) => {
            let file = rusqlite::Connection::open(path).unwrap();
            assert_eq!(file.execute(sql, ()).unwrap(), 1);
        }
        Database::Postgres(url) => {
            let (client, driver) = tokio_postgres::connect(url, tokio_postgres::NoTls)
                .await
                .unwrap();
            tokio::spawn(driver);
            assert_eq!(client.execute(sql, &[]).await.unwrap(), 1);
        }
    }
}
