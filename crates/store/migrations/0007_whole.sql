-- How many messages wait for each registrar: a commit that adds or takes messages counts them here.
CREATE TABLE queue (
    registrar TEXT PRIMARY KEY,
    waiting INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO queue (registrar, waiting)
    SELECT registrar, COUNT(*) FROM message GROUP BY registrar;

-- A link knows whose domain it serves, so that whether anybody else relies on a host is one look
-- into an index, however many domains it serves.
ALTER TABLE domain_host ADD COLUMN sponsor TEXT NOT NULL DEFAULT '';
UPDATE domain_host SET sponsor = (SELECT d.sponsor FROM domain d WHERE d.id = domain_host.domain_id);
DROP INDEX domain_host_host;
CREATE INDEX domain_host_host ON domain_host (host_id, sponsor);

-- Logins that proved nothing, by the hour (hours since 1970), for registrars who ask to be told.
CREATE TABLE failed_login (
    registrar TEXT NOT NULL,
    hour INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (registrar, hour)
) WITHOUT ROWID;

-- What the instance's key makes of a fixed text: by that a database knows its key again.
CREATE TABLE instance (
    id INTEGER PRIMARY KEY,
    key_mark TEXT NOT NULL
);

-- People type handles in any case.
CREATE INDEX contact_handle_folded ON contact (UPPER(handle));
CREATE INDEX login_folded ON login (UPPER(login));
