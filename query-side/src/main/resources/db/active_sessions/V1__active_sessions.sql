-- One row for each session there is.

CREATE TABLE active_session (
    session         text PRIMARY KEY,
    sequence        bigint NOT NULL, -- of the last event of the session that is in this row
    team            text NOT NULL,
    endpoint        text NOT NULL,
    endpoint_name   text NOT NULL,
    access_kind     text NOT NULL,
    technician      text NOT NULL,
    technician_name text NOT NULL,
    started_at      timestamptz NOT NULL,
    recorded        boolean NOT NULL,
    monitor         integer, -- null until a viewer has come, likewise what follows
    monitor_name    text,
    frame_rate      integer,
    width           integer,
    height          integer,
    expires_at      timestamptz -- null until the technician has been warned of it
);

CREATE INDEX active_session_by_time ON active_session (team, started_at DESC, session DESC);

-- Tells every node, once the change is committed, whose sessions have changed. The channel is the schema's name, so a
-- copy that is being filled beside this one disturbs nobody.
CREATE FUNCTION tell_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify(TG_TABLE_SCHEMA, COALESCE(NEW.team, OLD.team));
    RETURN NULL;
END
$$;

CREATE TRIGGER tell_team AFTER INSERT OR UPDATE OR DELETE ON active_session
    FOR EACH ROW EXECUTE FUNCTION tell_team();
