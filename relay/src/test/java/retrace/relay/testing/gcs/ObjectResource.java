package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects as JSON, in both directions. */
final class ObjectResource {

    private final String bucket;
    private final String baseUri;

    ObjectResource(String bucket, String baseUri) {
        this.bucket = bucket;
        this.baseUri = baseUri;
    }

    ObjectNode of(GcsObject object) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "storage#object");
        json.put("id", bucket + "/" + object.name() + "/" + object.generation());
        json.put(
                "selfLink",
                baseUri + "/storage/v1/b/" + bucket + "/o/" + object.name().replace("/", "%2F"));
        json.put("name", object.name()).put("bucket", bucket);
        json.put("generation", Long.toString(object.generation()));
        json.put("metageneration", Long.toString(object.metageneration()));
        json.put("contentType", object.contentType());
        json.put("storageClass", "STANDARD");
        json.put("size", Integer.toString(object.content().length));
        json.put("crc32c", object.crc32c()).put("etag", etagOf(object));
        json.put("timeCreated", object.created().toString());
        json.put("updated", object.updated().toString());
        if (object.components() == 0) {
            json.put("md5Hash", md5(object.content()));
        } else {
            json.put("componentCount", object.components());
        }
        describe(object, json);
        return json;
    }

    private static void describe(GcsObject object, ObjectNode json) {
        if (object.contentDisposition() != null) {
            json.put("contentDisposition", object.contentDisposition());
        }
        if (object.customTime() != null) {
            json.put("customTime", object.customTime().toString());
        }
        if (object.temporaryHold()) {
            json.put("temporaryHold", true);
        }
        if (object.eventBasedHold()) {
            json.put("eventBasedHold", true);
        }
        if (object.kmsKey() != null) {
            json.put("kmsKeyName", object.kmsKey() + "/cryptoKeyVersions/1");
        }
        if (!object.metadata().isEmpty()) {
            ObjectNode metadata = json.putObject("metadata");
            object.metadata().forEach(metadata::put);
        }
    }

    static String etagOf(GcsObject object) {
        return Base64.getEncoder()
                .encodeToString(
                        (object.generation() + "/" + object.metageneration()).getBytes(StandardCharsets.US_ASCII));
    }

    static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** What a client wants an object to be like, or to become; what it does not say is left as it is. */
    record Wanted(JsonNode json) {

        Optional<String> text(String field) {
            JsonNode value = json.get(field);
            return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asText());
        }

        @Nullable
        String textOr(String field, @Nullable String before) {
            return json.has(field) ? text(field).orElse(null) : before;
        }

        boolean flagOr(String field, boolean before) {
            return json.has(field) ? json.get(field).asBoolean() : before;
        }

        @Nullable
        Instant customTimeOr(@Nullable Instant before) {
            if (!json.has("customTime")) {
                return before;
            }
            Optional<Instant> wanted = text("customTime").map(Wanted::instant);
            boolean goesBack =
                    before != null && (wanted.isEmpty() || wanted.get().isBefore(before));
            if (goesBack) {
                throw ApiError.invalid("Custom time cannot be removed or set to an earlier time.");
            }
            return wanted.orElse(null);
        }

        private static Instant instant(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw ApiError.invalid("Invalid value for customTime.");
            }
        }

        /** As a patch: a null takes a key away. */
        Map<String, String> metadataOver(Map<String, String> before) {
            JsonNode wanted = json.get("metadata");
            if (wanted == null) {
                return before;
            }
            Map<String, String> after = new LinkedHashMap<>(wanted.isNull() ? Map.of() : before);
            wanted.properties().forEach(entry -> {
                if (entry.getValue().isNull()) {
                    after.remove(entry.getKey());
                } else {
                    after.put(entry.getKey(), entry.getValue().asText());
                }
            });
            return Map.copyOf(after);
        }

        /** The sums that the client sent with the bytes, if any, must be those of the bytes. */
        void requireSums(byte[] content) {
            requireSum("CRC32C", text("crc32c"), GcsObject.crc32c(content));
            requireSum("MD5 hash", text("md5Hash"), md5(content));
        }

        static void requireSum(String kind, Optional<String> sent, String counted) {
            if (sent.isPresent() && !sent.get().equals(counted)) {
                throw ApiError.invalid("Provided " + kind + " \"" + sent.get() + "\" doesn't match calculated " + kind
                        + " \"" + counted + "\".");
            }
        }
    }
}
