package retrace.query.readmodel;

/**
 * A read model: built from events by one projection, into tables of its own.
 *
 * @param name also that of the processing group that builds it
 * @param schema of its tables, and of the folder under {@code db/} that has its migrations
 */
public record ReadModel(String name, String schema) {}
