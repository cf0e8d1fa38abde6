-- What an office above hands down to those below it, and who signed for it.

-- A month's item or a message; period is a month (2018-05), empty of messages.
CREATE TABLE street_items (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    kind       TEXT NOT NULL,
    period     TEXT NOT NULL DEFAULT '',
    title      TEXT NOT NULL,
    content    TEXT NOT NULL DEFAULT ''
);

CREATE TABLE street_item_files (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    item       TEXT NOT NULL REFERENCES street_items (id),
    position   INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    file       TEXT NOT NULL,
    size       INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX street_item_files_by_item ON street_item_files (item, position);

-- The office below signs with a row of its own. It names an item of another
-- office, which does not come along in its package: hence no reference.
CREATE TABLE item_receipts (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    item       TEXT NOT NULL,
    title      TEXT NOT NULL,
    UNIQUE (owner, item)
);

PRAGMA user_version = 10;
