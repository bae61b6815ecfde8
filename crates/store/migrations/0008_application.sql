-- Applications for names, with the domains that they would become: their columns and documents are
-- those of the table `domain`. `settled` is when one came to its end, allocated or rejected.
CREATE TABLE application (
    id TEXT PRIMARY KEY,
    domain_id INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    registrant TEXT,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    settled INTEGER,
    version INTEGER NOT NULL,
    links TEXT NOT NULL,
    domain TEXT NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX application_name ON application (name, settled);
CREATE INDEX application_zone ON application (zone, created);

-- What registrations of a launch were made with. It outlives their domains, since the clearing house
-- hears of all of them.
CREATE TABLE launch_record (
    domain_id INTEGER PRIMARY KEY,
    zone TEXT NOT NULL,
    registered INTEGER NOT NULL,
    doc TEXT NOT NULL
);

CREATE INDEX launch_record_zone ON launch_record (zone, registered, domain_id);
