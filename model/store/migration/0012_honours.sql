-- Honours for teams, stations and the centre itself, with the ceremony and the
-- document; certificates of honours; the register of press reports.

-- Whom an honour was given to, whose id stands in the column of that name; the
-- centre itself has none.
CREATE TABLE honours_of_all (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    whom       TEXT NOT NULL DEFAULT 'member',
    member     TEXT REFERENCES members (id),
    team       TEXT REFERENCES teams (id),
    station    TEXT REFERENCES stations (id),
    title      TEXT NOT NULL,
    level      TEXT NOT NULL DEFAULT '',
    giver      TEXT NOT NULL DEFAULT '',
    given      TEXT NOT NULL DEFAULT '',
    ceremony   TEXT REFERENCES activities (id),
    file       TEXT NOT NULL DEFAULT '',
    file_name  TEXT NOT NULL DEFAULT '',
    file_size  INTEGER NOT NULL DEFAULT 0
);
INSERT INTO honours_of_all (id, rev, owner, created_at, updated_at, removed, member, title, level, giver, given)
SELECT id, rev, owner, created_at, updated_at, removed, member, title, level, giver, given FROM honours ORDER BY rowid;
DROP TABLE honours;
ALTER TABLE honours_of_all RENAME TO honours;
CREATE INDEX honours_by_member ON honours (member);
CREATE INDEX honours_by_team ON honours (team);
CREATE INDEX honours_by_station ON honours (station);
CREATE INDEX honours_by_ceremony ON honours (ceremony);
CREATE INDEX honours_by_day ON honours (given);

-- What papers and stations wrote about the centre. published is a day, link
-- where it can be read.
CREATE TABLE press_reports (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    outlet     TEXT NOT NULL,
    title      TEXT NOT NULL,
    level      TEXT NOT NULL DEFAULT '',
    published  TEXT NOT NULL,
    link       TEXT NOT NULL DEFAULT '',
    activity   TEXT REFERENCES activities (id),
    project    TEXT REFERENCES projects (id),
    file       TEXT NOT NULL DEFAULT '',
    file_name  TEXT NOT NULL DEFAULT '',
    file_size  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX press_reports_by_day ON press_reports (published);
CREATE INDEX press_reports_by_activity ON press_reports (activity);
CREATE INDEX press_reports_by_project ON press_reports (project);

-- A team's certificate has no member. Proofs refer to the register while it is
-- laid anew: they find the same rows again before the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE certificates_before AS SELECT * FROM certificates ORDER BY rowid;
DROP TABLE certificates;
CREATE TABLE certificates (
    id          TEXT NOT NULL PRIMARY KEY,
    rev         INTEGER NOT NULL DEFAULT 1,
    owner       TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    removed     INTEGER NOT NULL DEFAULT 0,
    kind        TEXT NOT NULL,
    year        INTEGER NOT NULL,
    serial      INTEGER NOT NULL,
    number      TEXT NOT NULL,
    issued      TEXT NOT NULL,
    member      TEXT REFERENCES members (id),
    name        TEXT NOT NULL,
    programme   TEXT REFERENCES programmes (id),
    title       TEXT NOT NULL DEFAULT '',
    organiser   TEXT NOT NULL DEFAULT '',
    from_day    TEXT NOT NULL DEFAULT '',
    to_day      TEXT NOT NULL DEFAULT '',
    minutes     INTEGER NOT NULL DEFAULT 0,
    times       INTEGER NOT NULL DEFAULT 0,
    void        INTEGER NOT NULL DEFAULT 0,
    void_reason TEXT NOT NULL DEFAULT '',
    prints      INTEGER NOT NULL DEFAULT 0,
    design      INTEGER NOT NULL DEFAULT 1,
    wording     TEXT NOT NULL DEFAULT '',
    points      INTEGER NOT NULL DEFAULT 0,
    honour      TEXT REFERENCES honours (id),
    UNIQUE (owner, kind, year, serial)
);
INSERT INTO certificates (id, rev, owner, created_at, updated_at, removed, kind, year, serial, number, issued, member, name, programme, title,
    organiser, from_day, to_day, minutes, times, void, void_reason, prints, design, wording, points)
SELECT id, rev, owner, created_at, updated_at, removed, kind, year, serial, number, issued, member, name, programme, title,
    organiser, from_day, to_day, minutes, times, void, void_reason, prints, design, wording, points FROM certificates_before ORDER BY rowid;
DROP TABLE certificates_before;
CREATE INDEX certificates_by_member ON certificates (member);
CREATE INDEX certificates_by_programme ON certificates (programme);
CREATE INDEX certificates_by_honour ON certificates (honour);

PRAGMA user_version = 12;
