-- The registry's tables, in SQLite's dialect. For PostgreSQL the words for types are exchanged
-- (INTEGER becomes BIGINT, TEXT is compared bytewise) and WITHOUT ROWID goes.
--
-- Instants are microseconds since 1970 UTC, money is minor units, `doc` and `data` are JSON,
-- names are A-labels. What is searched, guarded or counted has a column; the rest is in `doc`.

CREATE TABLE sequence (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) WITHOUT ROWID;

-- Apart from each other, so that no two objects ever share a ROID.
INSERT INTO sequence (name, next) VALUES
    ('domain', 2000001), ('contact', 500000001), ('host', 800000001);

CREATE TABLE zone (
    name TEXT PRIMARY KEY,
    repository TEXT NOT NULL,
    policy TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE registrar (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;

-- A registrar's account has one currency; the registry's own have a row for each that was used.
CREATE TABLE account (
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance INTEGER NOT NULL,
    credit_limit INTEGER NOT NULL,
    PRIMARY KEY (name, currency)
) WITHOUT ROWID;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    about TEXT NOT NULL,
    seq INTEGER NOT NULL
);

CREATE INDEX entry_at ON entry (at);

-- Two or more for each entry, which add up to nothing. `balance` is the account's afterwards:
-- entries are numbered in the order of commits.
CREATE TABLE posting (
    account TEXT NOT NULL,
    entry_id INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    balance INTEGER NOT NULL,
    PRIMARY KEY (account, entry_id)
) WITHOUT ROWID;

-- Stored only by its digest.
CREATE TABLE allocation_token (
    digest TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    used_by INTEGER,
    doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX allocation_token_used_by ON allocation_token (used_by) WHERE used_by IS NOT NULL;

-- Answers of commands that may come again: a registrar's own reference names one.
CREATE TABLE answered (
    registrar TEXT NOT NULL,
    client_trid TEXT NOT NULL,
    digest TEXT NOT NULL,
    at INTEGER NOT NULL,
    server_trid TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (registrar, client_trid)
) WITHOUT ROWID;

CREATE INDEX answered_at ON answered (at);

CREATE TABLE contact (
    handle TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    repository TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    identity_country TEXT,
    identity_number TEXT,
    next_due INTEGER,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;

-- One person has one handle in a repository; contacts without a number do not collide.
CREATE UNIQUE INDEX contact_identity ON contact (identity_number, identity_country, repository);
CREATE INDEX contact_next_due ON contact (next_due) WHERE next_due IS NOT NULL;

CREATE TABLE contact_transfer (
    handle TEXT PRIMARY KEY,
    gaining TEXT NOT NULL,
    losing TEXT NOT NULL,
    requested INTEGER NOT NULL,
    acted INTEGER NOT NULL,
    state TEXT NOT NULL,
    expires INTEGER
) WITHOUT ROWID;

-- `links` holds the contacts and the names of linked hosts; a commit compares it to know whether
-- the two tables below must be written again.
CREATE TABLE domain (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    zone TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    registrant TEXT REFERENCES contact (handle),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    next_due INTEGER,
    version INTEGER NOT NULL,
    links TEXT NOT NULL,
    doc TEXT NOT NULL
);

CREATE INDEX domain_registrant ON domain (registrant);
CREATE INDEX domain_sponsor ON domain (sponsor);
CREATE INDEX domain_next_due ON domain (next_due);

CREATE TABLE domain_transfer (
    domain_id INTEGER PRIMARY KEY,
    gaining TEXT NOT NULL,
    losing TEXT NOT NULL,
    requested INTEGER NOT NULL,
    acted INTEGER NOT NULL,
    state TEXT NOT NULL,
    expires INTEGER
);

CREATE TABLE host (
    id INTEGER PRIMARY KEY,
    repository TEXT NOT NULL,
    name TEXT NOT NULL,
    superordinate INTEGER,
    sponsor TEXT NOT NULL,
    transferred INTEGER,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL,
    UNIQUE (repository, name)
);

CREATE INDEX host_superordinate ON host (superordinate);

CREATE TABLE domain_contact (
    domain_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    handle TEXT NOT NULL REFERENCES contact (handle),
    PRIMARY KEY (domain_id, role, handle)
) WITHOUT ROWID;

CREATE INDEX domain_contact_handle ON domain_contact (handle);

-- `place` is the server's place among the domain's name servers.
CREATE TABLE domain_host (
    domain_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    host_id INTEGER NOT NULL REFERENCES host (id),
    PRIMARY KEY (domain_id, place)
) WITHOUT ROWID;

CREATE INDEX domain_host_host ON domain_host (host_id);

CREATE TABLE attempts (
    domain_id INTEGER NOT NULL,
    registrar TEXT NOT NULL,
    count INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (domain_id, registrar)
) WITHOUT ROWID;

CREATE INDEX attempts_registrar ON attempts (registrar, last);

CREATE TABLE message (
    registrar TEXT NOT NULL,
    id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (registrar, id)
) WITHOUT ROWID;

CREATE TABLE login (
    login TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    registrar TEXT,
    password TEXT,
    lang TEXT NOT NULL,
    recovered INTEGER,
    failures INTEGER NOT NULL,
    failed INTEGER,
    version INTEGER NOT NULL
) WITHOUT ROWID;

-- Links in letters. `domain_id` is the domain that one answers for.
CREATE TABLE token (
    digest TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    domain_id INTEGER,
    handle TEXT NOT NULL,
    email TEXT NOT NULL,
    expires INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX token_handle ON token (handle);
CREATE INDEX token_domain ON token (domain_id) WHERE domain_id IS NOT NULL;

CREATE TABLE web_session (
    digest TEXT PRIMARY KEY,
    login TEXT NOT NULL,
    created INTEGER NOT NULL,
    idle_expires INTEGER NOT NULL,
    absolute_expires INTEGER NOT NULL,
    lang TEXT NOT NULL,
    form_key TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX web_session_login ON web_session (login);

-- `sealed` is forgotten once the page may no longer show it.
CREATE TABLE shown_code (
    session_digest TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed TEXT,
    made INTEGER NOT NULL,
    shown_until INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    PRIMARY KEY (session_digest, name)
) WITHOUT ROWID;

-- Somebody forgot a password and waits for a letter. `wish` is sealed: who is meant, if anybody,
-- is found out behind the door, by the commit that removes the row.
CREATE TABLE recovery (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    wish TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX recovery_at ON recovery (at);

-- `secret` is the sealed part of a letter; it never reaches `mail_log`. Until `claimed_until` a
-- letter is in the hands of one round of one front end.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    due INTEGER NOT NULL,
    claimed_by TEXT,
    claimed_until INTEGER,
    attempts INTEGER NOT NULL,
    why TEXT,
    mail TEXT NOT NULL,
    secret TEXT
);

CREATE INDEX outbox_due ON outbox (due);
CREATE INDEX outbox_claimed_by ON outbox (claimed_by);

CREATE TABLE mail_log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    why TEXT,
    mail TEXT NOT NULL
);

-- Append-only. `seq` has no gaps and its order is the order of commits. `billed` is what the deed
-- costs the registrar `billed_to`; it comes from the law, and not from the ledger that is compared
-- with it.
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    effective INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    address TEXT,
    client_trid TEXT,
    server_trid TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    deed TEXT NOT NULL,
    data TEXT NOT NULL,
    verb TEXT NOT NULL,
    command TEXT,
    billed_to TEXT,
    billed INTEGER,
    billed_currency TEXT
);

CREATE INDEX journal_subject ON journal (subject_kind, subject_key, seq);
