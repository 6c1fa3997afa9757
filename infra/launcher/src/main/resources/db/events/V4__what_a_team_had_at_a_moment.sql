-- So that those who ask about a team at a moment of the past need not read all that ever happened to it.

create function event_team(payload bytea) returns text
    language plpgsql immutable strict parallel safe as $$
begin
    return convert_from(payload, 'UTF8')::jsonb ->> 'team';
end
$$;

-- The sessions that a team asked for, in the order in which the sessions log shows them.
create index domain_event_session_begun on domain_event (event_team(payload), event_at(payload), global_index)
    where payload_type in ('session-started', 'session-refused');

-- The sessions that had ended: those that had begun and are not among them ran.
create index domain_event_session_ended on domain_event (event_team(payload), event_at(payload))
    where payload_type = 'session-ended';
