package retrace.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
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
    void keepsItsObjectsWhenOpenedAgain() throws Exception {
        ObjectVersion created = store().create("a", List.of(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        assertThat(store().find("a")).contains(created);
    }
}
