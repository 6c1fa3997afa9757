-- What sessions-log has in the end of the session's events, for measuring its queries where it was never built.
insert into sessions_log.session (
    session, sequence, team, endpoint, endpoint_name, endpoint_platform, access_kind, technician, technician_name,
    viewer, started_at, ended_at, end_reason, end_detail, refusal_code, refusal_message, recorded, segments_open,
    segments_ready, segments_failed, segments_expired, holds, shown_millis, recorded_millis, gaps, first_gap_from,
    first_gap_to, first_gap_reason)
with event as (
    select aggregate_identifier as session, sequence_number as number, payload_type as name,
           convert_from(payload, 'UTF8')::jsonb as fact
    from events.domain_event
    where type = 'Session'
), told as (
    select session,
           max(number) as number,
           (array_agg(fact) filter (where name in ('session-started', 'session-refused')))[1] as began,
           (array_agg(fact) filter (where name = 'session-ended'))[1] as ended,
           (array_agg(fact -> 'coverage' order by number desc) filter (where name = 'coverage-assessed'))[1] as coverage,
           count(*) filter (where name = 'segment-opened')::int as opened,
           count(*) filter (where name = 'segment-closed')::int as closed,
           count(*) filter (where name in ('segment-failed', 'segment-quarantined'))::int as failed,
           count(*) filter (where name = 'segment-missing')::int as missing,
           count(*) filter (where name = 'segment-deletion-decided')::int as expired,
           count(*) filter (where name = 'hold-placed')::int - count(*) filter (where name = 'hold-released')::int as holds
    from event
    group by session
)
select session, number, began ->> 'team', began ->> 'endpoint', began ->> 'endpointName', began ->> 'endpointPlatform',
       began ->> 'accessKind', began -> 'technician' ->> 'account', began -> 'technician' ->> 'name', began ->> 'viewer',
       (began ->> 'at')::timestamptz,
       coalesce(ended ->> 'at', case when began ->> 'code' is not null then began ->> 'at' end)::timestamptz,
       ended ->> 'reason', ended ->> 'detail', began ->> 'code', began ->> 'message',
       coalesce((began ->> 'recorded')::boolean, false),
       greatest(0, opened - closed - failed),
       greatest(0, closed - expired - missing),
       failed + missing, expired, holds,
       (coverage ->> 'shownMillis')::bigint, (coverage ->> 'recordedMillis')::bigint,
       jsonb_array_length(coverage -> 'gaps'),
       (coverage -> 'gaps' -> 0 ->> 'from')::timestamptz, (coverage -> 'gaps' -> 0 ->> 'to')::timestamptz,
       coverage -> 'gaps' -> 0 ->> 'reason'
from told
