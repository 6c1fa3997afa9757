-- The teams, who is in them, and what they have set.

CREATE TABLE team (
    team            text PRIMARY KEY,
    sequence        bigint NOT NULL, -- of the team's last event that is in these tables
    name            text NOT NULL,
    plan            text NOT NULL,
    add_ons         text[] NOT NULL,
    plan_changed_at timestamptz -- null while it is the one that the team began with
);

CREATE TABLE account (
    account         text PRIMARY KEY,
    team            text NOT NULL,
    sign_in_name    text NOT NULL,
    name            text NOT NULL,
    role            text NOT NULL,
    added_at        timestamptz NOT NULL,
    added_by        text, -- null for an operator of the deployment, likewise the name, and for who changed it
    added_by_name   text,
    changed_at      timestamptz, -- null until the role was changed, likewise what follows
    changed_by      text,
    changed_by_name text
);

CREATE INDEX account_by_name ON account (team, lower(name), account);

-- Every change there was; what a team has set is the last of each setting.
CREATE TABLE setting_change (
    team        text NOT NULL,
    sequence    bigint NOT NULL,
    setting     text NOT NULL,
    access_kind text, -- null for a setting that is the same for both
    platform    text, -- null for a setting that is the same for all
    before      text, -- null where the deployment's configuration held, and likewise after
    after       text,
    by          text NOT NULL,
    by_name     text NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (team, sequence)
);

CREATE INDEX setting_change_by_time ON setting_change (team, at DESC, sequence DESC);
CREATE INDEX setting_change_last ON setting_change (team, setting, access_kind, platform, sequence DESC);
