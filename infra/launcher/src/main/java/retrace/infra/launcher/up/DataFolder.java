package retrace.infra.launcher.up;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where everything of one installation is kept. Only its owner can look inside. */
public record DataFolder(Path path) {

    /** Made where it is not there; its permissions are left alone where it is. */
    public static DataFolder open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new FileAlreadyExistsException(folder.toString(), null, "it is a file, not a folder");
            }
        }
        return new DataFolder(folder);
    }

    /** The user's own: {@code Library/Application Support} on macOS, XDG's data folder elsewhere. */
    public static Path ofUser(Map<String, String> environment, String osName, Path home) {
        if (osName.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return home.resolve("Library/Application Support/Retrace");
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        return (Path.of(xdg).isAbsolute() ? Path.of(xdg) : home.resolve(".local/share")).resolve("retrace");
    }

    /** For the files of PostgreSQL, where it is an embedded one. */
    public Path database() {
        return path.resolve("postgres");
    }

    /** The object store, where it is a folder. */
    public Path recordings() {
        return path.resolve("recordings");
    }

    Path spool() {
        return path.resolve("spool");
    }

    Path keys() {
        return path.resolve("keys.properties");
    }

    /** What the operator's command line shows; empty where nothing has been started on this folder. */
    public Optional<String> operatorKey() throws IOException {
        return Keys.readOperator(keys());
    }

    /** What heads of the event log are signed with; empty where nothing has been started on this folder. */
    public Optional<String> eventLogKey() throws IOException {
        return Keys.readEventLog(keys());
    }

    /** The same; makes all keys as the first start does, where there are none. */
    public String eventLogKeyOrNew() throws IOException {
        return Keys.readOrMake(keys(), new SecureRandom()).eventLog();
    }

    Path demo() {
        return path.resolve("demo.properties");
    }

    Path log() {
        return path.resolve("log/retrace.json");
    }
}
