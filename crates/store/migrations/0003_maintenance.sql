-- Maintenances (RFC 9167). `next_due` is when the next of them is told to registrars; nothing once
-- one is over or was called off.
CREATE TABLE maintenance (
    id TEXT PRIMARY KEY,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    next_due INTEGER,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX maintenance_due ON maintenance (next_due);
