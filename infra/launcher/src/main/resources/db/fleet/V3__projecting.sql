-- Processes that build read models, so that each takes its share. A row that is not renewed is passed over.
CREATE TABLE projecting (
    node     text PRIMARY KEY,     -- as events.token names the owner of a segment
    shown_at timestamptz NOT NULL  -- by the database's clock, as is whether it is too long ago
);
