-- What new name servers are looked at for before they are published: the latest look at each domain,
-- or the wait for it. `next` says when one is due; nothing if none is.
CREATE TABLE inspection (
    domain_id INTEGER PRIMARY KEY,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    next INTEGER,
    doc TEXT NOT NULL
);

CREATE INDEX inspection_next ON inspection (zone, next);
