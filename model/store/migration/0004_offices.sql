-- The offices that packages are exchanged with, and the packages.

-- id is the office's own, as its tree of organisations has it.
CREATE TABLE offices (
    id            TEXT NOT NULL PRIMARY KEY,
    rev           INTEGER NOT NULL DEFAULT 1,
    owner         TEXT NOT NULL DEFAULT '',
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL,
    removed       INTEGER NOT NULL DEFAULT 0,
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL,
    code          TEXT NOT NULL DEFAULT '',
    recipient     TEXT NOT NULL,
    signing_key   TEXT NOT NULL,
    -- When somebody compared the fingerprint; empty while nobody has.
    approved      TEXT NOT NULL DEFAULT '',
    -- Of the office's package whose rows are held here.
    last_sequence INTEGER NOT NULL DEFAULT 0,
    last_received TEXT NOT NULL DEFAULT '',
    -- How many rows of each table are held, as JSON: where a package has as
    -- many of them, none is gone and nobody need look.
    held          TEXT NOT NULL DEFAULT ''
);

-- Each package that was sent or received; office is the other side.
CREATE TABLE packages (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    office     TEXT NOT NULL REFERENCES offices (id),
    sent       INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    package    TEXT NOT NULL,
    sequence   INTEGER NOT NULL,
    state      TEXT NOT NULL,
    made       TEXT NOT NULL,
    file       TEXT NOT NULL DEFAULT '',
    size       INTEGER NOT NULL DEFAULT 0,
    hash       TEXT NOT NULL DEFAULT '',
    previous   TEXT NOT NULL DEFAULT '',
    -- Rows by table, as JSON, and the names of the photos and files in it.
    counts     TEXT NOT NULL DEFAULT '',
    files      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX packages_by_office ON packages (office, sent, sequence);

-- What receiving the last package of an office changed, in portions, so that
-- it can be undone: ids of rows that came, rows as they were before.
CREATE TABLE package_changes (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    package    TEXT NOT NULL REFERENCES packages (id),
    position   INTEGER NOT NULL,
    of_table   TEXT NOT NULL,
    came       TEXT NOT NULL DEFAULT '',
    was        TEXT NOT NULL DEFAULT ''
);
CREATE INDEX package_changes_by_package ON package_changes (package, position);

PRAGMA user_version = 4;
