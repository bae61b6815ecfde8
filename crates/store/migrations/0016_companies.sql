-- The names of bodies, in lower case, by which the public directory is searched as well as by those
-- of who speaks for them. What was there before is filled in with this version.

ALTER TABLE contact ADD COLUMN folded_organisation TEXT NOT NULL DEFAULT '';
CREATE INDEX contact_folded_organisation ON contact (folded_organisation)
    WHERE folded_organisation <> '';
