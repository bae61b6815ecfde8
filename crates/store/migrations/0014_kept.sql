-- By which terms of its policy all of a zone was compared with the registry last. Nothing stands here
-- of a zone that was not compared to the end, or of which something is held that no line of the
-- journal tells.
CREATE TABLE compared (
    zone TEXT PRIMARY KEY,
    terms TEXT NOT NULL
) WITHOUT ROWID;

-- Names that stay in their zone as they were published, whatever the registry says, since staff
-- dropped a publication; `doc` says how. A later line of the journal that touches one ends it.
CREATE TABLE kept (
    zone TEXT NOT NULL,
    name TEXT NOT NULL,
    since INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (zone, name)
) WITHOUT ROWID;
