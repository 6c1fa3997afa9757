-- Who lives and who carries what. Rows of incarnations go when nothing of theirs is left.

CREATE TABLE incarnation (
    incarnation text PRIMARY KEY,
    relay       text NOT NULL,
    renewals    bigint NOT NULL,      -- rises while it lives; no clock is compared
    renewed_at  timestamptz NOT NULL, -- by its own clock, for people and as the last sign of life
    fenced_at   timestamptz           -- null until another has taken it for dead
);

CREATE TABLE carried (
    session      text PRIMARY KEY,
    team         text NOT NULL,
    recorded     boolean NOT NULL,
    incarnation  text NOT NULL REFERENCES incarnation,
    to_settle    boolean NOT NULL DEFAULT false,
    last_seen_at timestamptz -- of the relay that carried it before; null where there is none
);

CREATE INDEX carried_by ON carried (incarnation);
