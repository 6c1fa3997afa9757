-- Who asked for which recording, and what of it went out to them.

CREATE TABLE session (
    session text PRIMARY KEY,
    team    text NOT NULL
);

CREATE TABLE segment (
    segment        text PRIMARY KEY,
    session        text NOT NULL,
    monitor        integer NOT NULL,
    monitor_name   text NOT NULL,
    first_frame_at timestamptz NOT NULL,
    millis         bigint NOT NULL -- how long it is
);

-- Which events are in.
CREATE TABLE link (
    link     text PRIMARY KEY,
    sequence bigint NOT NULL
);

-- All that one person has asked of one segment for one purpose.
CREATE TABLE watch (
    watch           text PRIMARY KEY, -- segment, account and purpose
    team            text NOT NULL,
    session         text NOT NULL,
    segment         text NOT NULL,
    account         text NOT NULL,
    name            text NOT NULL, -- as it was last
    purpose         text NOT NULL,
    first_asked_at  timestamptz NOT NULL,
    issued          integer NOT NULL DEFAULT 0,
    first_issued_at timestamptz, -- null until a link was issued, and likewise the last
    last_issued_at  timestamptz,
    refused         integer NOT NULL DEFAULT 0,
    last_refused_at timestamptz, -- null until a link was refused, and likewise why
    refusal_code    text,
    refusal_message text,
    served_bytes    bigint NOT NULL DEFAULT 0,
    first_served_at timestamptz, -- null until something was served, and likewise the last
    last_served_at  timestamptz
);

CREATE INDEX watch_by_session ON watch (team, session, first_asked_at DESC, watch DESC);

-- The parts of the video that went out, none touching another.
CREATE TABLE part (
    watch       text NOT NULL REFERENCES watch,
    from_millis bigint NOT NULL,
    to_millis   bigint NOT NULL,
    PRIMARY KEY (watch, from_millis)
);
