-- How far a sandbox's clock is ahead of the machine's, in microseconds. It only ever grows; in an
-- instance that is no sandbox it stays at nothing.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY,
    ahead INTEGER NOT NULL
);

INSERT INTO clock (id, ahead) VALUES (1, 0);
