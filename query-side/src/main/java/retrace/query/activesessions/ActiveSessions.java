package retrace.query.activesessions;

import java.util.List;
import retrace.query.readmodel.Behind;

/** All sessions of a team that run, newest first. */
public record ActiveSessions(Behind behind, List<ActiveSession> items) {}
