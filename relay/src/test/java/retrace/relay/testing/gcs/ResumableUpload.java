package retrace.relay.testing.gcs;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrace.relay.testing.gcs.ObjectResource.Wanted;

/** An upload that is being made in pieces. What is kept of an unfinished one is always a multiple of the quantum. */
final class ResumableUpload {

    static final int QUANTUM = 256 * 1024;

    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

    private final Bucket bucket;
    private final String object;
    private final Wanted wanted;
    private final @Nullable String kmsKey;
    private final Conditions conditions;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable GcsObject finished;
    private boolean cancelled;

    ResumableUpload(Bucket bucket, String object, Wanted wanted, @Nullable String kmsKey, Conditions conditions) {
        this.bucket = bucket;
        this.object = object;
        this.wanted = wanted;
        this.kmsKey = kmsKey;
        this.conditions = conditions;
    }

    Bucket bucket() {
        return bucket;
    }

    /**
     * @param range as the header says it; a chunk, or a question how far it has come
     * @param sum the whole object's CRC32C, if the client sent it with this chunk
     * @return the object when that was the last
     */
    synchronized Optional<GcsObject> take(String range, byte[] chunk, Optional<String> sum, boolean keepLess) {
        if (cancelled) {
            throw ApiError.cancelled();
        }
        if (finished != null) {
            return Optional.of(finished);
        }
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) {
            throw ApiError.invalid("Invalid Content-Range: " + range);
        }
        long total = parts.group(3).equals("*") ? -1 : Long.parseLong(parts.group(3));
        if (parts.group(1) == null) {
            return total == kept.size() ? Optional.of(finish(sum)) : Optional.empty();
        }
        keep(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), total, chunk, keepLess);
        return total == kept.size() ? Optional.of(finish(sum)) : Optional.empty();
    }

    /** The whole object, or the rest of it, without saying which. */
    synchronized GcsObject takeAll(byte[] content, Optional<String> sum) {
        if (cancelled) {
            throw ApiError.cancelled();
        }
        if (finished != null) {
            return finished;
        }
        kept.reset();
        kept.writeBytes(content);
        return finish(sum);
    }

    private void keep(long first, long last, long total, byte[] chunk, boolean keepLess) {
        if (chunk.length != last - first + 1 || total >= 0 && last >= total) {
            throw ApiError.invalid("Invalid request. There were " + chunk.length + " byte(s) in the request body. "
                    + "There should have been " + (last - first + 1) + " byte(s).");
        }
        if (first > kept.size()) {
            throw ApiError.invalid("The upload has " + kept.size() + " bytes; " + first + " is past its end.");
        }
        int known = (int) Math.min(kept.size() - first, chunk.length); // sent again
        int fresh = chunk.length - known;
        boolean isLast = total >= 0 && last + 1 == total && !keepLess;
        int taken = isLast ? fresh : fresh - (kept.size() + fresh) % QUANTUM;
        kept.write(chunk, known, Math.max(0, keepLess ? Math.min(taken, QUANTUM) : taken));
    }

    private GcsObject finish(Optional<String> sum) {
        byte[] content = kept.toByteArray();
        Wanted.requireSum("CRC32C", sum, GcsObject.crc32c(content));
        GcsObject created = bucket.create(object, wanted, kmsKey, content, conditions);
        finished = created;
        return created;
    }

    synchronized int keptBytes() {
        return kept.size();
    }

    synchronized void cancel() {
        cancelled = true;
    }
}
