package retrace.query.readmodel;

import java.util.List;
import java.util.Objects;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/** Every table of a read model has one: rows are found by it. */
final class PrimaryKey {

    private PrimaryKey() {}

    static <R extends Record> List<TableField<R, ?>> of(Table<R> table) {
        return Objects.requireNonNull(table.getPrimaryKey(), () -> table.getName() + " has no primary key")
                .getFields();
    }

    static <R extends Record> Table<R> tableOf(TableField<R, ?> field) {
        return Objects.requireNonNull(field.getTable(), () -> field.getName() + " is of no table");
    }
}
