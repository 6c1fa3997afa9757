package retrace.query.readmodel;

import retrace.kernel.id.SessionId;
import retrace.kernel.link.LinkEvent;

/** By what the rows of a read model fall into parts that know nothing of each other. */
public enum PartitionKey {
    /** Each aggregate's events make rows of their own. */
    AGGREGATE("aggregate_identifier"),

    /**
     * Events of several aggregates meet in the rows of a session. Read from the stored bytes as they are, since even an
     * event that cannot be decoded has its place; one that names no session is a part with those of its aggregate.
     */
    SESSION("coalesce(substring(encode(payload, 'escape') from '\"session\":\"([^\"]*)\"'), aggregate_identifier)");

    private final String sql;

    PartitionKey(String sql) {
        this.sql = sql;
    }

    /** The key of an event, as {@link #sql} has it of its stored form. */
    public String of(Object event, String aggregate) {
        return this == SESSION && event instanceof LinkEvent link
                ? sessionOf(link).value()
                : aggregate;
    }

    private static SessionId sessionOf(LinkEvent event) {
        return switch (event) {
            case LinkEvent.LinkIssued issued -> issued.session();
            case LinkEvent.LinkRefused refused -> refused.session();
            case LinkEvent.RecordingServed served -> served.session();
            case LinkEvent.RecordingPlayed played -> played.session();
        };
    }

    /** The key as an expression over the columns of the event log. */
    public String sql() {
        return sql;
    }
}
