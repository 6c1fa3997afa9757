-- Which relays of a fleet may be given sessions. Says nothing about who has died: that is what incarnations are for.
CREATE TABLE duty (
    relay        text PRIMARY KEY,
    process      text NOT NULL,        -- another at each start
    sessions     integer NOT NULL,
    sessions_max integer NOT NULL,
    admits       boolean NOT NULL,     -- false while it waits for its sessions to end
    shown_at     timestamptz NOT NULL  -- by the database's clock, as is whether it is too long ago
);
