-- The processes of a fleet, and where each takes commands and queries. A row whose process does not renew it is passed over.
CREATE TABLE member (
    member   text PRIMARY KEY,
    part     text NOT NULL,        -- command-side, query-side or relay
    address  text NOT NULL,        -- http or https, host and port
    handles  text[] NOT NULL,      -- names of commands and queries
    shown_at timestamptz NOT NULL  -- by the database's clock, as is whether it is too long ago
);
