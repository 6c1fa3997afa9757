package retrace.infra.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the PostgreSQL of a folder listens that somebody else has started. */
public final class ServerAddress {

    /** As PostgreSQL documents its {@code postmaster.pid}: the port, and the state that it is in. */
    private static final int PORT_LINE = 3;

    private static final int STATE_LINE = 7;

    private ServerAddress() {}

    /**
     * @param folder as {@link EmbeddedDatabase#start} was told it
     * @return its JDBC address; empty while it does not answer yet, or no more
     */
    public static Optional<String> ofRunning(Path folder) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= STATE_LINE || !lines.get(STATE_LINE).strip().equals("ready")) {
            return Optional.empty();
        }
        return Optional.of("jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/" + EmbeddedDatabase.USER);
    }
}
