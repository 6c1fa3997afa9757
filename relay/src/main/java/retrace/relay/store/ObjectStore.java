package retrace.relay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps objects under names, in the manner of Google Cloud Storage: an object is written once and whole, and put
 * together from others without its bytes going through us. What {@link #create} and {@link #compose} have answered for is
 * durable.
 *
 * <p>A failure that may pass is {@link StoreUnavailable}, and the call may then be made again; every other
 * {@link IOException} stays. Bytes read from {@link #open} and objects from {@link #list} may break off with it in the
 * middle.
 *
 * <p>Thread-safe. Names are paths of letters, digits, {@code - _ . /}; anything else is an
 * {@link IllegalArgumentException}.
 */
public interface ObjectStore {

    /**
     * @throws FileAlreadyExistsException where there is an object of this name; it stays as it is. A store that cannot
     *     tell an attempt that seemed to fail from somebody else's takes one of the same bytes for its own and answers
     *     with that.
     */
    ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException;

    /**
     * Puts {@code sources}, of which there may be any number, together in their order; they stay.
     *
     * @throws FileAlreadyExistsException as for {@link #create}
     */
    ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException;

    Optional<ObjectVersion> find(String name) throws IOException;

    /**
     * The object's bytes from {@code offset} on.
     *
     * @throws java.nio.file.NoSuchFileException where there is no such object
     */
    InputStream open(String name, long offset) throws IOException;

    /**
     * The objects whose names begin with {@code prefix}, by name. To be closed; reading it may fail with
     * {@link java.io.UncheckedIOException}.
     */
    Stream<ObjectVersion> list(String prefix) throws IOException;

    /**
     * @return false where there is no such object in that generation
     * @throws ObjectHeld while it is held
     */
    boolean delete(String name, long generation) throws IOException;

    /**
     * Holds the object, or lets it go: while it is held nobody can delete it, a lifecycle rule of the bucket neither. It
     * is not counted how often: one call that lets go is enough.
     *
     * @return false where there is no such object in that generation
     */
    boolean hold(String name, long generation, boolean held) throws IOException;
}
