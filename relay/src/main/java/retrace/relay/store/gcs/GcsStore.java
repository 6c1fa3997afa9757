package retrace.relay.store.gcs;

import com.google.cloud.BaseServiceException;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import retrace.relay.store.Crc32cSums;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectNames;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.gcs.GcsComposition.Content;

/**
 * An object store in a bucket of Google Cloud Storage. Repeats nothing by itself but the chunks of large uploads: who
 * calls it does, and may, since every write has a precondition and what is there already is compared by its size and
 * sum.
 */
public final class GcsStore implements ObjectStore {

    private final GcsBucket bucket;

    GcsStore(GcsBucket bucket) {
        this.bucket = bucket;
    }

    /** @throws IOException with a sentence, where the bucket cannot be reached with what there is */
    public static GcsStore open(GcsSettings settings) throws IOException {
        GcsStore store = new GcsStore(new GcsBucket(GcsClient.create(settings), settings));
        store.requireBucket(settings.bucket());
        if (settings.kmsKey() != null) {
            store.requireDefaultKey(settings.kmsKey());
        }
        return store;
    }

    private void requireBucket(String name) throws IOException {
        try {
            list("").close();
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "There is no bucket " + name + ". Make it, or set retrace.relay.store.gcs.bucket to one.", e);
        }
    }

    private void requireDefaultKey(String key) throws IOException {
        Optional<String> standard = call("", "say how the bucket is encrypted", bucket::defaultKmsKey);
        if (!key.equals(standard.orElse(""))) {
            throw new IOException("retrace.relay.store.gcs.kms-key is " + key + ", but the bucket's default key is "
                    + standard.orElse("Google's own")
                    + ". Make it the bucket's default key too: objects that are put together are encrypted with that.");
        }
    }

    private interface Call<T> {
        T make() throws IOException;
    }

    private static <T> T call(String name, String doing, Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (BaseServiceException e) {
            throw GcsFailures.of(e, name, doing);
        }
    }

    @Override
    public ObjectVersion create(String name, ObjectFacts facts, List<ByteBuffer> content) throws IOException {
        ObjectNames.requireName(name);
        long size = content.stream().mapToLong(ByteBuffer::remaining).sum();
        Content whole = new Content(size, Crc32cSums.of(content));
        return call(name, "keep " + name, () -> upload(name, facts, content, whole));
    }

    private ObjectVersion upload(String name, ObjectFacts facts, List<ByteBuffer> content, Content whole)
            throws IOException {
        try {
            return bucket.upload(name, facts, content, whole.crc32c());
        } catch (StorageException e) {
            if (e.getCode() != GcsFailures.PRECONDITION_FAILED) {
                throw e;
            }
            return bucket.find(name).filter(whole::isThere).orElseThrow(() -> new FileAlreadyExistsException(name));
        }
    }

    @Override
    public ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) throws IOException {
        ObjectNames.requireName(name);
        return call(name, "compose " + name, () -> new GcsComposition(bucket, name).compose(facts, sources));
    }

    @Override
    public Optional<ObjectVersion> find(String name) throws IOException {
        ObjectNames.requireName(name);
        return call(name, "look for " + name, () -> bucket.find(name));
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
        ObjectNames.requireName(name);
        return call(name, "send " + name, () -> GcsInput.open(bucket.read(name, offset), name));
    }

    @Override
    public Stream<ObjectVersion> list(String prefix) throws IOException {
        ObjectNames.requirePrefix(prefix);
        Stream<ObjectVersion> found = call(prefix, "list " + prefix, () -> bucket.list(prefix));
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Listing(found.iterator(), prefix), Spliterator.ORDERED), false);
    }

    @Override
    public boolean delete(String name, long generation) throws IOException {
        ObjectNames.requireName(name);
        return call(name, "delete " + name, () -> bucket.delete(name, generation));
    }

    @Override
    public boolean hold(String name, long generation, boolean held) throws IOException {
        ObjectNames.requireName(name);
        return call(name, "hold " + name, () -> bucket.hold(name, generation, held));
    }

    /** Asks for further pages as it goes, and says what the service says. */
    private record Listing(Iterator<ObjectVersion> found, String prefix) implements Iterator<ObjectVersion> {

        @Override
        public boolean hasNext() {
            try {
                return call(prefix, "list " + prefix, found::hasNext);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ObjectVersion next() {
            return found.next();
        }
    }
}
