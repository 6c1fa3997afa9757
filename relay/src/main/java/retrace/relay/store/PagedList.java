package retrace.relay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A store's list, taken from it in pages with a time limit for each. */
final class PagedList extends Spliterators.AbstractSpliterator<ObjectVersion> {

    private static final int PAGE = 1000;

    private final StoreCalls calls;
    private final Iterator<ObjectVersion> objects;
    private Iterator<ObjectVersion> page = Collections.emptyIterator();

    private PagedList(StoreCalls calls, Iterator<ObjectVersion> objects) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.calls = calls;
        this.objects = objects;
    }

    static Stream<ObjectVersion> of(StoreCalls calls, Stream<ObjectVersion> objects) {
        return StreamSupport.stream(new PagedList(calls, objects.iterator()), false)
                .onClose(objects::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super ObjectVersion> action) {
        if (!page.hasNext()) {
            page = nextPage().iterator();
        }
        if (!page.hasNext()) {
            return false;
        }
        action.accept(page.next());
        return true;
    }

    private List<ObjectVersion> nextPage() {
        try {
            return calls.callOnce("list", () -> {
                try {
                    List<ObjectVersion> next = new ArrayList<>();
                    while (next.size() < PAGE && objects.hasNext()) {
                        next.add(objects.next());
                    }
                    return next;
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
