package retrace.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.readmodel.LiveRows;
import retrace.query.readmodel.Projected;
import retrace.query.testing.EventTables;
import retrace.query.testing.Happening;
import retrace.query.testing.Projector;

/** All projections as they follow the events live, and the comparison of their tables with rebuilt ones. */
final class LiveProjections {

    /** As in a fleet. */
    private static final int SEGMENTS = 3;

    private final EventTables events;

    LiveProjections(EventTables events) {
        this.events = events;
    }

    /** In one transaction. */
    void feed(List<Happening> happenings) {
        events.sql().transaction(transaction -> {
            LiveRows rows = new LiveRows(transaction.dsl());
            for (Projected each : QuerySideConfiguration.PROJECTED) {
                new Projector(each.projection().apply(rows)).feed(happenings);
            }
        });
    }

    /** Says that the live projections have everything up to the end of the log. */
    void storeTokens() {
        long head = new EventLog(events.database()).safeHead();
        QuerySideConfiguration.PROJECTED.forEach(
                each -> LiveTokens.at(each.name(), SEGMENTS, head).replaceAll(events.sql(), Clock.systemUTC()));
    }

    /** That the tables now there have the same rows as those that they have replaced. */
    static void assertSameRows(DSLContext sql) {
        for (Projected each : QuerySideConfiguration.PROJECTED) {
            String schema = each.readModel().schema();
            each.allTables().forEach(table -> {
                String fresh = Names.quoted(schema, table.getName());
                String old = Names.quoted(schema + "__old", table.getName());
                assertThat(onlyIn(sql, fresh, old))
                        .as("rows of the rebuilt " + fresh + ", and the live ones that it has not")
                        .isEqualTo(onlyIn(sql, old, fresh));
            });
        }
    }

    private static List<String> onlyIn(DSLContext sql, String one, String other) {
        return sql.resultQuery(
                        "select to_jsonb(row)::text from (table " + one + " except all table " + other + ") as row")
                .fetchInto(String.class);
    }
}
