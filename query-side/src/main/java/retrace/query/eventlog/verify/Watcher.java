package retrace.query.eventlog.verify;

/** Is told how far it is. */
public interface Watcher {

    Watcher NOBODY = (done, total) -> {};

    /** @param total as far as it is known, otherwise 0 */
    void at(long done, long total);
}
