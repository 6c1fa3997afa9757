package retrace.infra.launcher.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command or a query on its way to another process.
 *
 * @param name under which it is handled: that of its type, or with the relay that it is for
 * @param type the payload's class, one of the kernel's
 * @param answerType the class of a query's answer; null for a command
 */
record WireMessage(
        Kind kind,
        String id,
        String name,
        String type,
        JsonNode payload,
        Map<String, String> metaData,
        @Nullable String answerType) {

    /** What it is. */
    enum Kind {
        COMMAND,
        QUERY
    }
}
