-- Activities, lessons and training, complete: whose meeting it was and in which
-- room, votes, follow-ups, photos and files of the record, the year's themes,
-- templates, the rules of organisation life, series of lectures, scores.

-- A room (场所) that activities book; zone is the part of the centre it is in.
CREATE TABLE rooms (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    zone       TEXT NOT NULL DEFAULT '',
    seats      INTEGER NOT NULL DEFAULT 0,
    position   INTEGER NOT NULL
);

ALTER TABLE programmes ADD COLUMN kind TEXT NOT NULL DEFAULT 'training';
ALTER TABLE programmes ADD COLUMN pass_by TEXT NOT NULL DEFAULT 'sessions';
ALTER TABLE programmes ADD COLUMN pass_score INTEGER NOT NULL DEFAULT 0;
ALTER TABLE programmes ADD COLUMN per_month INTEGER NOT NULL DEFAULT 0;

ALTER TABLE activities ADD COLUMN branch TEXT REFERENCES organisations (id);
ALTER TABLE activities ADD COLUMN room TEXT REFERENCES rooms (id);
ALTER TABLE activities ADD COLUMN presenter_member TEXT REFERENCES members (id);
ALTER TABLE activities ADD COLUMN makes_up TEXT REFERENCES activities (id);
ALTER TABLE activities ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE activities ADD COLUMN visitors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE activities ADD COLUMN spending INTEGER NOT NULL DEFAULT 0;
ALTER TABLE activities ADD COLUMN spending_note TEXT NOT NULL DEFAULT '';
CREATE INDEX activities_by_room ON activities (room, start_at);

ALTER TABLE attendances ADD COLUMN late_entry TEXT NOT NULL DEFAULT '';
-- All that is counted of attendances, so that counting reads no row.
CREATE INDEX attendances_counted ON attendances (activity, removed, state, walk_in, minutes, member);

-- How somebody did in a programme's examination, in points.
CREATE TABLE scores (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    programme  TEXT NOT NULL REFERENCES programmes (id),
    member     TEXT NOT NULL REFERENCES members (id),
    points     INTEGER NOT NULL,
    UNIQUE (programme, member)
);

-- What a certificate says is kept as it was issued, so that a reprint is alike.
ALTER TABLE certificates ADD COLUMN design INTEGER NOT NULL DEFAULT 1;
ALTER TABLE certificates ADD COLUMN wording TEXT NOT NULL DEFAULT '';
ALTER TABLE certificates ADD COLUMN points INTEGER NOT NULL DEFAULT 0;

CREATE TABLE votes (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    activity   TEXT NOT NULL REFERENCES activities (id),
    position   INTEGER NOT NULL,
    subject    TEXT NOT NULL,
    eligible   INTEGER NOT NULL,
    voting     INTEGER NOT NULL,
    in_favour  INTEGER NOT NULL,
    against    INTEGER NOT NULL,
    abstained  INTEGER NOT NULL
);
CREATE INDEX votes_by_activity ON votes (activity);

CREATE TABLE follow_ups (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    activity   TEXT NOT NULL REFERENCES activities (id),
    position   INTEGER NOT NULL,
    task       TEXT NOT NULL,
    person     TEXT NOT NULL DEFAULT '',
    due        TEXT NOT NULL DEFAULT '',
    done       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX follow_ups_by_activity ON follow_ups (activity);

-- Photos and files of a record; the content lies in the data folder under its
-- hash.
CREATE TABLE activity_photos (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    activity   TEXT NOT NULL REFERENCES activities (id),
    position   INTEGER NOT NULL,
    photo      TEXT NOT NULL,
    caption    TEXT NOT NULL DEFAULT '',
    taken      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX activity_photos_by_activity ON activity_photos (activity);

CREATE TABLE attachments (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    activity   TEXT NOT NULL REFERENCES activities (id),
    position   INTEGER NOT NULL,
    file       TEXT NOT NULL,
    name       TEXT NOT NULL,
    size       INTEGER NOT NULL
);
CREATE INDEX attachments_by_activity ON attachments (activity);

-- The theme of a year (month 0) and of its months.
CREATE TABLE themes (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    year       INTEGER NOT NULL,
    month      INTEGER NOT NULL,
    theme      TEXT NOT NULL,
    UNIQUE (owner, year, month)
);

-- An activity to begin from, as JSON of what it holds.
CREATE TABLE activity_templates (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    draft      TEXT NOT NULL
);

-- What a new activity of a kind begins with, and whether the kind is offered.
CREATE TABLE kind_defaults (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    kind       TEXT NOT NULL UNIQUE,
    minutes    INTEGER NOT NULL DEFAULT 0,
    place      TEXT NOT NULL DEFAULT '',
    agenda     TEXT NOT NULL DEFAULT '',
    hidden     INTEGER NOT NULL DEFAULT 0
);

-- How often a branch or group owes an activity of a kind.
CREATE TABLE life_rules (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    kind       TEXT NOT NULL,
    level      TEXT NOT NULL,
    per        TEXT NOT NULL,
    times      INTEGER NOT NULL,
    secretary  INTEGER NOT NULL DEFAULT 0,
    position   INTEGER NOT NULL
);

PRAGMA user_version = 3;
