-- Delegations that left a zone, minute by minute, since staff released a publication last: by them the
-- guard judges what goes within the hours that the zone's policy names.
CREATE TABLE departed (
    zone TEXT NOT NULL,
    at INTEGER NOT NULL,
    names INTEGER NOT NULL,
    PRIMARY KEY (zone, at)
) WITHOUT ROWID;
