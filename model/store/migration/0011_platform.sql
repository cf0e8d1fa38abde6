-- What was entered on outside platforms, and what those say of people: apart
-- from the centre's own hours, which it never changes.

-- A person's number and hours on a platform, as they were there on a day.
CREATE TABLE platform_people (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    platform   TEXT NOT NULL,
    member     TEXT NOT NULL REFERENCES members (id),
    number     TEXT NOT NULL DEFAULT '',
    minutes    INTEGER NOT NULL DEFAULT 0,
    as_of      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX platform_people_by_member ON platform_people (member);

-- Whose service at which activity was entered on a platform, with the minutes
-- that were written there. Rows that were ticked together have one batch.
CREATE TABLE platform_entries (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    platform   TEXT NOT NULL,
    batch      TEXT NOT NULL,
    member     TEXT NOT NULL REFERENCES members (id),
    activity   TEXT NOT NULL REFERENCES activities (id),
    minutes    INTEGER NOT NULL,
    entered    TEXT NOT NULL
);
CREATE INDEX platform_entries_by_member ON platform_entries (member, activity, platform) WHERE removed = 0;
CREATE INDEX platform_entries_by_batch ON platform_entries (batch);

PRAGMA user_version = 11;
