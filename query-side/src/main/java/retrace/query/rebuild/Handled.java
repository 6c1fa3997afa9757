package retrace.query.rebuild;

/** Tells what the live projection has handled. */
@FunctionalInterface
interface Handled {

    /**
     * @param key of the part that the event belongs to
     * @param index its place in the log
     */
    boolean has(String key, long index);
}
