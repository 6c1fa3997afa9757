-- How much of a session is recorded. Null until that is assessed, and where nothing was shown or it is not recorded.

DROP INDEX session_by_recording_state;

-- What has shown something of which nothing was ever recorded has failed.
ALTER TABLE session
    DROP COLUMN recording_state,
    ADD COLUMN shown_millis     bigint,
    ADD COLUMN recorded_millis  bigint,
    ADD COLUMN gaps             integer,
    ADD COLUMN first_gap_from   timestamptz, -- null without a gap, likewise the two after it
    ADD COLUMN first_gap_to     timestamptz,
    ADD COLUMN first_gap_reason text,
    ADD COLUMN recording_state text NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN NOT recorded THEN 'NONE'
            WHEN ended_at IS NULL THEN 'RECORDING'
            WHEN segments_open > 0 THEN 'UPLOADING'
            WHEN segments_ready > 0 THEN 'READY'
            WHEN segments_expired > 0 THEN 'EXPIRED'
            WHEN segments_failed > 0 OR shown_millis > 0 THEN 'FAILED'
            ELSE 'NONE'
        END) STORED;

CREATE INDEX session_by_recording_state ON session (team, recording_state, started_at DESC, session DESC);
CREATE INDEX session_with_gaps ON session (team, started_at DESC, session DESC) WHERE gaps > 0;
CREATE INDEX session_without_gaps ON session (team, started_at DESC, session DESC) WHERE gaps = 0;
