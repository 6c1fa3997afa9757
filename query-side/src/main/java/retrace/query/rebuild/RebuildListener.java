package retrace.query.rebuild;

/** Hears how a rebuild comes along, as much of it as it wants to. Called by several threads. */
public interface RebuildListener {

    /** For whoever does not want to know. */
    RebuildListener NONE = new RebuildListener() {};

    /**
     * Reading the event log begins.
     *
     * @param names of the read models that it is read for
     * @param expected how many events there are in it, as far as one can tell beforehand; those that are of no use for
     *     the read models are never read
     */
    default void reading(String names, long expected) {}

    /**
     * All is read; making rows of it begins.
     *
     * @param names of the read models that are filled together
     * @param already events that are in from an earlier run
     * @param expected how many events there are for it, those included
     */
    default void filling(String names, long already, long expected) {}

    /** So many events more, of those that are read or filled in just now. */
    default void read(long events) {}

    /** Anything else worth a line. */
    default void said(String sentence) {}

    default void indexing(String readModel, String name) {}
}
