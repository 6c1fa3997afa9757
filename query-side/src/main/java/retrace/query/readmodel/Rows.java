package retrace.query.readmodel;

import java.util.List;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one read model, as its projection reads and writes them. The same projection fills the tables event by
 * event and in bulk; only how rows reach PostgreSQL differs. New rows name every column that must have a value: what the
 * table has as default is not known in bulk.
 */
public interface Rows {

    /**
     * @param key the values of the primary key, in its order
     * @return the row as it stands, to be changed and given to {@link #change}; null where there is none
     */
    <R extends UpdatableRecord<R>> @Nullable R find(Table<R> table, Object... key);

    /** All rows that have the value, in no order. */
    <R extends UpdatableRecord<R>> List<R> findAll(TableField<R, String> field, String value);

    /**
     * For a row that is new, before its columns are set: jOOQ asks for settings with each column of the key, and makes
     * them anew for a row that has none.
     *
     * @return the same row
     */
    <R extends UpdatableRecord<R>> R begin(R row);

    /**
     * Writes a row where there is none of its key; one that is there stays.
     *
     * @return whether it is new
     */
    <R extends UpdatableRecord<R>> boolean add(R row);

    /** Writes back what was found and has been changed. */
    <R extends UpdatableRecord<R>> void change(R found);

    <R extends UpdatableRecord<R>> void delete(R found);
}
