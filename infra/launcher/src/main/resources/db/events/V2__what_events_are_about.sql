-- So that those who ask the history of one session, endpoint, person or team need not read all of it.

-- The identifiers of whom and what an event names: team, session, endpoint, account, and who did it.
create function event_about(payload bytea) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    event jsonb := convert_from(payload, 'UTF8')::jsonb;
begin
    return array_remove(
        array[
            event ->> 'team',
            event ->> 'session',
            event ->> 'endpoint',
            event ->> 'account',
            event -> 'technician' ->> 'account',
            event -> 'by' ->> 'account'
        ],
        null);
end
$$;

-- The event's own time. It is always written in UTC, so that no setting of the connection changes what comes out.
create function event_at(payload bytea) returns timestamptz
    language plpgsql immutable strict parallel safe as $$
begin
    return (convert_from(payload, 'UTF8')::jsonb ->> 'at')::timestamptz;
end
$$;

-- Without a list of what is still to be entered, so that no event waits for that of others.
create index domain_event_about on domain_event using gin (event_about(payload)) with (fastupdate = off);

-- Events are stored nearly in the order of their times, which this kind of index needs and is small for.
create index domain_event_at on domain_event
    using brin (event_at(payload) timestamptz_minmax_multi_ops) with (pages_per_range = 64, autosummarize = on);
