package retrace.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    ObjectStore store() throws IOException {
        return new FolderStore(folder);
    }

    @Test
    void aFolderThatIsAwayIsNotAFolderWithoutObjects() throws Exception {
        ObjectStore store = store();
        store.create("a", ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1})));
        Path elsewhere = Files.move(folder.resolve(".unfinished"), folder.resolve("elsewhere"));
        Files.move(folder.resolve("a"), elsewhere.resolve("a"));
        assertThatThrownBy(() -> store.find("a")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.open("a", 0)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.create("b", ObjectFacts.NONE, List.of(ByteBuffer.allocate(1))))
                .isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void leavesNoUnfinishedFileWhereANameIsTaken() throws Exception {
        ObjectStore store = store();
        store.create("a/b/c", ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1})));
        assertThatThrownBy(() -> store.create("a/b/c", ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {2}))))
                .isInstanceOf(FileAlreadyExistsException.class);
        try (Stream<Path> unfinished = Files.list(folder.resolve(".unfinished"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @Test
    void keepsItsObjectsWhenOpenedAgain() throws Exception {
        ObjectVersion created = store().create("a", ObjectFacts.NONE, List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertThat(store().find("a")).contains(created);
    }
}
