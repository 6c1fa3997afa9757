package retrace.infra.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Gives each value that a line names, as {@code session={}} does, a field of its own in structured logs, so that all of one
 * session or segment can be asked for. Named in {@code logging.structured.json.customizer}.
 */
public final class NamedValues implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    /** A placeholder, and the name before it where it has one. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:\\b([a-zA-Z]+)=)?\\{}");

    @Override
    public void customize(JsonWriter.Members<ILoggingEvent> members) {
        members.add().usingPairs(NamedValues::of);
    }

    private static void of(ILoggingEvent event, BiConsumer<String, String> pair) {
        Object[] arguments = event.getArgumentArray();
        if (arguments == null) {
            return;
        }
        Matcher placeholder = PLACEHOLDER.matcher(event.getMessage());
        for (int place = 0; place < arguments.length && placeholder.find(); place++) {
            if (placeholder.group(1) != null) {
                pair.accept(placeholder.group(1), String.valueOf(arguments[place]));
            }
        }
    }
}
