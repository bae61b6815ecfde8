-- Organisations (RFC 8543), and who acts for which object (RFC 8544). Identifiers are unique in a
-- repository; one that stands above another cannot go.
CREATE TABLE organisation (
    number INTEGER PRIMARY KEY,
    repository TEXT NOT NULL,
    id TEXT NOT NULL,
    parent TEXT,
    sponsor TEXT NOT NULL,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL,
    UNIQUE (repository, id),
    FOREIGN KEY (repository, parent) REFERENCES organisation (repository, id)
);

CREATE INDEX organisation_parent ON organisation (repository, parent);

INSERT INTO sequence (name, next) VALUES ('organisation', 900000001);

-- Contacts that speak for one: they cannot go while they do.
CREATE TABLE organisation_contact (
    organisation INTEGER NOT NULL REFERENCES organisation (number),
    place INTEGER NOT NULL,
    handle TEXT NOT NULL REFERENCES contact (handle),
    PRIMARY KEY (organisation, place)
) WITHOUT ROWID;

CREATE INDEX organisation_contact_handle ON organisation_contact (handle);

-- Of each role an object has one organisation at most.
CREATE TABLE domain_organisation (
    domain_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    organisation INTEGER NOT NULL REFERENCES organisation (number),
    PRIMARY KEY (domain_id, role)
) WITHOUT ROWID;

CREATE INDEX domain_organisation_organisation ON domain_organisation (organisation, role);

CREATE TABLE contact_organisation (
    handle TEXT NOT NULL,
    role TEXT NOT NULL,
    organisation INTEGER NOT NULL REFERENCES organisation (number),
    PRIMARY KEY (handle, role)
) WITHOUT ROWID;

CREATE INDEX contact_organisation_organisation ON contact_organisation (organisation, role);

CREATE TABLE host_organisation (
    host_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    organisation INTEGER NOT NULL REFERENCES organisation (number),
    PRIMARY KEY (host_id, role)
) WITHOUT ROWID;

CREATE INDEX host_organisation_organisation ON host_organisation (organisation, role);
