package retrace.query.readmodel;

/** Tells how far read models are behind the events. Thread-safe, and cheap enough to ask with each request. */
public interface Progress {

    /** Up to here the events that have not been handled are counted one by one. */
    int COUNTED_MAX = 100;

    default Behind behind(ReadModel readModel) {
        return status(readModel).behind();
    }

    ReadModelStatus status(ReadModel readModel);
}
