-- Whether a computer's streamer must be reached over TLS, and the one certificate that is taken, if one is pinned.
ALTER TABLE endpoint
    ADD COLUMN tls_rule           text NOT NULL DEFAULT 'AS_OFFERED',
    ADD COLUMN certificate_sha256 text;
