-- What was served at each activity, so that counting the service of a period by
-- team, month or project reads no row and sorts nothing.
CREATE INDEX attendances_confirmed ON attendances (activity, minutes, member) WHERE served_on <> '';

-- What was entered on a platform of one activity stands together.
CREATE INDEX platform_entries_by_activity ON platform_entries (activity, platform, member) WHERE removed = 0;

PRAGMA user_version = 14;
