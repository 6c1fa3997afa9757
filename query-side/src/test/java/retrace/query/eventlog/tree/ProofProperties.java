package retrace.query.eventlog.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Trees of any size: their proofs are good, and good for nothing else. */
class ProofProperties {

    private static final int SIZE_MAX = 700;
    private static final MemoryTree TREE = MemoryTree.of(SIZE_MAX);

    private final TreeHasher hasher = new TreeHasher();
    private final Proofs proofs = new Proofs(TREE, hasher);
    private final ProofCheck check = new ProofCheck(hasher);

    @Property
    void aTreeThatGrowsHasTheRootOfItsDefinition(@ForAll @IntRange(max = SIZE_MAX) int size) {
        Frontier frontier = new Frontier(hasher);
        for (int i = 0; i < size; i++) {
            frontier.append(TREE.leaf(i));
        }

        assertThat(frontier.root()).isEqualTo(TREE.root(size)).isEqualTo(proofs.root(size));
        assertThat(frontier.copy().root()).isEqualTo(frontier.root());
    }

    @Property
    void everyLeafIsProvedToBeInTheTreeAndNoOther(
            @ForAll @IntRange(min = 1, max = SIZE_MAX) int size,
            @ForAll @IntRange(max = SIZE_MAX - 1) int any,
            @ForAll @IntRange(max = SIZE_MAX - 1) int another) {
        int position = any % size;
        int other = another % size;
        List<byte[]> path = proofs.inclusion(position, size);
        byte[] root = TREE.root(size);

        assertThat(check.isIncluded(TREE.leaf(position), position, size, path, root))
                .isTrue();
        assertThat(check.isIncluded(TREE.leaf(other), position, size, path, root))
                .isEqualTo(other == position);
        assertThat(check.isIncluded(TREE.leaf(position), other, size, path, root))
                .isEqualTo(other == position);
        assertThat(check.isIncluded(hasher.leaf(new byte[3]), position, size, path, root))
                .isFalse();
    }

    @Property
    void aPathThatIsChangedShortenedOrPaddedProvesNothing(
            @ForAll @IntRange(min = 2, max = SIZE_MAX) int size,
            @ForAll @IntRange(max = SIZE_MAX - 1) int any,
            @ForAll @IntRange(max = 30) int anywhere) {
        int position = any % size;
        List<byte[]> path = proofs.inclusion(position, size);
        byte[] root = TREE.root(size);

        assertThat(check.isIncluded(TREE.leaf(position), position, size, damaged(path, anywhere), root))
                .isFalse();
        assertThat(check.isIncluded(TREE.leaf(position), position, size, path.subList(1, path.size()), root))
                .isFalse();
        List<byte[]> padded = new ArrayList<>(path);
        padded.add(root);
        assertThat(check.isIncluded(TREE.leaf(position), position, size, padded, root))
                .isFalse();
    }

    @Property
    void aTreeIsProvedToHaveGrownFromEverySizeThatItHad(
            @ForAll @IntRange(min = 1, max = SIZE_MAX) int one, @ForAll @IntRange(min = 1, max = SIZE_MAX) int two) {
        int before = Math.min(one, two);
        int after = Math.max(one, two);
        List<byte[]> proof = proofs.consistency(before, after);

        assertThat(check.isConsistent(before, TREE.root(before), after, TREE.root(after), proof))
                .isTrue();
        assertThat(check.isConsistent(before, hasher.leaf(new byte[3]), after, TREE.root(after), proof))
                .isFalse();
        assertThat(check.isConsistent(before, TREE.root(before), after, hasher.leaf(new byte[3]), proof))
                .isFalse();
        if (!proof.isEmpty()) {
            assertThat(check.isConsistent(before, TREE.root(before), after, TREE.root(after), damaged(proof, one)))
                    .isFalse();
            assertThat(check.isConsistent(
                            before, TREE.root(before), after, TREE.root(after), proof.subList(0, proof.size() - 1)))
                    .isFalse();
        }
    }

    private static List<byte[]> damaged(List<byte[]> hashes, int anywhere) {
        List<byte[]> changed = new ArrayList<>(hashes);
        int which = anywhere % hashes.size();
        byte[] hash = hashes.get(which).clone();
        hash[anywhere % hash.length] ^= 1;
        changed.set(which, hash);
        return changed;
    }
}
