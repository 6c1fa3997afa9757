package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import retrace.relay.testing.gcs.ObjectResource.Wanted;

/** Requests under {@code /storage/v1/b/BUCKET/o}. */
final class ObjectRequests {

    private static final int PAGE_MAX = 1000;

    private final String baseUri;

    ObjectRequests(String baseUri) {
        this.baseUri = baseUri;
    }

    static Operation operationOf(Request request, boolean isOneObject) {
        return switch (request.method()) {
            case "PATCH", "PUT" -> Operation.PATCH;
            case "DELETE" -> Operation.DELETE;
            case "POST" -> Operation.COMPOSE;
            default ->
                !isOneObject
                        ? Operation.LIST
                        : request.query("alt").orElse("json").equals("media") ? Operation.DOWNLOAD : Operation.GET;
        };
    }

    Answer one(Request request, Bucket bucket, String name) throws IOException {
        Optional<Long> generation = request.number("generation");
        Conditions conditions = Conditions.of(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                GcsObject object = bucket.read(name, generation, conditions);
                yield request.query("alt").orElse("json").equals("media")
                        ? Downloads.answer(object, request.header("Range"))
                        : json(bucket, object);
            }
            case "PATCH" -> json(bucket, bucket.patch(name, generation, new Wanted(request.json()), conditions));
            case "DELETE" -> {
                bucket.delete(name, generation, conditions);
                yield Answer.empty(204);
            }
            default -> throw ApiError.noRoute(request.method(), request.rawPath());
        };
    }

    private Answer json(Bucket bucket, GcsObject object) {
        return Answer.json(200, new ObjectResource(bucket.name(), baseUri).of(object));
    }

    Answer compose(Request request, Bucket bucket, String name) throws IOException {
        JsonNode body = request.json();
        List<Bucket.Source> sources = new ArrayList<>();
        for (JsonNode source : body.path("sourceObjects")) {
            sources.add(new Bucket.Source(
                    source.path("name").asText(),
                    number(source.get("generation")),
                    number(source.path("objectPreconditions").get("ifGenerationMatch"))));
        }
        JsonNode destination = body.path("destination");
        Wanted wanted = new Wanted(destination.isObject() ? destination : JsonNodeFactory.instance.objectNode());
        String kmsKey = request.query("kmsKeyName").orElse(null);
        return json(bucket, bucket.compose(name, wanted, kmsKey, sources, Conditions.of(request)));
    }

    private static Optional<Long> number(@Nullable JsonNode value) {
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asLong());
    }

    /** A page token is the name, or the prefix, that the page before ended with. */
    Answer list(Request request, Bucket bucket) {
        String prefix = request.query("prefix").orElse("");
        String delimiter = request.query("delimiter").orElse("");
        int limit = request.number("maxResults").map(Math::toIntExact).orElse(PAGE_MAX);
        if (limit < 1) {
            throw ApiError.invalid("Invalid value for maxResults.");
        }
        Page page = new Page(Math.min(limit, PAGE_MAX));
        String after = request.query("pageToken").orElse("");
        for (GcsObject object : bucket.after(after)) {
            boolean isIn = object.name().startsWith(prefix)
                    && object.name().compareTo(request.query("startOffset").orElse("")) >= 0
                    && request.query("endOffset")
                            .map(end -> object.name().compareTo(end) < 0)
                            .orElse(true)
                    && !(delimiter.length() > 0
                            && after.endsWith(delimiter)
                            && object.name().startsWith(after));
            if (isIn && !page.take(object, prefix, delimiter)) {
                break;
            }
        }
        return Answer.json(200, page.json(new ObjectResource(bucket.name(), baseUri)));
    }

    /** Objects and prefixes up to a number of both. */
    private static final class Page {

        private final int limit;
        private final List<GcsObject> items = new ArrayList<>();
        private final SortedSet<String> prefixes = new TreeSet<>();
        private String last = "";
        private boolean more;

        Page(int limit) {
            this.limit = limit;
        }

        /** @return false where it is full */
        boolean take(GcsObject object, String prefix, String delimiter) {
            int end = delimiter.isEmpty() ? -1 : object.name().indexOf(delimiter, prefix.length());
            String folder = end < 0 ? "" : object.name().substring(0, end + delimiter.length());
            if (!folder.isEmpty() && prefixes.contains(folder)) {
                return true;
            }
            if (items.size() + prefixes.size() == limit) {
                more = true;
                return false;
            }
            if (folder.isEmpty()) {
                items.add(object);
                last = object.name();
            } else {
                prefixes.add(folder);
                last = folder;
            }
            return true;
        }

        ObjectNode json(ObjectResource resource) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("kind", "storage#objects");
            if (more) {
                json.put("nextPageToken", last);
            }
            if (!prefixes.isEmpty()) {
                ArrayNode found = json.putArray("prefixes");
                prefixes.forEach(found::add);
            }
            if (!items.isEmpty()) {
                ArrayNode found = json.putArray("items");
                items.forEach(object -> found.add(resource.of(object)));
            }
            return json;
        }
    }
}
