-- What is rare in the log is rarer still with one technician or computer, and was looked for among all that is theirs, or
-- among all that is rare: each pair has its own order now. They are small, since few rows are in them.

CREATE INDEX session_refused_of_technician ON session (team, technician, started_at DESC, session DESC)
    WHERE refusal_code IS NOT NULL;
CREATE INDEX session_refused_of_endpoint ON session (team, endpoint, started_at DESC, session DESC)
    WHERE refusal_code IS NOT NULL;
CREATE INDEX session_held_of_technician ON session (team, technician, started_at DESC, session DESC) WHERE holds > 0;
CREATE INDEX session_held_of_endpoint ON session (team, endpoint, started_at DESC, session DESC) WHERE holds > 0;
CREATE INDEX session_with_gaps_of_technician ON session (team, technician, started_at DESC, session DESC)
    WHERE gaps > 0;
CREATE INDEX session_with_gaps_of_endpoint ON session (team, endpoint, started_at DESC, session DESC) WHERE gaps > 0;

-- A technician may have one kind of access only, and thousands of sessions: which kind, the index tells too.
DROP INDEX session_by_technician;
CREATE INDEX session_by_technician
    ON session (team, technician, started_at DESC, session DESC, recording_state, access_kind);
