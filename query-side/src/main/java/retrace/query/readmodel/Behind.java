package retrace.query.readmodel;

/**
 * How far a read model is behind the events.
 *
 * @param events how many it has not handled: exact up to {@value Progress#COUNTED_MAX}, from there on by position, where
 *     numbers that the event store has never used count as well
 * @param seconds age of the oldest event that it has not handled, 0 when there is none
 */
public record Behind(long events, double seconds) {

    public static final Behind NOT = new Behind(0, 0);
}
