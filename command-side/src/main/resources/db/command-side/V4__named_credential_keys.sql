-- Each login is encrypted with a key of its own, which is wrapped (AES-GCM, as above) with the one of that name. What
-- was stored before has neither until it is encrypted anew: it is a password alone, under the configured key.

ALTER TABLE endpoint_credential
    ADD COLUMN key_name text,
    ADD COLUMN wrapped_key bytea,
    ADD CHECK ((key_name IS NULL) = (wrapped_key IS NULL));

CREATE INDEX endpoint_credential_key ON endpoint_credential (key_name);
