//! What holds in the database at any moment, whoever was killed when.

use foral_store::Database;
use rusqlite::Connection;
use tokio_postgres::{Client, NoTls};

use crate::demonstration::Demonstration;

/// Each counts what must not be there. One text for both engines.
const LAWS: &[(&str, &str)] = &[
    (
        "the two postings of an entry add up to nothing",
        "SELECT COUNT(*) FROM (SELECT entry_id FROM posting GROUP BY entry_id \
         HAVING SUM(amount) <> 0 OR COUNT(*) <> 2) AS odd",
    ),
    (
        "an entry has its postings",
        "SELECT COUNT(*) FROM entry WHERE id NOT IN (SELECT entry_id FROM posting)",
    ),
    (
        "a posting has its entry",
        "SELECT COUNT(*) FROM posting WHERE entry_id NOT IN (SELECT id FROM entry)",
    ),
    (
        "a balance is the sum of its postings",
        "SELECT COUNT(*) FROM account WHERE balance <> (SELECT COALESCE(SUM(amount), 0) \
         FROM posting WHERE posting.account = account.name AND posting.currency = account.currency)",
    ),
    (
        "an entry has its line",
        "SELECT COUNT(*) FROM entry WHERE seq NOT IN (SELECT seq FROM journal)",
    ),
    (
        "the journal has no gap",
        "SELECT COUNT(*) FROM (SELECT MAX(seq) - COUNT(*) AS gap FROM journal) AS count WHERE gap <> 0",
    ),
    (
        "a domain was created once",
        "SELECT COUNT(*) FROM domain WHERE 1 <> (SELECT COUNT(*) FROM journal \
         WHERE subject_kind = 'domain' AND subject_key = CAST(domain.id AS TEXT) \
         AND deed = 'created')",
    ),
    (
        "what was created is there",
        "SELECT COUNT(*) FROM journal WHERE deed = 'created' AND (subject_kind = 'domain' \
         AND subject_key NOT IN (SELECT CAST(id AS TEXT) FROM domain) OR subject_kind = 'contact' \
         AND subject_key NOT IN (SELECT handle FROM contact))",
    ),
    (
        "a contact was created once",
        "SELECT COUNT(*) FROM contact WHERE 1 <> (SELECT COUNT(*) FROM journal \
         WHERE subject_kind = 'contact' AND subject_key = contact.handle AND deed = 'created')",
    ),
    (
        "a domain was paid for once",
        "SELECT COUNT(*) FROM domain LEFT JOIN (SELECT about, COUNT(*) AS paid FROM entry \
         WHERE purpose = 'create' GROUP BY about) AS bill ON about = name \
         WHERE COALESCE(paid, 0) <> 1",
    ),
    (
        "each renewal was paid for",
        "SELECT COUNT(*) FROM (SELECT subject_name, COUNT(*) AS done FROM journal \
         WHERE deed = 'renewed' GROUP BY subject_name) AS renewal FULL JOIN (SELECT about, \
         COUNT(*) AS paid FROM entry WHERE purpose = 'renew' GROUP BY about) AS bill \
         ON about = subject_name WHERE COALESCE(paid, 0) <> COALESCE(done, 0)",
    ),
    (
        "each loser of a domain was told",
        "SELECT COUNT(*) FROM (SELECT (SELECT COUNT(*) FROM journal WHERE deed = 'transferred' \
         AND subject_kind = 'domain') - (SELECT COUNT(*) FROM message \
         WHERE kind = 'domain-transferred') AS gap) AS count WHERE gap <> 0",
    ),
    (
        "a queue is as long as it is counted",
        "SELECT COUNT(*) FROM queue FULL JOIN (SELECT registrar AS whose, COUNT(*) AS there \
         FROM message GROUP BY registrar) AS real ON whose = registrar \
         WHERE COALESCE(waiting, 0) <> COALESCE(there, 0)",
    ),
    (
        "the latest transfer brought a domain where it is",
        "SELECT COUNT(*) FROM domain JOIN domain_transfer ON domain_id = id \
         WHERE gaining <> sponsor OR gaining = losing",
    ),
    (
        "a domain that moved has a transfer",
        "SELECT COUNT(*) FROM journal WHERE deed = 'transferred' AND subject_kind = 'domain' \
         AND subject_key NOT IN (SELECT CAST(domain_id AS TEXT) FROM domain_transfer)",
    ),
    (
        "a domain of the load has its holder and its contact",
        "SELECT COUNT(*) FROM domain WHERE name LIKE 'carga-%' AND (registrant IS NULL OR 1 <> \
         (SELECT COUNT(*) FROM domain_contact WHERE domain_id = domain.id \
         AND handle = domain.registrant))",
    ),
    (
        "each holder was written to about each domain",
        "SELECT COUNT(*) FROM (SELECT (SELECT COUNT(*) FROM domain WHERE registrant IS NOT NULL) \
         - (SELECT COUNT(*) FROM outbox WHERE mail LIKE '%\"kind\":\"registered\"%') \
         - (SELECT COUNT(*) FROM mail_log WHERE mail LIKE '%\"kind\":\"registered\"%') \
         AS gap) AS count WHERE gap <> 0",
    ),
    (
        "holder and both registrars were written to about each transfer",
        "SELECT COUNT(*) FROM (SELECT 3 * (SELECT COUNT(*) FROM journal \
         WHERE deed = 'transferred' AND subject_kind = 'domain') \
         - (SELECT COUNT(*) FROM outbox WHERE mail LIKE '%\"kind\":\"transferred\"%') \
         - (SELECT COUNT(*) FROM mail_log WHERE mail LIKE '%\"kind\":\"transferred\"%') \
         AS gap) AS count WHERE gap <> 0",
    ),
    (
        "no letter both waits and has left",
        "SELECT COUNT(*) FROM outbox WHERE id IN (SELECT id FROM mail_log)",
    ),
];

/// Looks into the database past the server.
pub(super) enum Witness {
    Sqlite(Connection),
    Postgres(Client),
}

impl Witness {
    pub(super) async fn of(demonstration: &Demonstration) -> Self {
        match demonstration.database() {
            Database::Sqlite(file) => Self::Sqlite(Connection::open(file).unwrap()),
            Database::Postgres(url) => {
                let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
                tokio::spawn(connection);
                Self::Postgres(client)
            }
        }
    }

    /// The first law that is broken, and how often.
    pub(super) async fn check(&self) -> Result<(), String> {
        for (law, sql) in LAWS {
            match self.count(sql).await {
                0 => {}
                count => return Err(format!("not so, {count} times: {law}")),
            }
        }
        Ok(())
    }

    async fn count(&self, sql: &str) -> i64 {
        match self {
            Self::Sqlite(file) => file.query_row(sql, (), |row| row.get(0)).unwrap(),
            Self::Postgres(client) => client.query_one(sql, &[]).await.unwrap().get(0),
        }
    }
}
