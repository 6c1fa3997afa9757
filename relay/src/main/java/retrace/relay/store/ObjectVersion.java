package retrace.relay.store;

/**
 * An object as the store has it.
 *
 * @param generation the store's number for this content under this name
 */
public record ObjectVersion(String name, long generation, long sizeBytes) {}
