package retrace.query.readmodel;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads and writes each row where it lies, in the transaction of whoever calls. */
public final class LiveRows implements Rows {

    private final DSLContext sql;

    public LiveRows(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public <R extends UpdatableRecord<R>> @Nullable R find(Table<R> table, Object... key) {
        List<TableField<R, ?>> fields = PrimaryKey.of(table);
        Condition condition = DSL.noCondition();
        for (int i = 0; i < fields.size(); i++) {
            condition = condition.and(equal(fields.get(i), key[i]));
        }
        return sql.fetchOne(table, condition);
    }

    private static <T> Condition equal(TableField<?, T> field, Object value) {
        return field.eq(field.getType().cast(value));
    }

    @Override
    public <R extends UpdatableRecord<R>> List<R> findAll(TableField<R, String> field, String value) {
        return sql.fetch(PrimaryKey.tableOf(field), field.eq(value));
    }

    @Override
    public <R extends UpdatableRecord<R>> R begin(R row) {
        row.attach(sql.configuration());
        return row;
    }

    @Override
    public <R extends UpdatableRecord<R>> boolean add(R row) {
        return sql.insertInto(row.getTable()).set(row).onConflictDoNothing().execute() > 0;
    }

    @Override
    public <R extends UpdatableRecord<R>> void change(R found) {
        found.update();
    }

    @Override
    public <R extends UpdatableRecord<R>> void delete(R found) {
        found.delete();
    }
}
