CREATE TABLE activities (
    id             TEXT NOT NULL PRIMARY KEY,
    rev            INTEGER NOT NULL DEFAULT 1,
    owner          TEXT NOT NULL DEFAULT '',
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    removed        INTEGER NOT NULL DEFAULT 0,
    kind           TEXT NOT NULL,
    title          TEXT NOT NULL,
    theme          TEXT NOT NULL DEFAULT '',
    initiative     TEXT NOT NULL DEFAULT '',
    start_at       TEXT NOT NULL,
    end_at         TEXT NOT NULL,
    place          TEXT NOT NULL DEFAULT '',
    organiser      TEXT NOT NULL DEFAULT '',
    presenter      TEXT NOT NULL DEFAULT '',
    presenter_post TEXT NOT NULL DEFAULT '',
    audience       TEXT NOT NULL DEFAULT '',
    materials      TEXT NOT NULL DEFAULT '',
    host           TEXT NOT NULL DEFAULT '',
    recorder       TEXT NOT NULL DEFAULT '',
    programme      TEXT REFERENCES programmes (id),
    number         INTEGER NOT NULL DEFAULT 0,
    team           TEXT NOT NULL DEFAULT '',
    service_field  TEXT NOT NULL DEFAULT '',
    beneficiaries  INTEGER NOT NULL DEFAULT 0,
    gift           TEXT NOT NULL DEFAULT '',
    agenda         TEXT NOT NULL DEFAULT '',
    content        TEXT NOT NULL DEFAULT '',
    decisions      TEXT NOT NULL DEFAULT '',
    outcome        TEXT NOT NULL DEFAULT '',
    follow_up      TEXT NOT NULL DEFAULT '',
    state          TEXT NOT NULL,
    credit         INTEGER NOT NULL DEFAULT 0
, branch TEXT REFERENCES organisations (id), room TEXT REFERENCES rooms (id), presenter_member TEXT REFERENCES members (id), makes_up TEXT REFERENCES activities (id), cancel_reason TEXT NOT NULL DEFAULT '', visitors INTEGER NOT NULL DEFAULT 0, spending INTEGER NOT NULL DEFAULT 0, spending_note TEXT NOT NULL DEFAULT '', hours_settled INTEGER NOT NULL DEFAULT 0, team_id TEXT REFERENCES teams (id), project TEXT REFERENCES projects (id));

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

CREATE TABLE attendances (
    id          TEXT NOT NULL PRIMARY KEY,
    rev         INTEGER NOT NULL DEFAULT 1,
    owner       TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL,
    updated_at  TEXT NOT NULL,
    removed     INTEGER NOT NULL DEFAULT 0,
    activity    TEXT NOT NULL REFERENCES activities (id),
    member      TEXT REFERENCES members (id),
    walk_in     INTEGER NOT NULL DEFAULT 0,
    guest_name  TEXT NOT NULL DEFAULT '',
    guest_phone TEXT NOT NULL DEFAULT '',
    guest_unit  TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL,
    capacity    TEXT NOT NULL DEFAULT '',
    minutes     INTEGER NOT NULL DEFAULT 0,
    arrived     TEXT NOT NULL DEFAULT '',
    reason      TEXT NOT NULL DEFAULT '',
    serial      INTEGER NOT NULL, late_entry TEXT NOT NULL DEFAULT '', left_at TEXT NOT NULL DEFAULT '', guarantor TEXT NOT NULL DEFAULT '', served_on TEXT NOT NULL DEFAULT '', confirmed_by TEXT NOT NULL DEFAULT '', confirmed_at TEXT NOT NULL DEFAULT '',
    UNIQUE (activity, serial),
    UNIQUE (activity, member)
);

CREATE TABLE audits (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    operator   TEXT NOT NULL DEFAULT '',
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    before     TEXT NOT NULL DEFAULT '',
    after      TEXT NOT NULL DEFAULT ''
);

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

CREATE TABLE "honours" (
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

CREATE TABLE hour_corrections (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    attendance TEXT NOT NULL REFERENCES attendances (id),
    before     INTEGER NOT NULL,
    after      INTEGER NOT NULL,
    withdrawn  INTEGER NOT NULL DEFAULT 0,
    reason     TEXT NOT NULL,
    operator   TEXT NOT NULL DEFAULT ''
);

CREATE TABLE import_batches (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    file       TEXT NOT NULL,
    made       INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    undone     INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE import_changes (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    batch      TEXT NOT NULL REFERENCES import_batches (id),
    member     TEXT NOT NULL REFERENCES members (id),
    member_rev INTEGER NOT NULL,
    was        TEXT NOT NULL
);

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

CREATE TABLE "kind_defaults" (
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

CREATE TABLE members (
    id               TEXT NOT NULL PRIMARY KEY,
    rev              INTEGER NOT NULL DEFAULT 1,
    owner            TEXT NOT NULL DEFAULT '',
    created_at       TEXT NOT NULL,
    updated_at       TEXT NOT NULL,
    removed          INTEGER NOT NULL DEFAULT 0,
    name             TEXT NOT NULL,
    pinyin           TEXT NOT NULL,
    initials         TEXT NOT NULL,
    sex              TEXT NOT NULL DEFAULT '',
    ethnic           TEXT NOT NULL DEFAULT '',
    native_place     TEXT NOT NULL DEFAULT '',
    education        TEXT NOT NULL DEFAULT '',
    degree           TEXT NOT NULL DEFAULT '',
    birth            TEXT NOT NULL DEFAULT '',
    birth_calendar   TEXT NOT NULL DEFAULT '',
    birth_leap       INTEGER NOT NULL DEFAULT 0,
    id_number        TEXT NOT NULL DEFAULT '',
    phone            TEXT NOT NULL DEFAULT '',
    address          TEXT NOT NULL DEFAULT '',
    employer         TEXT NOT NULL DEFAULT '',
    post             TEXT NOT NULL DEFAULT '',
    standing         TEXT NOT NULL DEFAULT '',
    category         TEXT NOT NULL DEFAULT '',
    branch           TEXT REFERENCES organisations (id),
    joined           TEXT NOT NULL DEFAULT '',
    confirmed        TEXT NOT NULL DEFAULT '',
    party_post       TEXT NOT NULL DEFAULT '',
    tags             TEXT NOT NULL DEFAULT '',
    volunteer_number TEXT NOT NULL DEFAULT '',
    state            TEXT NOT NULL DEFAULT 'active',
    state_date       TEXT NOT NULL DEFAULT '',
    state_reason     TEXT NOT NULL DEFAULT '',
    notes            TEXT NOT NULL DEFAULT '',
    -- What follows is derived by the store. The two days find whose anniversary
    -- comes without reading everybody: calendar letter, month, day.
    birth_day        TEXT NOT NULL DEFAULT '',
    joined_day       TEXT NOT NULL DEFAULT '',
    import_batch     TEXT REFERENCES import_batches (id)
, in_service INTEGER NOT NULL DEFAULT 0, host_unit TEXT REFERENCES organisations (id), photo TEXT NOT NULL DEFAULT '');

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

CREATE TABLE migrations (id TEXT NOT NULL PRIMARY KEY);

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

CREATE TABLE notice_lines (
    id           TEXT NOT NULL PRIMARY KEY,
    rev          INTEGER NOT NULL DEFAULT 1,
    owner        TEXT NOT NULL DEFAULT '',
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    removed      INTEGER NOT NULL DEFAULT 0,
    notice       TEXT NOT NULL REFERENCES notices (id),
    member       TEXT NOT NULL REFERENCES members (id),
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    times        INTEGER NOT NULL,
    minutes      INTEGER NOT NULL,
    late_minutes INTEGER NOT NULL,
    objection    TEXT NOT NULL DEFAULT ''
);

CREATE TABLE notices (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    from_day   TEXT NOT NULL,
    to_day     TEXT NOT NULL,
    starts     TEXT NOT NULL,
    ends       TEXT NOT NULL,
    place      TEXT NOT NULL DEFAULT '',
    contact    TEXT NOT NULL DEFAULT '',
    withdrawn  TEXT NOT NULL DEFAULT ''
);

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

CREATE TABLE organisations (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    parent     TEXT REFERENCES organisations (id),
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    code       TEXT NOT NULL DEFAULT ''
, retired TEXT NOT NULL DEFAULT '', import_batch TEXT REFERENCES import_batches (id));

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

CREATE TABLE people_once (
    member TEXT NOT NULL PRIMARY KEY REFERENCES members (id),
    person TEXT NOT NULL
);

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

CREATE TABLE programmes (
    id           TEXT NOT NULL PRIMARY KEY,
    rev          INTEGER NOT NULL DEFAULT 1,
    owner        TEXT NOT NULL DEFAULT '',
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    removed      INTEGER NOT NULL DEFAULT 0,
    title        TEXT NOT NULL,
    organiser    TEXT NOT NULL DEFAULT '',
    pass_percent INTEGER NOT NULL,
    closed       TEXT NOT NULL DEFAULT ''
, kind TEXT NOT NULL DEFAULT 'training', pass_by TEXT NOT NULL DEFAULT 'sessions', pass_score INTEGER NOT NULL DEFAULT 0, per_month INTEGER NOT NULL DEFAULT 0);

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

CREATE TABLE proofs (
    id           TEXT NOT NULL PRIMARY KEY,
    rev          INTEGER NOT NULL DEFAULT 1,
    owner        TEXT NOT NULL DEFAULT '',
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    removed      INTEGER NOT NULL DEFAULT 0,
    certificate  TEXT NOT NULL UNIQUE REFERENCES certificates (id),
    notice       TEXT NOT NULL REFERENCES notices (id),
    late_minutes INTEGER NOT NULL,
    services     TEXT NOT NULL,
    remark       TEXT NOT NULL DEFAULT '',
    principal    TEXT NOT NULL DEFAULT '',
    handler      TEXT NOT NULL DEFAULT '',
    contact      TEXT NOT NULL DEFAULT '',
    code         TEXT NOT NULL
);

CREATE TABLE relays (
    centre   TEXT NOT NULL PRIMARY KEY,
    street   TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    received TEXT NOT NULL DEFAULT '',
    decided  INTEGER NOT NULL DEFAULT 0
);

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

CREATE TABLE service_reviews (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    member     TEXT NOT NULL REFERENCES members (id),
    given      TEXT NOT NULL,
    giver      TEXT NOT NULL DEFAULT '',
    grade      TEXT NOT NULL DEFAULT '',
    words      TEXT NOT NULL DEFAULT ''
);

CREATE TABLE settings (
    id         TEXT NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL DEFAULT 1,
    owner      TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    removed    INTEGER NOT NULL DEFAULT 0,
    name       TEXT NOT NULL UNIQUE,
    value      TEXT NOT NULL DEFAULT ''
);

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
, recipients TEXT NOT NULL DEFAULT '');

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

CREATE TABLE "words" (
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

CREATE INDEX activities_by_owner ON activities (owner, start_at);

CREATE INDEX activities_by_programme ON activities (programme);

CREATE INDEX activities_by_project ON activities (project, start_at);

CREATE INDEX activities_by_room ON activities (room, start_at);

CREATE INDEX activities_by_start ON activities (start_at);

CREATE INDEX activities_by_team ON activities (team_id, start_at);

CREATE INDEX activity_photos_by_activity ON activity_photos (activity);

CREATE INDEX attachments_by_activity ON attachments (activity);

CREATE INDEX attendances_by_capacity ON attendances (capacity, activity) WHERE capacity <> '';

CREATE INDEX attendances_by_member ON attendances (member);

CREATE INDEX attendances_confirmed ON attendances (activity, minutes, member) WHERE served_on <> '';

CREATE INDEX attendances_counted ON attendances (activity, removed, state, walk_in, minutes, member);

CREATE INDEX attendances_served ON attendances (member, served_on, minutes, late_entry, activity) WHERE served_on <> '';

CREATE INDEX audits_by_subject ON audits (subject);

CREATE INDEX certificates_by_honour ON certificates (honour);

CREATE INDEX certificates_by_member ON certificates (member);

CREATE INDEX certificates_by_programme ON certificates (programme);

CREATE INDEX follow_ups_by_activity ON follow_ups (activity);

CREATE INDEX greetings_by_day ON greetings (kept_on);

CREATE INDEX greetings_by_member ON greetings (member);

CREATE INDEX handovers_by_member ON handovers (member);

CREATE INDEX handovers_by_package ON handovers (package);

CREATE INDEX honours_by_ceremony ON honours (ceremony);

CREATE INDEX honours_by_day ON honours (given);

CREATE INDEX honours_by_member ON honours (member);

CREATE INDEX honours_by_station ON honours (station);

CREATE INDEX honours_by_team ON honours (team);

CREATE INDEX hour_corrections_by_attendance ON hour_corrections (attendance);

CREATE INDEX import_changes_by_batch ON import_changes (batch);

CREATE INDEX members_by_owner ON members (owner, removed, state, birth, phone);

CREATE INDEX members_by_pinyin ON members (removed, pinyin, state, birth_day, joined_day);

CREATE INDEX members_by_volunteer_number ON members (volunteer_number) WHERE volunteer_number <> '';

CREATE INDEX milestones_by_project ON milestones (project);

CREATE INDEX notice_lines_by_member ON notice_lines (member);

CREATE INDEX notice_lines_by_notice ON notice_lines (notice);

CREATE INDEX package_changes_by_package ON package_changes (package, position);

CREATE INDEX packages_by_office ON packages (office, sent, sequence);

CREATE INDEX past_events_by_member ON past_events (member);

CREATE INDEX platform_entries_by_activity ON platform_entries (activity, platform, member) WHERE removed = 0;

CREATE INDEX platform_entries_by_batch ON platform_entries (batch);

CREATE INDEX platform_entries_by_member ON platform_entries (member, activity, platform) WHERE removed = 0;

CREATE INDEX platform_people_by_member ON platform_people (member);

CREATE INDEX press_reports_by_activity ON press_reports (activity);

CREATE INDEX press_reports_by_day ON press_reports (published);

CREATE INDEX press_reports_by_project ON press_reports (project);

CREATE INDEX project_expenses_by_project ON project_expenses (project);

CREATE INDEX proofs_by_notice ON proofs (notice);

CREATE INDEX service_reviews_by_member ON service_reviews (member);

CREATE INDEX shifts_by_member ON shifts (member);

CREATE INDEX shifts_by_station ON shifts (station, day);

CREATE INDEX station_items_by_station ON station_items (station);

CREATE INDEX street_item_files_by_item ON street_item_files (item, position);

CREATE INDEX team_members_by_member ON team_members (member);

CREATE INDEX team_members_by_team ON team_members (team);

CREATE INDEX votes_by_activity ON votes (activity);
