package retrace.infra.launcher.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** A row of a read model, as the HTTP API writes it, or for people: each member on a line of its own. */
final class RowLines {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    private static final String DEEPER = "  ";

    private final DateTimeFormatter time;

    /** @param zone of the times that people read */
    RowLines(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS XXX", Locale.ROOT)
                .withZone(zone);
    }

    static String json(Object row) {
        return JSON.writeValueAsString(row);
    }

    /** Ends with an empty line. What is null is left out. */
    String text(Object row) {
        StringBuilder text = new StringBuilder();
        append(text, "", JSON.valueToTree(row));
        return text.toString();
    }

    private void append(StringBuilder text, String indent, JsonNode node) {
        node.properties().forEach(member -> append(text, indent, member.getKey(), member.getValue()));
    }

    private void append(StringBuilder text, String indent, String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        text.append(indent).append(name);
        if (value.isObject()) {
            text.append('\n');
            append(text, indent + DEEPER, value);
        } else if (value.isArray()) {
            text.append(value.isEmpty() ? "  none\n" : "\n");
            value.values().forEach(item -> appendItem(text, indent + DEEPER, item));
        } else {
            text.append(DEEPER).append(scalar(value)).append('\n');
        }
    }

    private void appendItem(StringBuilder text, String indent, JsonNode item) {
        if (item.isObject()) {
            text.append(indent).append("-\n");
            append(text, indent + DEEPER, item);
        } else {
            text.append(indent).append("- ").append(scalar(item)).append('\n');
        }
    }

    private String scalar(JsonNode value) {
        String plain = value.asString();
        try {
            return time.format(Instant.parse(plain));
        } catch (DateTimeException e) {
            return plain; // most are no times
        }
    }
}
