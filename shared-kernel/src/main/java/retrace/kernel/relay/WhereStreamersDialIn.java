package retrace.kernel.relay;

/** A query that a relay answers with the {@link DialInAddress} that streamers are to be given. */
public record WhereStreamersDialIn() {}
