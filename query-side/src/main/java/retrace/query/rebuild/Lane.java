package retrace.query.rebuild;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.RowsInMemory;

/** What one worker makes of the events for one read model: part after part in memory, and then on its way to the tables. */
final class Lane {

    private record Taken(StoredEvent stored, Object event) {}

    private final FreshTables copy;
    private final Set<String> names;
    private final RowsInMemory rows = new RowsInMemory();
    private final Handlers handlers;
    private final List<CopyTable> tables;
    private final List<Aside> asides = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private @Nullable StoredEvent failed;

    Lane(FreshTables copy) {
        this.copy = copy;
        this.names = new HashSet<>(copy.projected().eventNames());
        this.handlers = new Handlers(copy.projected().projection().apply(rows));
        this.tables = copy.copyTables();
    }

    boolean wants(StoredEvent event) {
        return names.contains(event.name());
    }

    void take(StoredEvent stored, Object event) {
        StoredEvent before = failed;
        if (before != null) {
            asides.add(Aside.following(stored, before.index()));
            return;
        }
        try {
            handlers.handle(stored, event);
            taken.add(new Taken(stored, event));
        } catch (Exception e) {
            fail(stored, e);
            again(taken.size()); // it may have changed some rows before it failed
        }
    }

    void undecodable(StoredEvent stored, IOException why) {
        StoredEvent before = failed;
        if (before == null) {
            fail(stored, why);
        } else {
            asides.add(Aside.following(stored, before.index()));
        }
    }

    private void fail(StoredEvent stored, Exception why) {
        asides.add(Aside.failed(stored, why));
        failed = stored;
    }

    private void again(int events) {
        rows.clear();
        for (Taken each : taken.subList(0, events)) {
            try {
                handlers.handle(each.stored(), each.event());
            } catch (Exception e) {
                throw new IllegalStateException(
                        copy.projected().name() + " does not do the same with event "
                                + each.stored().index() + " a second time",
                        e);
            }
        }
    }

    /** All events of the key have been taken: its rows are ready. */
    void endKey() {
        if (!taken.isEmpty() && !encode()) {
            findTheOneThatCannotBeStored();
        }
        taken.clear();
        failed = null;
        rows.clear();
    }

    private boolean encode() {
        List<Integer> before = tables.stream().map(CopyTable::size).toList();
        try {
            for (CopyTable table : tables) {
                rows.of(table.table()).forEach(table::add);
            }
            return true;
        } catch (IllegalArgumentException e) {
            refusal = e;
            for (int i = 0; i < before.size(); i++) {
                tables.get(i).cutTo(before.get(i));
            }
            return false;
        }
    }

    private @Nullable IllegalArgumentException refusal;

    private void findTheOneThatCannotBeStored() {
        List<Integer> before = tables.stream().map(CopyTable::size).toList();
        for (int good = 0; good < taken.size(); good++) {
            again(good + 1);
            boolean stored = encode();
            for (int i = 0; i < before.size(); i++) {
                tables.get(i).cutTo(before.get(i));
            }
            if (!stored) {
                putAsideFrom(good);
                again(good);
                encode();
                return;
            }
        }
    }

    private void putAsideFrom(int first) {
        StoredEvent culprit = taken.get(first).stored();
        IllegalArgumentException why = refusal;
        asides.add(Aside.failed(culprit, why == null ? new IllegalStateException() : why));
        taken.subList(first + 1, taken.size())
                .forEach(later -> asides.add(Aside.following(later.stored(), culprit.index())));
    }

    /** Writes all that is ready, within the connection's transaction. */
    void writeTo(Connection connection) throws SQLException {
        for (CopyTable table : tables) {
            table.copyTo(connection);
        }
        copy.addAsides(connection, asides);
        asides.clear();
    }
}
