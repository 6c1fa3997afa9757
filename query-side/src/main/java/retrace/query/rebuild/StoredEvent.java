package retrace.query.rebuild;

/**
 * An event as it lies in the event log.
 *
 * @param index its place in the log
 * @param key of the part that it belongs to
 * @param name under which it is stored
 * @param revision of that name
 * @param payload JSON
 */
record StoredEvent(
        long index, String key, String aggregate, long sequence, String name, String revision, byte[] payload) {}
