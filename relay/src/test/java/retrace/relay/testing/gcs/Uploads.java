package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrace.relay.testing.gcs.ObjectResource.Wanted;

/** Requests under {@code /upload/storage/v1/b/BUCKET/o}. */
final class Uploads {

    private static final Pattern SUM = Pattern.compile("(?:^|,)\\s*crc32c=([^,\\s]+)");

    private final Map<String, ResumableUpload> running = new ConcurrentHashMap<>();
    private final String baseUri;

    Uploads(String baseUri) {
        this.baseUri = baseUri;
    }

    static Operation operationOf(Request request) {
        return switch (request.query("uploadType").orElse("")) {
            case "resumable" ->
                request.query("upload_id").isPresent() ? Operation.RESUMABLE_CHUNK : Operation.RESUMABLE_START;
            default -> Operation.MULTIPART_UPLOAD;
        };
    }

    Answer answer(Request request, Bucket bucket, boolean keepLess) throws IOException {
        return switch (request.query("uploadType").orElse("")) {
            case "media" -> simple(request, bucket);
            case "multipart" -> multipart(request, bucket);
            case "resumable" -> {
                Optional<String> upload = request.query("upload_id");
                yield upload.isPresent() ? resume(request, upload.get(), keepLess) : start(request, bucket);
            }
            default -> throw ApiError.required("Required parameter: uploadType");
        };
    }

    private Answer simple(Request request, Bucket bucket) throws IOException {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        request.header("Content-Type").ifPresent(type -> metadata.put("contentType", type));
        Wanted wanted = new Wanted(metadata);
        byte[] content = request.body();
        requireSum(request, content);
        return created(
                bucket,
                bucket.create(nameOf(request, wanted), wanted, kmsKey(request), content, Conditions.of(request)));
    }

    private Answer multipart(Request request, Bucket bucket) throws IOException {
        MultipartBody body = MultipartBody.parse(request.header("Content-Type").orElse(""), request.body());
        ObjectNode metadata = (ObjectNode) Request.json(body.metadata());
        if (!metadata.has("contentType")) {
            metadata.put("contentType", body.mediaType());
        }
        Wanted wanted = new Wanted(metadata);
        requireSum(request, body.media());
        return created(
                bucket,
                bucket.create(nameOf(request, wanted), wanted, kmsKey(request), body.media(), Conditions.of(request)));
    }

    private static void requireSum(Request request, byte[] content) {
        Wanted.requireSum("CRC32C", sumOf(request), GcsObject.crc32c(content));
    }

    private static Optional<String> sumOf(Request request) {
        return request.header("X-Goog-Hash")
                .map(SUM::matcher)
                .filter(Matcher::find)
                .map(sum -> sum.group(1));
    }

    private static String nameOf(Request request, Wanted wanted) {
        return wanted.text("name").or(() -> request.query("name")).orElseThrow(() -> ApiError.required("Required"));
    }

    private static @Nullable String kmsKey(Request request) {
        return request.query("kmsKeyName").orElse(null);
    }

    private Answer created(Bucket bucket, GcsObject object) {
        return Answer.json(200, new ObjectResource(bucket.name(), baseUri).of(object));
    }

    private Answer start(Request request, Bucket bucket) throws IOException {
        ObjectNode metadata = (ObjectNode) request.json();
        Optional<String> type = request.header("X-Upload-Content-Type");
        if (!metadata.has("contentType") && type.isPresent()) {
            metadata.put("contentType", type.get());
        }
        Wanted wanted = new Wanted(metadata);
        String name = nameOf(request, wanted);
        Conditions conditions = Conditions.of(request);
        bucket.check(name, conditions);
        String id = UUID.randomUUID().toString();
        running.put(id, new ResumableUpload(bucket, name, wanted, kmsKey(request), conditions));
        return Answer.empty(200)
                .with("X-GUploader-UploadID", id)
                .with(
                        "Location",
                        baseUri + "/upload/storage/v1/b/" + bucket.name() + "/o?uploadType=resumable&upload_id=" + id);
    }

    private Answer resume(Request request, String id, boolean keepLess) throws IOException {
        ResumableUpload upload = running.get(id);
        if (upload == null) {
            throw ApiError.noUpload();
        }
        if (request.method().equals("DELETE")) {
            upload.cancel();
            return Answer.empty(499);
        }
        byte[] chunk = request.body();
        Optional<String> range = request.header("Content-Range");
        Optional<GcsObject> finished = range.isPresent()
                ? upload.take(range.get(), chunk, sumOf(request), keepLess)
                : Optional.of(upload.takeAll(chunk, sumOf(request)));
        return finished.map(object -> created(upload.bucket(), object)).orElseGet(() -> incomplete(upload));
    }

    private static Answer incomplete(ResumableUpload upload) {
        int kept = upload.keptBytes();
        Answer answer = Answer.empty(308);
        return kept == 0 ? answer : answer.with("Range", "bytes=0-" + (kept - 1));
    }
}
