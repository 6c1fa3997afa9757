-- What is asked together with a technician or an endpoint is found in the index too: of a session that does not fit, the
-- row is not read.

DROP INDEX session_by_technician;
DROP INDEX session_by_endpoint;

CREATE INDEX session_by_technician ON session (team, technician, started_at DESC, session DESC, recording_state);
CREATE INDEX session_by_endpoint ON session (team, endpoint, started_at DESC, session DESC, technician, recording_state);
