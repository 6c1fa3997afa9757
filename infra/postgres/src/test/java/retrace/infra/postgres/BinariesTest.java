package retrace.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir
    Path folder;

    @Test
    void areUnpackedOnceForAllDatabases() throws Exception {
        EmbeddedDatabase.start(folder.resolve("one")).close();
        Path binaries = Binaries.folder(folder.resolve("any"));
        List<Long> unpacked = times(binaries);
        EmbeddedDatabase.start(folder.resolve("other")).close();
        assertThat(times(binaries)).isNotEmpty().isEqualTo(unpacked);
        assertThat(folder.resolve("one"))
                .isDirectoryContaining("glob:**/data")
                .isDirectoryNotContaining("glob:**/binaries");
    }

    @Test
    void lieBesideTheProgramForItsUserAlone() throws Exception {
        Path binaries = Binaries.folder(folder.resolve("database"), folder.resolve("lib/program.jar"));
        assertThat(binaries).isEqualTo(folder.resolve("lib/postgres/binaries"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(binaries.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void lieInTheDatabasesFolderWhereNothingIsToBeWrittenBesideTheProgram() throws Exception {
        Path lib = Files.createFile(folder.resolve("lib")); // in which root may write as little
        assertThat(Binaries.folder(folder.resolve("database"), lib.resolve("program.jar")))
                .isEqualTo(folder.resolve("database/binaries"));
    }

    private static List<Long> times(Path binaries) throws Exception {
        try (Stream<Path> all = Files.walk(binaries)) {
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file.toFile().lastModified())
                    .toList();
        }
    }
}
