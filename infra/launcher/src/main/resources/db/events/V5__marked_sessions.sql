-- So that those who ask for the few sessions of the past that were held, had failed or had gaps need not build all others.

create function event_tells_gap(payload bytea) returns boolean
    language plpgsql immutable strict parallel safe as $$
begin
    return convert_from(payload, 'UTF8')::jsonb #> '{coverage,gaps,0}' is not null;
end
$$;

create index domain_event_session_marked on domain_event (event_team(payload), payload_type)
    where payload_type in ('hold-placed', 'segment-failed', 'segment-quarantined', 'segment-missing');

create index domain_event_session_gap on domain_event (event_team(payload))
    where payload_type = 'coverage-assessed' and event_tells_gap(payload);
