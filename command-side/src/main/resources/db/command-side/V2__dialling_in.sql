-- How streamers that dial in are known. Numbers and codes are kept as their SHA-256 alone.

-- A host without a number is an attended endpoint's: it lets in only while a code is open.
CREATE TABLE dial_in (
    endpoint text PRIMARY KEY,
    number_sha256 bytea UNIQUE,
    host text,
    CHECK (number_sha256 IS NOT NULL OR host IS NOT NULL)
);

CREATE INDEX dial_in_host ON dial_in (host);

CREATE TABLE attended_code (
    code_sha256 bytea PRIMARY KEY,
    endpoint text NOT NULL,
    account text NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX attended_code_endpoint ON attended_code (endpoint);
