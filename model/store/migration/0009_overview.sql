-- What a street sees of its centres at one look, and the people whom it knows
-- to be the same in two of them.

-- Figures of each centre's months and years (2018-05, 2018), counted anew when
-- its records were received: nothing here is told that they do not say.
CREATE TABLE centre_figures (
    centre     TEXT NOT NULL,
    period     TEXT NOT NULL,
    activities INTEGER NOT NULL,
    times      INTEGER NOT NULL,
    people     INTEGER NOT NULL,
    expected   INTEGER NOT NULL,
    came       INTEGER NOT NULL,
    served     INTEGER NOT NULL,
    PRIMARY KEY (centre, period)
);

-- Two records of one person in two centres, as somebody confirmed; first is
-- the smaller id.
CREATE TABLE person_pairs (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    first      TEXT NOT NULL REFERENCES members (id),
    second     TEXT NOT NULL REFERENCES members (id),
    reason     TEXT NOT NULL DEFAULT '',
    UNIQUE (first, second)
);

-- Who is counted as whom, worked out of the pairs: everybody in one, with the
-- smallest id of those who are one person.
CREATE TABLE people_once (
    member TEXT NOT NULL PRIMARY KEY REFERENCES members (id),
    person TEXT NOT NULL
);

CREATE INDEX members_by_owner ON members (owner, removed, state, birth, phone);
CREATE INDEX activities_by_owner ON activities (owner, start_at);

PRAGMA user_version = 9;
