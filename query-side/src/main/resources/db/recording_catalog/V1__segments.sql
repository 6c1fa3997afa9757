-- Which recordings a session has, where, and how they fare.

CREATE TABLE session (
    session  text PRIMARY KEY,
    team     text NOT NULL,
    recorded boolean NOT NULL,
    ended    boolean NOT NULL
);

CREATE TABLE segment (
    segment         text PRIMARY KEY,
    sequence        bigint NOT NULL, -- of the session's last event that is in this row
    session         text NOT NULL,
    team            text NOT NULL,
    state           text NOT NULL,
    monitor         integer NOT NULL,
    monitor_name    text NOT NULL,
    frame_rate      integer NOT NULL,
    width           integer NOT NULL,
    height          integer NOT NULL,
    opened_at       timestamptz NOT NULL,
    first_frame_at  timestamptz, -- null until it is closed, likewise what follows
    last_frame_at   timestamptz,
    ended_at        timestamptz,
    frames          integer,
    close_reason    text,
    object_name     text,
    generation      bigint,
    size_bytes      bigint,
    crc32c          text,
    sha256          text,
    previous_sha256 text,
    failure         text
);

CREATE INDEX segment_by_session ON segment (session, monitor, opened_at, segment);
