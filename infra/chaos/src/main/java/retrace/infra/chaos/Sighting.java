package retrace.infra.chaos;

/**
 * A number was in a viewer's picture.
 *
 * @param nanoTime of {@link System#nanoTime}, which no step of the clock touches: since when
 */
record Sighting(long counter, long nanoTime) {}
