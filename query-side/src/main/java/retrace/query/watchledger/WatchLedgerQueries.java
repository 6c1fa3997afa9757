package retrace.query.watchledger;

import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.row;
import static retrace.query.watchledger.schema.Tables.PART;
import static retrace.query.watchledger.schema.Tables.SEGMENT;
import static retrace.query.watchledger.schema.Tables.SESSION;
import static retrace.query.watchledger.schema.Tables.WATCH;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.Purpose;
import retrace.query.readmodel.Cursor;
import retrace.query.readmodel.Progress;
import retrace.query.watchledger.schema.tables.records.PartRecord;
import retrace.query.watchledger.schema.tables.records.SegmentRecord;
import retrace.query.watchledger.schema.tables.records.WatchRecord;

/** Asks {@code watch-ledger}. Every answer is about one team alone. */
public final class WatchLedgerQueries {

    private final DSLContext sql;
    private final Progress progress;

    public WatchLedgerQueries(DSLContext sql, Progress progress) {
        this.sql = sql;
        this.progress = progress;
    }

    /**
     * @param after where the page before ended, null for the first
     * @return empty where the team has no such session
     */
    public Optional<Watches> watches(TeamId team, SessionId session, @Nullable Cursor after, int limit) {
        boolean known =
                sql.fetchExists(SESSION, SESSION.SESSION_.eq(session.value()).and(SESSION.TEAM.eq(team.value())));
        return known ? Optional.of(page(team, session, after, limit)) : Optional.empty();
    }

    private Watches page(TeamId team, SessionId session, @Nullable Cursor after, int limit) {
        Condition wanted = WATCH.TEAM.eq(team.value()).and(WATCH.SESSION.eq(session.value()));
        if (after != null) {
            wanted = wanted.and(row(WATCH.FIRST_ASKED_AT, WATCH.WATCH_).lt(after.at(), after.id()));
        }
        List<WatchRecord> rows = sql.selectFrom(WATCH)
                .where(wanted)
                .orderBy(WATCH.FIRST_ASKED_AT.desc(), WATCH.WATCH_.desc())
                .limit(limit + 1)
                .fetch();
        List<WatchRecord> items = rows.subList(0, Math.min(limit, rows.size()));
        Map<String, SegmentRecord> segments = segmentsOf(session, items);
        Map<String, List<PartRecord>> parts = partsOf(items);
        return new Watches(
                progress.behind(WatchLedgerProjection.READ_MODEL),
                session.value(),
                items.stream()
                        .map(row -> toWatch(
                                row, segments.get(row.getSegment()), parts.getOrDefault(row.getWatch(), List.of())))
                        .toList(),
                rows.size() > limit ? cursorAt(items.getLast()).encoded() : null);
    }

    private static Cursor cursorAt(WatchRecord row) {
        return new Cursor(row.getFirstAskedAt(), row.getWatch());
    }

    private Map<String, SegmentRecord> segmentsOf(SessionId session, List<WatchRecord> items) {
        return sql.selectFrom(SEGMENT)
                .where(SEGMENT.SEGMENT_.in(
                        items.stream().map(WatchRecord::getSegment).toList()))
                .and(SEGMENT.SESSION.eq(session.value()))
                .fetchMap(SEGMENT.SEGMENT_);
    }

    private Map<String, List<PartRecord>> partsOf(List<WatchRecord> items) {
        return sql
                .selectFrom(PART)
                .where(PART.WATCH.in(items.stream().map(WatchRecord::getWatch).toList()))
                .orderBy(PART.WATCH, PART.FROM_MILLIS)
                .fetch()
                .stream()
                .collect(groupingBy(PartRecord::getWatch));
    }

    private static List<Part> toldBy(Source source, List<PartRecord> rows) {
        return rows.stream()
                .filter(row -> row.getSource().equals(source.name()))
                .map(row -> new Part(row.getFromMillis(), row.getToMillis()))
                .toList();
    }

    private static Watches.Watch toWatch(WatchRecord row, @Nullable SegmentRecord segment, List<PartRecord> parts) {
        List<Part> served = toldBy(Source.SERVED, parts);
        // A player says what it likes; a relay has measured.
        List<Part> played =
                segment == null ? List.of() : Part.within(segment.getMillis(), toldBy(Source.PLAYED, parts));
        return new Watches.Watch(
                row.getSegment(),
                segment == null
                        ? null
                        : new Watches.Recording(
                                segment.getMonitor(),
                                segment.getMonitorName(),
                                segment.getFirstFrameAt(),
                                segment.getMillis()),
                row.getAccount(),
                row.getName(),
                Purpose.valueOf(row.getPurpose()),
                row.getFirstAskedAt(),
                row.getIssued(),
                row.getFirstIssuedAt(),
                row.getLastIssuedAt(),
                row.getRefused() == 0
                        ? null
                        : new Watches.Refusal(
                                row.getRefused(),
                                row.getLastRefusedAt(),
                                row.getRefusalCode(),
                                row.getRefusalMessage()),
                row.getServedBytes(),
                row.getFirstServedAt(),
                row.getLastServedAt(),
                served,
                shareOf(served, segment),
                row.getFirstPlayedAt(),
                row.getLastPlayedAt(),
                played,
                shareOf(played, segment));
    }

    private static double shareOf(List<Part> parts, @Nullable SegmentRecord segment) {
        if (segment == null || segment.getMillis() == 0) {
            return 0;
        }
        long seen = parts.stream().mapToLong(Part::millis).sum();
        return Math.min(1, (double) seen / segment.getMillis());
    }
}
