-- Volunteer teams, stations and public-welfare projects; what is known of a
-- volunteer beyond the member's record.

-- A volunteer is a member with a number: lists of them read this index alone.
CREATE INDEX members_by_volunteer_number ON members (volunteer_number) WHERE volunteer_number <> '';

CREATE TABLE volunteers (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    member     TEXT NOT NULL REFERENCES members (id),
    joined     TEXT NOT NULL DEFAULT '',
    ended      TEXT NOT NULL DEFAULT '',
    skills     TEXT NOT NULL DEFAULT '',
    classes    TEXT NOT NULL DEFAULT '',
    free       INTEGER NOT NULL DEFAULT 0,
    notes      TEXT NOT NULL DEFAULT '',
    UNIQUE (member)
);

CREATE TABLE stations (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    code       TEXT NOT NULL DEFAULT '',
    name       TEXT NOT NULL,
    address    TEXT NOT NULL DEFAULT '',
    hours      TEXT NOT NULL DEFAULT '',
    phone      TEXT NOT NULL DEFAULT '',
    keeper     TEXT REFERENCES members (id),
    opened     TEXT NOT NULL DEFAULT '',
    closed     TEXT NOT NULL DEFAULT '',
    notes      TEXT NOT NULL DEFAULT ''
);

-- What lies ready at a station.
CREATE TABLE station_items (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    station    TEXT NOT NULL REFERENCES stations (id),
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    quantity   INTEGER NOT NULL,
    unit       TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX station_items_by_station ON station_items (station);

-- Who is on duty at a station on a day, in a part of it.
CREATE TABLE shifts (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    station    TEXT NOT NULL REFERENCES stations (id),
    day        TEXT NOT NULL,
    part       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    member     TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX shifts_by_station ON shifts (station, day);
CREATE INDEX shifts_by_member ON shifts (member);

CREATE TABLE teams (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    class      TEXT NOT NULL DEFAULT '',
    leader     TEXT REFERENCES members (id),
    station    TEXT REFERENCES stations (id),
    founded    TEXT NOT NULL DEFAULT '',
    ended      TEXT NOT NULL DEFAULT '',
    slogan     TEXT NOT NULL DEFAULT '',
    notes      TEXT NOT NULL DEFAULT ''
);

-- Who is in a team from when to when; who left and came back has two rows.
CREATE TABLE team_members (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    team       TEXT NOT NULL REFERENCES teams (id),
    member     TEXT NOT NULL REFERENCES members (id),
    joined     TEXT NOT NULL DEFAULT '',
    left_on    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX team_members_by_team ON team_members (team);
CREATE INDEX team_members_by_member ON team_members (member);

CREATE TABLE projects (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL,
    origin     TEXT NOT NULL,
    field      TEXT NOT NULL DEFAULT '',
    unit       TEXT REFERENCES organisations (id),
    contact    TEXT NOT NULL DEFAULT '',
    audience   TEXT NOT NULL DEFAULT '',
    goal       TEXT NOT NULL DEFAULT '',
    started    TEXT NOT NULL DEFAULT '',
    finished   TEXT NOT NULL DEFAULT ''
);

CREATE TABLE milestones (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    project    TEXT NOT NULL REFERENCES projects (id),
    position   INTEGER NOT NULL,
    title      TEXT NOT NULL,
    due        TEXT NOT NULL DEFAULT '',
    state      TEXT NOT NULL,
    done       TEXT NOT NULL DEFAULT ''
);
CREATE INDEX milestones_by_project ON milestones (project);

-- What a project cost beside its activities, in 分.
CREATE TABLE project_expenses (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    project    TEXT NOT NULL REFERENCES projects (id),
    position   INTEGER NOT NULL,
    day        TEXT NOT NULL,
    amount     INTEGER NOT NULL,
    purpose    TEXT NOT NULL
);
CREATE INDEX project_expenses_by_project ON project_expenses (project);

-- The team and the project that an activity of volunteer service was of. The
-- team's name stands beside it as it was written; saving a team finds the
-- activities that name it.
ALTER TABLE activities ADD COLUMN team_id TEXT REFERENCES teams (id);
ALTER TABLE activities ADD COLUMN project TEXT REFERENCES projects (id);
CREATE INDEX activities_by_team ON activities (team_id, start_at);
CREATE INDEX activities_by_project ON activities (project, start_at);

PRAGMA user_version = 8;
