package retrace.relay.store.gcs;

import com.google.api.gax.paging.Page;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.BucketField;
import com.google.cloud.storage.Storage.BucketGetOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import retrace.relay.store.Crc32cSums;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectNames;
import retrace.relay.store.ObjectVersion;

/**
 * The service's calls for one bucket and prefix, one request each but for large uploads, each write with its
 * precondition. Failures are those of the service still.
 */
final class GcsBucket {

    /** Up to here an upload is one request, as the service's documentation advises. */
    private static final int SINGLE_REQUEST_BYTES_MAX = 8 << 20;

    private static final int CHUNK_BYTES = 8 << 20;
    private static final int READ_AHEAD_BYTES = 1 << 20;
    private static final int PAGE = 1000;
    private static final BlobField[] FIELDS = {BlobField.NAME, BlobField.GENERATION, BlobField.SIZE, BlobField.CRC32C};

    private final Storage storage;
    private final GcsSettings settings;

    GcsBucket(Storage storage, GcsSettings settings) {
        this.storage = storage;
        this.settings = settings;
    }

    private BlobId id(String name) {
        return BlobId.of(settings.bucket(), settings.prefix() + ObjectNames.requireName(name));
    }

    private BlobInfo.Builder info(String name, ObjectFacts facts) {
        BlobInfo.Builder info = BlobInfo.newBuilder(id(name)).setContentType(facts.contentType());
        Instant customTime = facts.customTime();
        if (customTime != null) {
            info.setCustomTimeOffsetDateTime(OffsetDateTime.ofInstant(customTime, ZoneOffset.UTC));
        }
        return facts.metadata().isEmpty() ? info : info.setMetadata(facts.metadata());
    }

    private ObjectVersion version(Blob blob) {
        return new ObjectVersion(
                blob.getName().substring(settings.prefix().length()),
                Objects.requireNonNull(blob.getGeneration()),
                Objects.requireNonNull(blob.getSize()),
                blob.getCrc32cToHexString());
    }

    ObjectVersion upload(String name, ObjectFacts facts, List<ByteBuffer> content, int crc32c) throws IOException {
        BlobInfo info = info(name, facts).setCrc32c(Crc32cSums.base64(crc32c)).build();
        List<BlobWriteOption> options = new ArrayList<>(List.of(
                BlobWriteOption.doesNotExist(), BlobWriteOption.crc32cMatch(), BlobWriteOption.disableGzipContent()));
        if (settings.kmsKey() != null) {
            options.add(BlobWriteOption.kmsKeyName(settings.kmsKey()));
        }
        long size = content.stream().mapToLong(ByteBuffer::remaining).sum();
        BlobWriteOption[] all = options.toArray(BlobWriteOption[]::new);
        try (InputStream bytes = new BuffersInput(content)) {
            return version(
                    size <= SINGLE_REQUEST_BYTES_MAX
                            ? single(info, bytes, all)
                            : storage.createFrom(info, bytes, CHUNK_BYTES, all));
        } catch (IOException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure; // as all other calls do
            }
            throw e;
        }
    }

    /** Deprecated because the client cannot repeat it by itself. It shall not: whoever calls the store does. */
    @SuppressWarnings("deprecation")
    private Blob single(BlobInfo info, InputStream bytes, BlobWriteOption[] options) {
        return storage.create(info, bytes, options);
    }

    /** @param sources at most as many as the service takes in one call */
    ObjectVersion compose(String name, ObjectFacts facts, List<String> sources) {
        List<BlobTargetOption> options = new ArrayList<>(List.of(BlobTargetOption.doesNotExist()));
        if (settings.kmsKey() != null) {
            options.add(BlobTargetOption.kmsKeyName(settings.kmsKey()));
        }
        ComposeRequest.Builder request =
                ComposeRequest.newBuilder().setTarget(info(name, facts).build()).setTargetOptions(options);
        sources.forEach(source -> request.addSource(id(source).getName()));
        return version(storage.compose(request.build()));
    }

    /** Empty for Google's own. */
    Optional<String> defaultKmsKey() {
        @Nullable Bucket bucket = storage.get(settings.bucket(), BucketGetOption.fields(BucketField.ENCRYPTION));
        return Optional.ofNullable(bucket).map(Bucket::getDefaultKmsKeyName);
    }

    Optional<ObjectVersion> find(String name) {
        @Nullable Blob found = storage.get(id(name), BlobGetOption.fields(FIELDS));
        return Optional.ofNullable(found).map(this::version);
    }

    ReadChannel read(String name, long offset) throws IOException {
        ReadChannel channel = storage.reader(id(name), BlobSourceOption.shouldReturnRawInputStream(true));
        channel.setChunkSize(READ_AHEAD_BYTES);
        channel.seek(offset);
        return channel;
    }

    /** The first page is asked for now, the others when they are read. */
    Stream<ObjectVersion> list(String prefix) {
        Page<Blob> first = storage.list(
                settings.bucket(),
                BlobListOption.prefix(settings.prefix() + prefix),
                BlobListOption.pageSize(PAGE),
                BlobListOption.fields(FIELDS));
        return StreamSupport.stream(first.iterateAll().spliterator(), false)
                .map(this::version)
                .filter(found -> ObjectNames.isName(found.name()));
    }

    /** @return false where there is no such object in that generation, likewise {@link #hold} */
    boolean delete(String name, long generation) {
        return inThatGeneration(() -> storage.delete(id(name), BlobSourceOption.generationMatch(generation)));
    }

    boolean hold(String name, long generation, boolean held) {
        BlobInfo info = BlobInfo.newBuilder(id(name)).setTemporaryHold(held).build();
        return inThatGeneration(() -> storage.update(info, BlobTargetOption.generationMatch(generation)) != null);
    }

    private interface Change {
        boolean make();
    }

    private static boolean inThatGeneration(Change change) {
        try {
            return change.make();
        } catch (StorageException e) {
            if (e.getCode() == GcsFailures.NOT_FOUND || e.getCode() == GcsFailures.PRECONDITION_FAILED) {
                return false;
            }
            throw e;
        }
    }
}
