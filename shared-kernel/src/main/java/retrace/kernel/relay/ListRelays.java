package retrace.kernel.relay;

/** A query that any relay answers with the {@link RelaysOnDuty}. */
public record ListRelays() {}
