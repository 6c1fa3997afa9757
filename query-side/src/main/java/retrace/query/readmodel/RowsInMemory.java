package retrace.query.readmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Configuration;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows until somebody takes them. For as many as belong together, not for whole tables. Not thread-safe.
 */
public final class RowsInMemory implements Rows {

    /** By the table itself, of which there is one, since its names would be compared millions of times. */
    private final IdentityHashMap<Table<?>, Held> tables = new IdentityHashMap<>();

    /** Of rows that go to no database themselves. */
    private final Configuration configuration = new DefaultConfiguration();

    /** Rows of one table by their keys, and at which columns those are. */
    private record Held(int[] key, Map<Object, UpdatableRecord<?>> rows) {

        static Held of(Table<?> table) {
            int[] key = PrimaryKey.of(table).stream()
                    .mapToInt(table.fieldsRow()::indexOf)
                    .toArray();
            return new Held(key, new LinkedHashMap<>());
        }

        Object keyOf(UpdatableRecord<?> row) {
            return key.length == 1
                    ? row.get(key[0])
                    : Arrays.stream(key).<Object>mapToObj(row::get).toList();
        }
    }

    /** The rows of a table; a view. */
    public Collection<UpdatableRecord<?>> of(Table<?> table) {
        Held held = tables.get(table);
        return held == null ? List.of() : held.rows().values();
    }

    public void clear() {
        tables.values().forEach(held -> held.rows().clear());
    }

    @Override
    @SuppressWarnings("unchecked") // a table's rows are of its record
    public <R extends UpdatableRecord<R>> @Nullable R find(Table<R> table, Object... key) {
        return (R) held(table).rows().get(key.length == 1 ? key[0] : List.of(key));
    }

    @Override
    @SuppressWarnings("unchecked") // a table's rows are of its record
    public <R extends UpdatableRecord<R>> List<R> findAll(TableField<R, String> field, String value) {
        List<R> found = new ArrayList<>();
        for (UpdatableRecord<?> row : held(PrimaryKey.tableOf(field)).rows().values()) {
            if (value.equals(row.get(field))) {
                found.add((R) row);
            }
        }
        return found;
    }

    @Override
    public <R extends UpdatableRecord<R>> R begin(R row) {
        row.attach(configuration);
        return row;
    }

    @Override
    public <R extends UpdatableRecord<R>> boolean add(R row) {
        Held held = held(row.getTable());
        return held.rows().putIfAbsent(held.keyOf(row), row) == null;
    }

    @Override
    public <R extends UpdatableRecord<R>> void change(R found) {
        // It is the row itself that was found.
    }

    @Override
    public <R extends UpdatableRecord<R>> void delete(R found) {
        Held held = held(found.getTable());
        held.rows().remove(held.keyOf(found));
    }

    private Held held(Table<?> table) {
        Held held = tables.get(table);
        if (held == null) {
            held = Held.of(table);
            tables.put(table, held);
        }
        return held;
    }
}
