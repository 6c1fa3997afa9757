-- What the command side needs to know and must not be in an event.

CREATE TABLE team (
    team text PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE account (
    account text PRIMARY KEY,
    team text NOT NULL REFERENCES team,
    sign_in_name text NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER')),
    password_hash text NOT NULL
);

CREATE UNIQUE INDEX account_sign_in_name ON account (lower(sign_in_name));

-- AES-GCM: 12 bytes nonce, then the encrypted password and its tag; bound to the endpoint's identifier.
CREATE TABLE endpoint_credential (
    endpoint text PRIMARY KEY,
    encrypted bytea NOT NULL
);
