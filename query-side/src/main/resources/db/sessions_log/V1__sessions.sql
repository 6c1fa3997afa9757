-- One row for each session there was, refused ones too. No schema is named: which copy this is, the connection says.

CREATE TABLE session (
    session           text PRIMARY KEY,
    sequence          bigint NOT NULL, -- of the last event of the session that is in this row
    team              text NOT NULL,
    endpoint          text NOT NULL,
    endpoint_name     text,
    endpoint_platform text,
    access_kind       text,
    technician        text NOT NULL,
    technician_name   text NOT NULL,
    viewer            text NOT NULL,
    started_at        timestamptz NOT NULL,
    ended_at          timestamptz,
    end_reason        text,
    end_detail        text,
    refusal_code      text,
    refusal_message   text,
    recorded          boolean NOT NULL,
    segments_open     integer NOT NULL DEFAULT 0,
    segments_ready    integer NOT NULL DEFAULT 0,
    segments_failed   integer NOT NULL DEFAULT 0,
    segments_expired  integer NOT NULL DEFAULT 0,
    recording_state   text NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN NOT recorded THEN 'NONE'
            WHEN ended_at IS NULL THEN 'RECORDING'
            WHEN segments_open > 0 THEN 'UPLOADING'
            WHEN segments_ready > 0 THEN 'READY'
            WHEN segments_failed > 0 THEN 'FAILED'
            WHEN segments_expired > 0 THEN 'EXPIRED'
            ELSE 'NONE'
        END) STORED
);

-- Each filter has its index in the order of the log, so that a page of any depth is read from it directly.
CREATE INDEX session_by_time ON session (team, started_at DESC, session DESC);
CREATE INDEX session_by_technician ON session (team, technician, started_at DESC, session DESC);
CREATE INDEX session_by_endpoint ON session (team, endpoint, started_at DESC, session DESC);
CREATE INDEX session_by_access_kind ON session (team, access_kind, started_at DESC, session DESC);
CREATE INDEX session_by_recording_state ON session (team, recording_state, started_at DESC, session DESC);
