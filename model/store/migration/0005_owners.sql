-- The rows of many centres in one database, at a street: what may be called
-- alike in each of them is unique within its owner only.

CREATE TABLE words_of_owners (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    kind       TEXT NOT NULL,
    word       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    UNIQUE (owner, kind, word)
);
INSERT INTO words_of_owners (id, rev, owner, created_at, updated_at, removed, kind, word, position)
SELECT id, rev, owner, created_at, updated_at, removed, kind, word, position FROM words;
DROP TABLE words;
ALTER TABLE words_of_owners RENAME TO words;

CREATE TABLE kind_defaults_of_owners (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    kind       TEXT NOT NULL,
    minutes    INTEGER NOT NULL DEFAULT 0,
    place      TEXT NOT NULL DEFAULT '',
    agenda     TEXT NOT NULL DEFAULT '',
    hidden     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (owner, kind)
);
INSERT INTO kind_defaults_of_owners (id, rev, owner, created_at, updated_at, removed, kind, minutes, place, agenda, hidden)
SELECT id, rev, owner, created_at, updated_at, removed, kind, minutes, place, agenda, hidden FROM kind_defaults;
DROP TABLE kind_defaults;
ALTER TABLE kind_defaults_of_owners RENAME TO kind_defaults;

PRAGMA user_version = 5;
