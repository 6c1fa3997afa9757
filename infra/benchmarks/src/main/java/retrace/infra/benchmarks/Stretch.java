package retrace.infra.benchmarks;

/** A part of the captured session. */
record Stretch(int fromMillis, int toMillis) {

    /** From its beginning. */
    static Stretch first(int millis) {
        return new Stretch(-1, millis);
    }

    boolean has(CapturedSession.Piece piece) {
        return piece.millis() > fromMillis && piece.millis() <= toMillis;
    }
}
