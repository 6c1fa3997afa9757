package retrace.infra.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where PostgreSQL's programs are unpacked, which takes longer than starting them: once beside this program, for all
 * databases; in the database's own folder where nothing is to be written beside this program.
 */
final class Binaries {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Binaries() {}

    /** @param database the database's own folder */
    static Path folder(Path database) throws IOException {
        return folder(database, CodeLocation.of(Binaries.class));
    }

    /**
     * The library makes the folder that it is given one for everybody to write, so it is one within a folder of this
     * user's alone.
     *
     * @param program the jar, or the folder of classes
     */
    static Path folder(Path database, Path program) throws IOException {
        Path shared = program.resolveSibling("postgres");
        try {
            Files.createDirectories(shared, OWNER_ONLY);
        } catch (FileSystemException e) { // not to be written
            return own(database);
        }
        return Files.isWritable(shared) ? shared.resolve("binaries") : own(database);
    }

    private static Path own(Path database) {
        return database.resolve("binaries");
    }
}
