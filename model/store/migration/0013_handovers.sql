-- Members who went from one centre to another. Each of the two keeps a row of
-- its own that names the package, so that an office above knows without being
-- told that two records are of one person.
CREATE TABLE handovers (
    id          TEXT NOT NULL PRIMARY KEY,
    rev         INTEGER NOT NULL DEFAULT 1,
    owner       TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    removed     INTEGER NOT NULL DEFAULT 0,
    member      TEXT NOT NULL REFERENCES members (id),
    way         TEXT NOT NULL,
    office      TEXT NOT NULL,
    office_name TEXT NOT NULL DEFAULT '',
    day         TEXT NOT NULL,
    package     TEXT NOT NULL
);
CREATE INDEX handovers_by_member ON handovers (member);
CREATE INDEX handovers_by_package ON handovers (package);

-- What members did and were given at centres before, in words: what it tells of
-- are those centres' own records, and nothing here is counted.
CREATE TABLE past_events (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    member     TEXT NOT NULL REFERENCES members (id),
    centre     TEXT NOT NULL DEFAULT '',
    kind       TEXT NOT NULL,
    day        TEXT NOT NULL DEFAULT '',
    title      TEXT NOT NULL,
    detail     TEXT NOT NULL DEFAULT '',
    number     TEXT NOT NULL DEFAULT '',
    minutes    INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX past_events_by_member ON past_events (member);

PRAGMA user_version = 13;
