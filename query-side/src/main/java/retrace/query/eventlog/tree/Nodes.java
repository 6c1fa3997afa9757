package retrace.query.eventlog.tree;

/** The roots of a tree's complete subtrees. */
public interface Nodes {

    /**
     * @param level 0 for leaves; the subtree has 2<sup>level</sup> of them
     * @param number of the subtree among those of its level, counted from 0
     */
    byte[] node(int level, long number);
}
