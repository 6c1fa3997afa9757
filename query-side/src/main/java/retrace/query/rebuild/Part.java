package retrace.query.rebuild;

/**
 * One of the parts into which the events are split by their keys, so that all events of a key are in one part.
 *
 * @param done whether its rows are in the tables
 * @param events how many it had
 */
record Part(int number, boolean done, long events) {

    private static final int PRIME = 16777619;

    /**
     * The number of the part that a key belongs to: the same in every run, since one that was stopped is gone on with by
     * the numbers of those that are done.
     *
     * @param parts how many there are
     * @see <a href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv">FNV-1a</a>
     */
    static int of(byte[] bytes, int offset, int length, int parts) {
        int hash = 0x811c9dc5;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
        }
        return Math.floorMod(hash ^ (hash >>> 15), parts);
    }
}
