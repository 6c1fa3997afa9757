package retrace.query.rebuild;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.query.readmodel.Projected;

/**
 * A rebuild that is not over, as the database tells it to whoever asks from wherever.
 *
 * @param running whether a process is at it; one that was stopped can be gone on with
 * @param stage what it does, or did last
 * @param parts into which the events were split
 * @param partsDone of which the rows are in the fresh tables
 * @param events that were in those
 */
public record BegunRebuild(boolean running, Stage stage, int parts, int partsDone, long events) {

    /** In the order in which they come. */
    public enum Stage {
        FILLING,
        INDEXING,
        /** Applies what has come meanwhile, or waits for the operator to decide on events that were put aside. */
        CATCHING_UP
    }

    /** @return null where there is none */
    static @Nullable BegunRebuild of(DSLContext sql, Projected projected) {
        String schema = Rebuild.freshOf(projected);
        boolean begun = sql.resultQuery("select to_regclass(?) is not null", Names.quoted(schema, "rebuild_state"))
                .fetchSingle(0, Boolean.class);
        if (!begun) {
            return null;
        }
        return sql.resultQuery("select stage, count(*) as parts, count(*) filter (where done) as done,"
                        + " coalesce(sum(events) filter (where done), 0) as events from "
                        + Names.quoted(schema, "rebuild_state") + ", " + Names.quoted(schema, "rebuild_part")
                        + " group by stage")
                .fetchSingle(row -> new BegunRebuild(
                        RebuildLock.isHeld(sql, projected),
                        stage(FreshTables.Stage.valueOf(row.get("stage", String.class))),
                        row.get("parts", Integer.class),
                        row.get("done", Integer.class),
                        row.get("events", Long.class)));
    }

    private static Stage stage(FreshTables.Stage reached) {
        return switch (reached) {
            case FILLING -> Stage.FILLING;
            case FILLED -> Stage.INDEXING;
            case INDEXED -> Stage.CATCHING_UP;
        };
    }
}
