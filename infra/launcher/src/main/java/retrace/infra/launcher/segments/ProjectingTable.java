package retrace.infra.launcher.segments;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.infra.launcher.fleet.FleetTables;

/**
 * Who builds read models, and which of their segments. Who is there is told by the database's clock alone. Each method
 * throws Spring's unchecked exceptions of data access.
 */
final class ProjectingTable {

    private final JdbcClient sql;
    private final double lifeSeconds;

    /** @param life how long after it was shown a process is taken to be there */
    ProjectingTable(FleetTables tables, Duration life) {
        sql = JdbcClient.create(tables.database());
        lifeSeconds = life.toMillis() / 1000.0;
    }

    /** Says that the process is there, and forgets those that are no more. */
    void show(String node) {
        sql.sql("""
                INSERT INTO fleet.projecting (node, shown_at) VALUES (:node, now())
                ON CONFLICT (node) DO UPDATE SET shown_at = excluded.shown_at""").param("node", node).update();
        sql.sql("DELETE FROM fleet.projecting WHERE shown_at < now() - make_interval(secs => :life)")
                .param("life", lifeSeconds)
                .update();
    }

    void leave(String node) {
        sql.sql("DELETE FROM fleet.projecting WHERE node = :node")
                .param("node", node)
                .update();
    }

    int present() {
        return sql.sql("SELECT count(*) FROM fleet.projecting")
                .query(Integer.class)
                .single();
    }

    List<ClaimedSegment> segments(Collection<String> processors) {
        return sql.sql("""
                SELECT processor_name, segment, owner FROM events.token WHERE processor_name IN (:processors)
                ORDER BY processor_name, segment""")
                .param("processors", processors)
                .query((row, number) -> new ClaimedSegment(
                        row.getString("processor_name"), row.getInt("segment"), row.getString("owner")))
                .list();
    }
}
