package retrace.query.readmodel;

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

    /** The key as an expression over the columns of the event log. */
    public String sql() {
        return sql;
    }
}
