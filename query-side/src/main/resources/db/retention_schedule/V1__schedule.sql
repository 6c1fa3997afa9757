-- When which recording is to be deleted, until it is.

CREATE TABLE team (
    team        text PRIMARY KEY,
    sequence    bigint NOT NULL, -- of the team's last event that is in this row
    days_kept   integer NOT NULL,
    kept        interval NOT NULL GENERATED ALWAYS AS (days_kept * interval '24 hours') STORED,
    set_at      timestamptz, -- null while it is the default, likewise what follows
    set_by      text,
    set_by_name text
);

CREATE TABLE session (
    session       text PRIMARY KEY,
    sequence      bigint NOT NULL, -- of the session's last event that is in these tables
    team          text NOT NULL,
    endpoint      text NOT NULL,
    endpoint_name text NOT NULL,
    holds         integer NOT NULL DEFAULT 0
);

-- Those that are closed and not deleted.
CREATE TABLE segment (
    segment           text PRIMARY KEY,
    session           text NOT NULL REFERENCES session,
    team              text NOT NULL,
    monitor           integer NOT NULL,
    ended_at          timestamptz NOT NULL,
    size_bytes        bigint NOT NULL,
    holds             integer NOT NULL, -- the session's, so that what is not held is found by an index
    decided_at        timestamptz, -- null until its deletion is decided, likewise what follows
    decided_days_kept integer,
    failure           text, -- null until its deletion has failed, likewise the time
    failed_at         timestamptz
);

CREATE INDEX segment_by_session ON segment (session);
CREATE INDEX segment_by_end ON segment (team, ended_at, segment);
CREATE INDEX segment_undecided ON segment (team, ended_at, segment) WHERE holds = 0 AND decided_at IS NULL;
CREATE INDEX segment_decided ON segment (ended_at, segment) WHERE decided_at IS NOT NULL;

-- Those that are placed and not released.
CREATE TABLE hold (
    hold      text PRIMARY KEY,
    session   text NOT NULL REFERENCES session,
    case_name text NOT NULL
);

CREATE INDEX hold_by_session ON hold (session);
