-- What a zone must remember beyond its files: the highest serial that went out, whatever was in it, and
-- the longest times to live that the apex, and anything of the zone, ever had.
ALTER TABLE followed ADD COLUMN serial INTEGER;
ALTER TABLE followed ADD COLUMN ttl_apex INTEGER NOT NULL DEFAULT 0;
ALTER TABLE followed ADD COLUMN ttl_all INTEGER NOT NULL DEFAULT 0;

UPDATE followed SET serial = (SELECT MAX(p.serial) FROM published p WHERE p.zone = followed.zone);
