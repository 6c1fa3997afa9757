package retrace.query.rebuild;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tables of several read models with what their projections make of the events: reads the log once, splits it
 * into parts, and then makes the rows of one part after the other. The rows of a part and the note that it is done are
 * one transaction, so that it can be stopped at any moment.
 */
final class BulkFill {

    private final DataSource database;
    private final List<FreshTables> copies;
    private final Rebuild.Effort effort;
    private final RebuildListener listener;
    private final Set<String> names;

    /** @param copies of read models with the same key, as far as each other */
    BulkFill(DataSource database, List<FreshTables> copies, Rebuild.Effort effort, RebuildListener listener) {
        this.database = database;
        this.copies = List.copyOf(copies);
        this.effort = effort;
        this.listener = listener;
        this.names = copies.stream()
                .flatMap(copy -> copy.projected().eventNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void run() throws SQLException, InterruptedException {
        FreshTables any = copies.getFirst();
        List<Part> parts = any.parts();
        String together = copies.stream().map(copy -> copy.projected().name()).collect(joining(", "));
        copies.forEach(FreshTables::deleteLeftFolders);
        try (PartFiles files = PartFiles.create(effort.folder(), parts.size())) {
            copies.forEach(copy -> copy.keptIn(files.folder()));
            listener.reading(together, new EventLog(database).estimate(any.head()));
            long events = new LogSplit(database, any.projected().key(), names, any.head(), parts, files, listener)
                    .run(effort.workers());
            long already = parts.stream().mapToLong(Part::events).sum();
            listener.filling(together, already, already + events);
            Queue<Integer> left = new ConcurrentLinkedQueue<>();
            parts.stream().filter(part -> !part.done()).map(Part::number).forEach(left::add);
            AtOnce.run(effort.workers(), Collections.nCopies(effort.workers(), () -> fill(left, files)));
        }
        copies.forEach(FreshTables::filled);
    }

    private void fill(Queue<Integer> left, PartFiles files) throws SQLException, IOException {
        try (PartFill fill = new PartFill(database, copies)) {
            for (@Nullable Integer part = left.poll(); part != null; part = left.poll()) {
                listener.read(fill.fill(part, files.take(part)));
            }
        }
    }
}
