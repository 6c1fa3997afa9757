package retrace.relay.testing.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered: {@code count} bytes of {@code content} from {@code from} on. */
record Answer(int status, Map<String, String> headers, byte[] content, int from, int count) {

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], 0, 0);
    }

    static Answer json(int status, JsonNode body) {
        return text(status, "application/json; charset=UTF-8", body.toString());
    }

    static Answer xml(int status, String body) {
        return text(status, "application/xml; charset=UTF-8", body);
    }

    private static Answer text(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, Map.of("Content-Type", type), bytes, 0, bytes.length);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, content, from, count);
    }
}
