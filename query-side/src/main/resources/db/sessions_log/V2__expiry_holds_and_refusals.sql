-- Recordings that are deleted, sessions that are held, and a filter for those that were refused.

-- How each segment of a session fares, so that one that failed and was recovered counts once.
CREATE TABLE segment (
    segment text PRIMARY KEY,
    session text NOT NULL,
    state   text NOT NULL
);

DROP INDEX session_by_recording_state;

-- What is expired was ready before, so a session that has some of it has not failed.
ALTER TABLE session
    DROP COLUMN recording_state,
    ADD COLUMN holds integer NOT NULL DEFAULT 0,
    ADD COLUMN recording_state text NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN NOT recorded THEN 'NONE'
            WHEN ended_at IS NULL THEN 'RECORDING'
            WHEN segments_open > 0 THEN 'UPLOADING'
            WHEN segments_ready > 0 THEN 'READY'
            WHEN segments_expired > 0 THEN 'EXPIRED'
            WHEN segments_failed > 0 THEN 'FAILED'
            ELSE 'NONE'
        END) STORED;

CREATE INDEX session_by_recording_state ON session (team, recording_state, started_at DESC, session DESC);
CREATE INDEX session_refused ON session (team, started_at DESC, session DESC) WHERE refusal_code IS NOT NULL;
CREATE INDEX session_held ON session (team, started_at DESC, session DESC) WHERE holds > 0;
