package retrace.query.sessionslog;

import java.util.List;

/** Whom and what the log can be narrowed to, by their latest names. */
public record FilterChoices(List<Technician> technicians, List<Endpoint> endpoints) {

    public record Technician(String technician, String name) {}

    public record Endpoint(String endpoint, String name) {}
}
