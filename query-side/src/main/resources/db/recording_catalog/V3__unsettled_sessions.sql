-- For whoever sees to it that sessions come to their end, and compares the store with the events.

ALTER TABLE session ADD COLUMN started_at timestamptz; -- null for those of before this column

CREATE INDEX session_running ON session (session) WHERE NOT ended;
CREATE INDEX segment_unfinished ON segment (session) WHERE state = 'RECORDING';
CREATE INDEX segment_stored ON segment (object_name COLLATE "C") WHERE object_name IS NOT NULL AND deleted_at IS NULL;
