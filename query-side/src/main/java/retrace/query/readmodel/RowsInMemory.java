package retrace.query.readmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/** Keeps rows until somebody takes them. For as many as belong together, not for whole tables. Not thread-safe. */
public final class RowsInMemory implements Rows {

    private final Map<Table<?>, Map<Object, UpdatableRecord<?>>> tables = new HashMap<>();

    /** The rows of a table; a view. */
    public Collection<UpdatableRecord<?>> of(Table<?> table) {
        Map<Object, UpdatableRecord<?>> rows = tables.get(table);
        return rows == null ? List.of() : rows.values();
    }

    public void clear() {
        tables.values().forEach(Map::clear);
    }

    @Override
    @SuppressWarnings("unchecked") // a table's rows are of its record
    public <R extends UpdatableRecord<R>> @Nullable R find(Table<R> table, Object... key) {
        return (R) rows(table).get(key.length == 1 ? key[0] : List.of(key));
    }

    @Override
    @SuppressWarnings("unchecked") // a table's rows are of its record
    public <R extends UpdatableRecord<R>> List<R> findAll(TableField<R, String> field, String value) {
        List<R> found = new ArrayList<>();
        for (UpdatableRecord<?> row : rows(PrimaryKey.tableOf(field)).values()) {
            if (value.equals(row.get(field))) {
                found.add((R) row);
            }
        }
        return found;
    }

    @Override
    public <R extends UpdatableRecord<R>> boolean add(R row) {
        return rows(row.getTable()).putIfAbsent(keyOf(row), row) == null;
    }

    @Override
    public <R extends UpdatableRecord<R>> void change(R found) {
        // It is the row itself that was found.
    }

    @Override
    public <R extends UpdatableRecord<R>> void delete(R found) {
        rows(found.getTable()).remove(keyOf(found));
    }

    private Map<Object, UpdatableRecord<?>> rows(Table<?> table) {
        return tables.computeIfAbsent(table, any -> new LinkedHashMap<>());
    }

    private static <R extends UpdatableRecord<R>> Object keyOf(R row) {
        List<? extends TableField<?, ?>> fields = PrimaryKey.of(row.getTable());
        return fields.size() == 1
                ? row.get(fields.getFirst())
                : fields.stream().<Object>map(row::get).toList();
    }
}
