-- Requests for data that is not public. `link` is the digest of the token that confirms one, as long
-- as it waits for that; `due` is when the answer is due, as long as there is none.
CREATE TABLE disclosure (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL,
    asked INTEGER NOT NULL,
    link TEXT UNIQUE,
    due INTEGER,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX disclosure_due ON disclosure (due);
CREATE INDEX disclosure_email ON disclosure (email, asked);

-- Bodies that the law lets see what is not public; of a token only its digest is stored.
CREATE TABLE authority (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;
