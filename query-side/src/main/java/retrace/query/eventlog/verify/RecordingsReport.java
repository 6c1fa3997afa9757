package retrace.query.eventlog.verify;

/** How the recordings stand. */
public record RecordingsReport(Counts counts, Findings findings) {

    /**
     * How many there are of each kind.
     *
     * @param checked recordings that were read to their end
     * @param bytes of them
     * @param deleted whose time was over, and which are gone
     * @param leaving whose deletion is decided and not reported, so that they may be there or not
     * @param putAside damaged ones that were put aside before they were closed
     * @param heldSessions sessions under legal hold
     */
    public record Counts(long checked, long bytes, long deleted, long leaving, long putAside, long heldSessions) {}
}
