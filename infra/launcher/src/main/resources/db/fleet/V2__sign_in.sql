-- Who is signed in to the console, as Spring Session keeps it, so that any process answers any request. The columns are
-- that library's; times are milliseconds since 1970.
CREATE TABLE sign_in (
    primary_id            char(36) PRIMARY KEY,
    session_id            char(36) NOT NULL UNIQUE,  -- in the browser's cookie
    creation_time         bigint NOT NULL,
    last_access_time      bigint NOT NULL,
    max_inactive_interval int NOT NULL,              -- seconds
    expiry_time           bigint NOT NULL,
    principal_name        text
);

CREATE INDEX ON sign_in (expiry_time);

CREATE TABLE sign_in_attributes (
    session_primary_id char(36) NOT NULL REFERENCES sign_in ON DELETE CASCADE,
    attribute_name     text NOT NULL,
    attribute_bytes    bytea NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
