package retrace.infra.launcher.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;
import retrace.kernel.id.AccountId;
import retrace.kernel.id.EndpointId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;

/** How identifiers are read from the command line: what is none is refused with the sentence that it has itself. */
final class IdentifierOptions {

    private IdentifierOptions() {}

    /** @param command with all of its commands */
    static void register(CommandLine command) {
        register(command, SessionId.class, SessionId::new);
        register(command, EndpointId.class, EndpointId::new);
        register(command, AccountId.class, AccountId::new);
        register(command, TeamId.class, TeamId::new);
        register(command, SegmentId.class, SegmentId::new);
    }

    private static <T> void register(CommandLine command, Class<T> type, Function<String, T> read) {
        command.registerConverter(type, text -> {
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        });
    }
}
