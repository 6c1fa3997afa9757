-- How much of a session is recorded, and what is missing.

ALTER TABLE session
    ADD COLUMN shown_millis      bigint, -- null until it is assessed, likewise what follows
    ADD COLUMN recorded_millis   bigint,
    ADD COLUMN coverage_sequence bigint; -- of the event that it is of

CREATE TABLE gap (
    session text NOT NULL,
    number  integer NOT NULL, -- in the order of time, from 1
    began   timestamptz NOT NULL,
    ended   timestamptz NOT NULL,
    reason  text NOT NULL,
    PRIMARY KEY (session, number)
);
