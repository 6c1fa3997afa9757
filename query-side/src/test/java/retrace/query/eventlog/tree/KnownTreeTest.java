package retrace.query.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree of eight leaves with which implementations of RFC 6962 are compared. */
class KnownTreeTest {

    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final String ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

    @Test
    void hasTheRootThatOthersFindToo() {
        TreeHasher hasher = new TreeHasher();
        Frontier frontier = new Frontier(hasher);
        MemoryTree tree = new MemoryTree();
        for (String leaf : LEAVES) {
            byte[] data = HexFormat.of().parseHex(leaf);
            frontier.append(hasher.leaf(data));
            tree.add(data);
        }

        assertThat(HexFormat.of().formatHex(frontier.root())).isEqualTo(ROOT);
        assertThat(HexFormat.of().formatHex(tree.root(LEAVES.size()))).isEqualTo(ROOT);
    }

    @Test
    void aTreeWithoutLeavesHasTheHashOfNothing() {
        assertThat(HexFormat.of().formatHex(new Frontier(new TreeHasher()).root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
