package retrace.relay.testing.gcs;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object's bytes, all or a range of them. */
final class Downloads {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private Downloads() {}

    static Answer answer(GcsObject object, Optional<String> range) {
        byte[] content = object.content();
        Optional<Matcher> wanted =
                range.map(RANGE::matcher).filter(Matcher::matches).filter(part -> part.end() > "bytes=-".length());
        if (wanted.isEmpty()) {
            return describe(object, 200, 0, content.length);
        }
        int size = content.length;
        String from = wanted.get().group(1);
        String to = wanted.get().group(2);
        long first = from.isEmpty() ? Math.max(0, size - Long.parseLong(to)) : Long.parseLong(from);
        long last = from.isEmpty() || to.isEmpty() ? size - 1L : Math.min(Long.parseLong(to), size - 1L);
        if (first > last) {
            throw ApiError.noSuchRange();
        }
        return describe(object, 206, (int) first, (int) (last - first + 1))
                .with("Content-Range", "bytes " + first + "-" + last + "/" + size);
    }

    private static Answer describe(GcsObject object, int status, int from, int count) {
        String sums = "crc32c=" + object.crc32c()
                + (object.components() == 0 ? ",md5=" + ObjectResource.md5(object.content()) : "");
        Answer answer = new Answer(status, Map.of(), object.content(), from, count)
                .with("Content-Type", object.contentType())
                .with("Accept-Ranges", "bytes")
                .with("ETag", "\"" + ObjectResource.etagOf(object) + "\"")
                .with("X-Goog-Hash", sums)
                .with("X-Goog-Generation", Long.toString(object.generation()))
                .with("X-Goog-Metageneration", Long.toString(object.metageneration()))
                .with("X-Goog-Storage-Class", "STANDARD")
                .with("X-Goog-Stored-Content-Encoding", "identity")
                .with("X-Goog-Stored-Content-Length", Integer.toString(object.content().length));
        return object.contentDisposition() == null
                ? answer
                : answer.with("Content-Disposition", object.contentDisposition());
    }
}
