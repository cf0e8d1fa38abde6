-- Who came in another capacity than that of most people, as leaders do who come
-- as ordinary members: few of all attendances.
CREATE INDEX attendances_by_capacity ON attendances (capacity, activity) WHERE capacity <> '';

PRAGMA user_version = 7;
