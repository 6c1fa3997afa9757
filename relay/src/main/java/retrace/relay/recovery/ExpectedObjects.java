package retrace.relay.recovery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.recording.StoredSegments;
import retrace.kernel.recording.StoredSegments.Stored;

/** What the store should have by the events, by name, a page at a time. */
final class ExpectedObjects {

    private static final int PAGE = 500;

    private final QuerySide queries;
    private final Deque<Stored> page = new ArrayDeque<>();
    private @Nullable String last;
    private boolean isLastPage;

    ExpectedObjects(QuerySide queries) {
        this.queries = queries;
    }

    /** The next, which stays so; null after the last. */
    @Nullable
    Stored peek() throws IOException, InterruptedException {
        if (page.isEmpty() && !isLastPage) {
            List<Stored> found = queries.ask(new StoredSegments(last, PAGE), StoredSegments.Found.class)
                    .segments();
            page.addAll(found);
            isLastPage = found.size() < PAGE;
            last = found.isEmpty() ? last : found.getLast().objectName();
        }
        return page.peek();
    }

    void next() {
        page.remove();
    }
}
