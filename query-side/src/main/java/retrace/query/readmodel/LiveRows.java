package retrace.query.readmodel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads and writes each row where it lies, in the transaction of whoever calls. */
public final class LiveRows implements Rows {

    private final DSLContext sql;
    private final RowStatements statements;

    public LiveRows(DSLContext sql) {
        this.sql = sql;
        this.statements = new RowStatements(sql);
    }

    @Override
    public <R extends UpdatableRecord<R>> @Nullable R find(Table<R> table, Object... key) {
        List<TableField<R, ?>> fields = PrimaryKey.of(table);
        Param<?>[] values = new Param<?>[key.length];
        for (int i = 0; i < key.length; i++) {
            values[i] = DSL.val(key[i], fields.get(i));
        }
        return sql.resultQuery(statements.find(table), (Object[]) values)
                .coerce(table)
                .fetchOne();
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
        BitSet columns = touched(row);
        String insert = statements.insert(row.getTable(), columns);
        return sql.execute(insert, values(row, columns).toArray()) > 0;
    }

    @Override
    public <R extends UpdatableRecord<R>> void change(R found) {
        BitSet columns = touched(found);
        if (columns.isEmpty()) {
            return;
        }
        List<Param<?>> values = values(found, columns);
        PrimaryKey.of(found.getTable()).forEach(field -> values.add(DSL.val(found.get(field), field)));
        sql.execute(statements.update(found.getTable(), columns), values.toArray());
        found.touched(false);
    }

    private static BitSet touched(Record row) {
        BitSet touched = new BitSet(row.size());
        for (int i = 0; i < row.size(); i++) {
            touched.set(i, row.touched(i));
        }
        return touched;
    }

    private static List<Param<?>> values(Record row, BitSet columns) {
        List<Param<?>> values = new ArrayList<>(columns.cardinality() + 1);
        columns.stream().forEach(i -> values.add(DSL.val(row.get(i), row.field(i))));
        return values;
    }

    @Override
    public <R extends UpdatableRecord<R>> void delete(R found) {
        found.delete();
    }
}
