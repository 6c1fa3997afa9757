-- Accounts that an OpenID Connect provider vouches for: its issuer, a space, and its name for the person.

ALTER TABLE account ADD COLUMN provider_subject text UNIQUE;
