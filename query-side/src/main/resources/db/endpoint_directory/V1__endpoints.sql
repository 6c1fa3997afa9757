-- The computers of each team, until they are retired.

CREATE TABLE endpoint (
    endpoint           text PRIMARY KEY,
    sequence           bigint NOT NULL, -- of the endpoint's last event that is in this row
    team               text NOT NULL,
    name               text NOT NULL,
    platform           text NOT NULL,
    access_kind        text NOT NULL,
    streamer_version   text,
    session            text, -- null while it is free, likewise what follows
    technician         text,
    technician_name    text,
    session_started_at timestamptz
);

CREATE INDEX endpoint_by_name ON endpoint (team, lower(name), endpoint);

CREATE TABLE monitor (
    endpoint text NOT NULL REFERENCES endpoint ON DELETE CASCADE,
    number   integer NOT NULL,
    name     text NOT NULL,
    host     text, -- null where the streamer dials in, and likewise the port
    port     integer,
    PRIMARY KEY (endpoint, number)
);
