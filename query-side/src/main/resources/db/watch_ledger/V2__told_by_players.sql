-- What players say that they have played, apart from what went out.

ALTER TABLE watch
    ADD COLUMN first_played_at timestamptz, -- null until a player has told something, and likewise the last
    ADD COLUMN last_played_at  timestamptz;

ALTER TABLE part
    ADD COLUMN source text NOT NULL DEFAULT 'SERVED', -- or PLAYED
    DROP CONSTRAINT part_pkey,
    ADD PRIMARY KEY (watch, source, from_millis);

ALTER TABLE part ALTER COLUMN source DROP DEFAULT;
