package retrace.infra.launcher.fleet;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where processes find each other. Who is there is told by the database's clock alone. Each method throws Spring's
 * unchecked exceptions of data access.
 */
final class MemberTable {

    private static final int FORGOTTEN_AFTER_LIVES = 60;

    private final JdbcClient sql;
    private final double lifeSeconds;

    private MemberTable(JdbcClient sql, Duration life) {
        this.sql = sql;
        lifeSeconds = life.toMillis() / 1000.0;
    }

    /** Brings it up to date first. */
    static MemberTable open(DataSource database, Duration life) {
        FleetTables.migrate(database);
        return new MemberTable(JdbcClient.create(database), life);
    }

    /** Says that it is there, from now on for one life. */
    void show(FleetMember member) {
        sql.sql("""
                INSERT INTO fleet.member (member, part, address, handles, shown_at)
                VALUES (:member, :part, :address, :handles, now())
                ON CONFLICT (member) DO UPDATE SET handles = excluded.handles, shown_at = excluded.shown_at""")
                .param("member", member.id())
                .param("part", member.part())
                .param("address", member.address().toString())
                .param("handles", member.handles().toArray(String[]::new))
                .update();
    }

    void leave(FleetMember member) {
        sql.sql("DELETE FROM fleet.member WHERE member = :member OR shown_at < now() - make_interval(secs => :old)")
                .param("member", member.id())
                .param("old", lifeSeconds * FORGOTTEN_AFTER_LIVES)
                .update();
    }

    List<FleetMember> present() {
        return sql.sql("""
                SELECT member, part, address, handles FROM fleet.member
                WHERE shown_at > now() - make_interval(secs => :life) ORDER BY member""")
                .param("life", lifeSeconds)
                .query(MemberTable::toMember)
                .list();
    }

    private static FleetMember toMember(ResultSet row, int number) throws SQLException {
        return new FleetMember(
                row.getString("member"), row.getString("part"), URI.create(row.getString("address")), Set.of((String[])
                        row.getArray("handles").getArray()));
    }
}
