-- What was published when. `followed` says up to which line of the journal a zone is published.
CREATE TABLE followed (
    zone TEXT PRIMARY KEY,
    seq INTEGER NOT NULL
) WITHOUT ROWID;

-- Lines of the journal that changed a zone, with the serial that said so first.
CREATE TABLE published (
    seq INTEGER NOT NULL,
    zone TEXT NOT NULL,
    serial INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (seq, zone)
) WITHOUT ROWID;

CREATE INDEX published_serial ON published (zone, serial);

-- When a secondary was first seen to have what such a line changed.
CREATE TABLE served (
    seq INTEGER NOT NULL,
    zone TEXT NOT NULL,
    secondary TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (seq, zone, secondary)
) WITHOUT ROWID;

-- Domains that lost a name server because the domain above it went, with the line that tells of it.
CREATE TABLE unserved (
    seq INTEGER NOT NULL,
    domain_id INTEGER NOT NULL,
    PRIMARY KEY (seq, domain_id)
) WITHOUT ROWID;
