-- How long recordings are kept, which are held, and what became of those whose time is over.

CREATE TABLE team (
    team        text PRIMARY KEY,
    sequence    bigint NOT NULL, -- of the team's last event that is in this row
    days_kept   integer NOT NULL,
    set_at      timestamptz NOT NULL,
    set_by_name text NOT NULL
);

ALTER TABLE segment
    ADD COLUMN decided_at         timestamptz, -- null until its deletion is decided, likewise the days
    ADD COLUMN days_kept          integer,
    ADD COLUMN deletion_failure   text, -- null until its deletion has failed, likewise the time
    ADD COLUMN deletion_failed_at timestamptz,
    ADD COLUMN deleted_at         timestamptz; -- null until its object is gone

CREATE TABLE hold (
    hold             text PRIMARY KEY,
    session          text NOT NULL,
    case_name        text NOT NULL,
    reason           text NOT NULL,
    placed_at        timestamptz NOT NULL,
    placed_by        text NOT NULL,
    placed_by_name   text NOT NULL,
    released_at      timestamptz, -- null until it is released, likewise what follows
    released_by      text,
    released_by_name text,
    release_reason   text
);

CREATE INDEX hold_by_session ON hold (session, placed_at, hold);
