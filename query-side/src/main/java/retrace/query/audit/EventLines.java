package retrace.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An event on one line: in words, or as it is stored. */
public final class EventLines {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int WHAT_WIDTH = 30;
    private static final int WHO_WIDTH = 20;

    private final DateTimeFormatter time;
    private final Sentences sentences;

    /** @param zone of the times that are written in words */
    public EventLines(ZoneId zone) {
        this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS XXX", Locale.ROOT)
                .withZone(zone);
        this.sentences = new Sentences(zone);
    }

    /** When, what, who, about what, and the identifiers of whose history it belongs to and what it concerns. */
    public String text(StoredEvent event) {
        Telling telling = sentences.tell(event);
        String who = telling.who() == null ? "-" : telling.who();
        String about = telling.about().isEmpty() ? "" : onOneLine(telling.about()) + "  ";
        return "%s  %s  %s  %s[%s]"
                .formatted(
                        time.format(event.at()),
                        padded(telling.what(), WHAT_WIDTH),
                        padded(onOneLine(who), WHO_WIDTH),
                        about,
                        String.join(" ", identifiers(event, telling)));
    }

    private static List<String> identifiers(StoredEvent event, Telling telling) {
        List<String> identifiers = new ArrayList<>(List.of(event.aggregate()));
        identifiers.addAll(telling.concerns());
        return identifiers;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Names and reasons are what people typed; none may begin a line that looks like another event's. */
    private static String onOneLine(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** JSON; {@code data} and {@code metaData} are byte for byte what is stored. */
    public static String json(StoredEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("position", event.position());
            json.writeStringField("id", event.identifier());
            json.writeStringField("event", event.name());
            json.writeStringField("revision", event.revision());
            json.writeStringField("aggregate", event.aggregate());
            json.writeNumberField("sequence", event.sequence());
            json.writeStringField("storedAt", event.storedAt());
            writeRaw(json, "data", event.payload());
            writeRaw(json, "metaData", event.metaData());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of a writer to memory
        }
        return line.toString();
    }

    private static void writeRaw(JsonGenerator json, String member, byte[] stored) throws IOException {
        json.writeFieldName(member);
        json.writeRawValue(new String(stored, UTF_8));
    }
}
