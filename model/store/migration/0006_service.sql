-- Volunteer hours that somebody answers for: confirmed or not, corrected with a
-- trail; public notices, proofs with a signed code, reviews of service.

ALTER TABLE attendances ADD COLUMN left_at TEXT NOT NULL DEFAULT '';
-- Who answers for hours that were entered after the day.
ALTER TABLE attendances ADD COLUMN guarantor TEXT NOT NULL DEFAULT '';
-- The day of the service, once its hours are confirmed; '' until then and of
-- rows that were removed. Only rows that have it count as hours served.
ALTER TABLE attendances ADD COLUMN served_on TEXT NOT NULL DEFAULT '';
ALTER TABLE attendances ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE attendances ADD COLUMN confirmed_at TEXT NOT NULL DEFAULT '';
-- Set while nothing of a volunteer service waits to be confirmed.
ALTER TABLE activities ADD COLUMN hours_settled INTEGER NOT NULL DEFAULT 0;

-- What was recorded before hours were confirmed was counted: it stays so.
UPDATE attendances SET confirmed_at = updated_at,
    served_on = (SELECT substr(start_at, 1, 10) FROM activities WHERE activities.id = attendances.activity)
WHERE removed = 0 AND minutes > 0 AND member IS NOT NULL
    AND activity IN (SELECT id FROM activities WHERE kind = 'volunteering');
UPDATE activities SET hours_settled = 1 WHERE kind = 'volunteering';

-- All that is counted of hours, so that counting reads no row.
CREATE INDEX attendances_served ON attendances (member, served_on, minutes, late_entry, activity) WHERE served_on <> '';

-- How hours were corrected after they were confirmed.
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
CREATE INDEX hour_corrections_by_attendance ON hour_corrections (attendance);

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

-- Whose hours a notice shows, as they were when it was put up.
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
CREATE INDEX notice_lines_by_notice ON notice_lines (notice);
CREATE INDEX notice_lines_by_member ON notice_lines (member);

-- What a 志愿服务记录证明 says beyond its row in the register, as it was issued.
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
CREATE INDEX proofs_by_notice ON proofs (notice);

-- How somebody's service was appraised.
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
CREATE INDEX service_reviews_by_member ON service_reviews (member);

PRAGMA user_version = 6;
