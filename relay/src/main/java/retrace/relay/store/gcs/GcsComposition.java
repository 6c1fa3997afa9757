package retrace.relay.store.gcs;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.relay.store.Crc32cJoin;
import retrace.relay.store.Crc32cSums;
import retrace.relay.store.ObjectFacts;
import retrace.relay.store.ObjectVersion;
import retrace.relay.store.StoreUnavailable;

/**
 * Puts any number of objects together, where the service takes 32 at a time: those of 32 sources each first, then those
 * of them, until one call makes the whole. What stands between is named after its sources, so that a call that is
 * repeated finds it, and is deleted when the whole is there.
 */
final class GcsComposition {

    static final int SOURCES_MAX = 32;

    private static final Logger LOG = LoggerFactory.getLogger(GcsComposition.class);
    private static final int SUM_CHARACTERS = 16;
    private static final int LOOKS_MAX = 3;

    private final GcsBucket bucket;
    private final String target;
    private final List<ObjectVersion> between = new ArrayList<>();

    GcsComposition(GcsBucket bucket, String target) {
        this.bucket = bucket;
        this.target = target;
    }

    /** Failures of the service are thrown as they are. */
    ObjectVersion compose(ObjectFacts facts, List<String> sources) throws IOException {
        if (sources.contains(target)) {
            throw new FileAlreadyExistsException(target, null, "it is one of the sources that it is made of");
        }
        List<String> left = sources;
        while (left.size() > SOURCES_MAX) {
            left = step(left);
        }
        ObjectVersion whole = composeOnce(target, facts, left);
        for (ObjectVersion done : between) {
            deleteBetween(done);
        }
        return whole;
    }

    private List<String> step(List<String> sources) throws IOException {
        List<String> composed = new ArrayList<>();
        for (int from = 0; from < sources.size(); from += SOURCES_MAX) {
            List<String> some = sources.subList(from, Math.min(from + SOURCES_MAX, sources.size()));
            composed.add(some.size() == 1 ? some.getFirst() : composeBetween(some));
        }
        return composed;
    }

    private String composeBetween(List<String> sources) throws IOException {
        String name = target + ".parts/of-" + sumOf(sources);
        ObjectVersion composed;
        try {
            composed = composeOnce(name, ObjectFacts.NONE, sources);
        } catch (FileAlreadyExistsException e) {
            // Of sources that were others under the same names: nobody needs it.
            ObjectVersion stale = bucket.find(name).orElseThrow(() -> e);
            bucket.delete(name, stale.generation());
            composed = composeOnce(name, ObjectFacts.NONE, sources);
        }
        between.add(composed);
        return name;
    }

    private static String sumOf(List<String> sources) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", sources).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, SUM_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** An object that is there already, as the sources say it must be, was made by a call whose answer was lost. */
    private ObjectVersion composeOnce(String name, ObjectFacts facts, List<String> sources) throws IOException {
        try {
            return bucket.compose(name, facts, sources);
        } catch (StorageException e) {
            if (e.getCode() != GcsFailures.PRECONDITION_FAILED) {
                throw e;
            }
            return bucket.find(name)
                    .filter(ours(sources)::isThere)
                    .orElseThrow(() -> new FileAlreadyExistsException(name));
        }
    }

    /** One look for each source: a single one that fails shall not be a reason to look for all of them again. */
    private Content ours(List<String> sources) throws NoSuchFileException {
        long size = 0;
        int crc32c = 0;
        for (String source : sources) {
            ObjectVersion part = look(source).orElseThrow(() -> new NoSuchFileException(source));
            crc32c = Crc32cJoin.join(crc32c, sumOf(part), part.sizeBytes());
            size += part.sizeBytes();
        }
        return new Content(size, crc32c);
    }

    private Optional<ObjectVersion> look(String source) {
        for (int attempt = 1; attempt < LOOKS_MAX; attempt++) {
            try {
                return bucket.find(source);
            } catch (StorageException e) {
                LOG.debug("looking for {} failed", source, e); // the last one says it aloud
            }
        }
        return bucket.find(source);
    }

    private static int sumOf(ObjectVersion part) {
        return Crc32cSums.parseHex(Objects.requireNonNull(part.crc32c(), "the service counts one for each object"));
    }

    /** Where it cannot be deleted for good, the whole is there all the same. */
    private void deleteBetween(ObjectVersion done) throws IOException {
        try {
            bucket.delete(done.name(), done.generation());
        } catch (StorageException e) {
            IOException failure = GcsFailures.of(e, done.name(), "delete " + done.name());
            if (failure instanceof StoreUnavailable) {
                throw failure;
            }
            LOG.warn("{} is left over", done.name(), failure);
        }
    }

    /** Bytes, by size and sum. */
    record Content(long sizeBytes, int crc32c) {

        boolean isThere(ObjectVersion version) {
            return version.sizeBytes() == sizeBytes && sumOf(version) == crc32c;
        }
    }
}
