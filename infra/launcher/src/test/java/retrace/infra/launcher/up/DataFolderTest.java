package retrace.infra.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final Path HOME = Path.of("/home/ada");

    @TempDir
    Path folder;

    @Test
    void isWhereEachSystemKeepsAUsersData() {
        assertThat(DataFolder.ofUser(Map.of(), "Linux", HOME)).hasToString("/home/ada/.local/share/retrace");
        assertThat(DataFolder.ofUser(Map.of("XDG_DATA_HOME", "/data"), "Linux", HOME))
                .hasToString("/data/retrace");
        assertThat(DataFolder.ofUser(Map.of("XDG_DATA_HOME", "/data"), "Mac OS X", HOME))
                .hasToString("/home/ada/Library/Application Support/Retrace");
    }

    @Test
    void passesOverARelativeXdgFolderAsItsSpecificationSays() {
        assertThat(DataFolder.ofUser(Map.of("XDG_DATA_HOME", "data"), "Linux", HOME))
                .hasToString("/home/ada/.local/share/retrace");
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        DataFolder made = DataFolder.open(folder.resolve("a/b"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void isUsedAsItIsWhereItIsThere() throws IOException {
        Files.writeString(folder.resolve("kept"), "word");

        assertThat(DataFolder.open(folder).path().resolve("kept")).hasContent("word");
    }

    @Test
    void cannotBeAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "word");

        assertThatThrownBy(() -> DataFolder.open(file)).hasMessageContaining("not a folder");
    }
}
