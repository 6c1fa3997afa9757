package retrace.query.watchledger;

/** Who says that a part of a video was watched. */
enum Source {
    /** The relay that handed it to the network. */
    SERVED(0),
    /** The player of whoever watched. Between two videos of which one takes over from the other it misses a moment. */
    PLAYED(100);

    private final long joinedMillis;

    Source(long joinedMillis) {
        this.joinedMillis = joinedMillis;
    }

    /** So far apart at most are two parts that are one. */
    long joinedMillis() {
        return joinedMillis;
    }
}
