-- What the public directory is searched by, besides names and handles. Whoever changes a host, a
-- domain or a contact keeps it; what was there before is filled in with this version.

CREATE TABLE host_address (
    host_id INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (host_id, address)
) WITHOUT ROWID;

CREATE INDEX host_address_address ON host_address (address);

-- A host of whatever repository.
CREATE INDEX host_name ON host (name);

-- Name servers that are attributes of domains. `place` is the server's among the domain's.
CREATE TABLE domain_server (
    domain_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (domain_id, place)
) WITHOUT ROWID;

CREATE INDEX domain_server_name ON domain_server (name, domain_id);

CREATE TABLE domain_server_address (
    domain_id INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (domain_id, address)
) WITHOUT ROWID;

CREATE INDEX domain_server_address_address ON domain_server_address (address);

-- In lower case.
ALTER TABLE contact ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN folded_email TEXT NOT NULL DEFAULT '';
CREATE INDEX contact_folded_name ON contact (folded_name);
CREATE INDEX contact_folded_email ON contact (folded_email);

-- Requests that wait for their link end unheard, and are forgotten.
CREATE INDEX disclosure_unconfirmed ON disclosure (asked) WHERE link IS NOT NULL;
