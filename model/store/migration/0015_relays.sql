-- Which street passes on which centre's records, at the district that holds
-- them. decided is 1 where a person settled to whom the centre belongs.
CREATE TABLE relays (
    centre   TEXT NOT NULL PRIMARY KEY,
    street   TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    received TEXT NOT NULL DEFAULT '',
    decided  INTEGER NOT NULL DEFAULT 0
);

-- For which offices below an item is: their ids with blanks between, empty for
-- all.
ALTER TABLE street_items ADD COLUMN recipients TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 15;
