package retrace.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrace.relay.testing.StoredNames;

/** What every object store does. */
public abstract class ObjectStoreContract {

    protected abstract ObjectStore store() throws IOException;

    private static List<ByteBuffer> bytes(String... texts) {
        return List.of(texts).stream()
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static String read(ObjectStore store, String name, long offset) throws IOException {
        try (InputStream in = store.open(name, offset)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void givesBackWhatWasCreated() throws Exception {
        ObjectStore store = store();
        ObjectVersion created = store.create("team/a.mp4", ObjectFacts.NONE, bytes("one", "two"));
        assertThat(created.sizeBytes()).isEqualTo(6);
        assertThat(store.find("team/a.mp4")).contains(created);
        assertThat(read(store, "team/a.mp4", 0)).isEqualTo("onetwo");
        assertThat(read(store, "team/a.mp4", 4)).isEqualTo("wo");
    }

    @Test
    void neverWritesOverAnObject() throws Exception {
        ObjectStore store = store();
        store.create("team/a", ObjectFacts.NONE, bytes("first"));
        assertThatThrownBy(() -> store.create("team/a", ObjectFacts.NONE, bytes("second")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> store.compose("team/a", ObjectFacts.NONE, List.of("team/a")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read(store, "team/a", 0)).isEqualTo("first");
    }

    @Test
    void composesInOrderAndKeepsTheSources() throws Exception {
        ObjectStore store = store();
        store.create("parts/1", ObjectFacts.NONE, bytes("one "));
        store.create("parts/2", ObjectFacts.NONE, bytes("two"));
        ObjectVersion whole = store.compose("whole", ObjectFacts.NONE, List.of("parts/1", "parts/2"));
        assertThat(whole.sizeBytes()).isEqualTo(7);
        assertThat(read(store, "whole", 0)).isEqualTo("one two");
        assertThat(StoredNames.in(store, "parts/")).containsExactly("parts/1", "parts/2");
    }

    @Test
    void leavesNothingBehindWhenASourceIsMissing() throws Exception {
        ObjectStore store = store();
        store.create("parts/1", ObjectFacts.NONE, bytes("one"));
        assertThatThrownBy(() -> store.compose("whole", ObjectFacts.NONE, List.of("parts/1", "parts/2")))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(store.find("whole")).isEmpty();
        assertThat(StoredNames.in(store, "")).containsExactly("parts/1");
    }

    @Test
    void listsByPrefixInOrder() throws Exception {
        ObjectStore store = store();
        store.create("t/s/b", ObjectFacts.NONE, bytes("b"));
        store.create("t/s/a", ObjectFacts.NONE, bytes("a"));
        store.create("t/other", ObjectFacts.NONE, bytes("o"));
        assertThat(StoredNames.in(store, "t/s/")).containsExactly("t/s/a", "t/s/b");
        assertThat(StoredNames.in(store, "t/o")).containsExactly("t/other");
        assertThat(StoredNames.in(store, "none/")).isEmpty();
    }

    @Test
    void deletesOnlyTheGenerationThatWasMeant() throws Exception {
        ObjectStore store = store();
        ObjectVersion created = store.create("a", ObjectFacts.NONE, bytes("x"));
        assertThat(store.delete("a", created.generation() + 1)).isFalse();
        assertThat(store.find("a")).isPresent();
        assertThat(store.delete("a", created.generation())).isTrue();
        assertThat(store.find("a")).isEmpty();
        assertThat(store.delete("a", created.generation())).isFalse();
    }

    @Test
    void deletesNothingThatIsHeldUntilItIsLetGo() throws Exception {
        ObjectStore store = store();
        long generation = store.create("t/a", ObjectFacts.NONE, bytes("x")).generation();
        assertThat(store.hold("t/a", generation, true)).isTrue();
        assertThat(store.hold("t/a", generation, true)).isTrue();
        assertThatThrownBy(() -> store.delete("t/a", generation))
                .isInstanceOf(ObjectHeld.class)
                .hasMessageContaining("t/a");
        assertThat(read(store, "t/a", 0)).isEqualTo("x");
        assertThat(StoredNames.in(store, "")).containsExactly("t/a");

        assertThat(store.hold("t/a", generation, false)).isTrue();
        assertThat(store.hold("t/a", generation, false)).isTrue();
        assertThat(store.delete("t/a", generation)).isTrue();
    }

    @Test
    void holdsOnlyTheGenerationThatWasMeant() throws Exception {
        ObjectStore store = store();
        long generation = store.create("a", ObjectFacts.NONE, bytes("x")).generation();
        assertThat(store.hold("a", generation + 1, true)).isFalse();
        assertThat(store.hold("absent", generation, true)).isFalse();
        assertThat(store.delete("a", generation)).isTrue();
    }

    @Test
    void keepsTheGenerationOfAnObjectThatIsHeld() throws Exception {
        ObjectStore store = store();
        ObjectVersion created = store.create("a", ObjectFacts.NONE, bytes("x"));
        store.hold("a", created.generation(), true);
        assertThat(store.find("a")).contains(created);
    }

    @Test
    void saysThatThereIsNoSuchObject() throws Exception {
        ObjectStore store = store();
        assertThat(store.find("absent")).isEmpty();
        assertThatThrownBy(() -> store.open("absent", 0)).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", "a/.hidden", "a\\b", "a b", "a\u0000"})
    void takesNoNameThatLeavesTheStore(String name) throws Exception {
        ObjectStore store = store();
        assertThatThrownBy(() -> store.find(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.create(name, ObjectFacts.NONE, bytes("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
