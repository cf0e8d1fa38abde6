-- People and birthdays, complete: what a member's page shows beyond the roster,
-- who was greeted, saved lists, merged people, remembered layouts of rosters.

ALTER TABLE organisations ADD COLUMN retired TEXT NOT NULL DEFAULT '';
-- Which import made it: undoing that takes it back where nobody came to use it.
ALTER TABLE organisations ADD COLUMN import_batch TEXT REFERENCES import_batches (id);

ALTER TABLE members ADD COLUMN in_service INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN host_unit TEXT REFERENCES organisations (id);
ALTER TABLE members ADD COLUMN photo TEXT NOT NULL DEFAULT '';

CREATE TABLE honours (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    member     TEXT NOT NULL REFERENCES members (id),
    title      TEXT NOT NULL,
    level      TEXT NOT NULL DEFAULT '',
    giver      TEXT NOT NULL DEFAULT '',
    given      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX honours_by_member ON honours (member);

CREATE TABLE greetings (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    member     TEXT NOT NULL REFERENCES members (id),
    kind       TEXT NOT NULL,
    kept_on    TEXT NOT NULL,
    way        TEXT NOT NULL,
    greeter    TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX greetings_by_member ON greetings (member);
CREATE INDEX greetings_by_day ON greetings (kept_on);

CREATE TABLE member_lists (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    filter     TEXT NOT NULL,
    columns    TEXT NOT NULL DEFAULT ''
);

-- What two people were before one record was made of them, and which rows
-- moved from the one to the other, all as JSON, so that a merge can be undone.
CREATE TABLE member_merges (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    kept       TEXT NOT NULL REFERENCES members (id),
    dropped    TEXT NOT NULL REFERENCES members (id),
    was        TEXT NOT NULL,
    undone     INTEGER NOT NULL DEFAULT 0
);

-- Two people whom somebody has told apart; first is the smaller id.
CREATE TABLE members_apart (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    first      TEXT NOT NULL REFERENCES members (id),
    second     TEXT NOT NULL REFERENCES members (id),
    UNIQUE (first, second)
);

-- Which column of a roster is what, as somebody corrected it, by the layout of
-- its header.
CREATE TABLE roster_layouts (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    layout     TEXT NOT NULL UNIQUE,
    columns    TEXT NOT NULL
);

PRAGMA user_version = 2;
