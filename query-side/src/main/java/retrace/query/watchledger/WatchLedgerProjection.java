package retrace.query.watchledger;

import static org.jooq.impl.DSL.coalesce;
import static retrace.query.watchledger.schema.Tables.LINK;
import static retrace.query.watchledger.schema.Tables.PART;
import static retrace.query.watchledger.schema.Tables.SEGMENT;
import static retrace.query.watchledger.schema.Tables.SESSION;
import static retrace.query.watchledger.schema.Tables.WATCH;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jooq.DSLContext;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.Purpose;
import retrace.kernel.link.ServedRange;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.team.Actor;
import retrace.query.readmodel.ReadModel;

/** Builds {@code watch-ledger}. A link's row remembers the last of its events that is in. */
@ProcessingGroup(WatchLedgerProjection.NAME)
public final class WatchLedgerProjection {

    static final String NAME = "watch-ledger";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "watch_ledger");

    private final DSLContext sql;

    public WatchLedgerProjection(DSLContext sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(SessionStarted event) {
        sql.insertInto(SESSION)
                .set(SESSION.SESSION_, event.session().value())
                .set(SESSION.TEAM, event.team().value())
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(SegmentClosed event) {
        ClosedSegment segment = event.segment();
        sql.insertInto(SEGMENT)
                .set(SEGMENT.SEGMENT_, segment.segment().value())
                .set(SEGMENT.SESSION, event.session().value())
                .set(SEGMENT.MONITOR, segment.view().monitor())
                .set(SEGMENT.MONITOR_NAME, segment.view().monitorName())
                .set(SEGMENT.FIRST_FRAME_AT, segment.firstFrameAt())
                .set(
                        SEGMENT.MILLIS,
                        Duration.between(segment.firstFrameAt(), segment.endedAt())
                                .toMillis())
                .onConflictDoNothing()
                .execute();
    }

    @EventHandler
    void on(LinkIssued event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            String watch = ask(event.team(), event.session(), event.segment(), event.purpose(), event.by(), event.at());
            sql.update(WATCH)
                    .set(WATCH.ISSUED, WATCH.ISSUED.plus(1))
                    .set(WATCH.FIRST_ISSUED_AT, coalesce(WATCH.FIRST_ISSUED_AT, event.at()))
                    .set(WATCH.LAST_ISSUED_AT, event.at())
                    .where(WATCH.WATCH_.eq(watch))
                    .execute();
        }
    }

    @EventHandler
    void on(LinkRefused event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            String watch = ask(event.team(), event.session(), event.segment(), event.purpose(), event.by(), event.at());
            sql.update(WATCH)
                    .set(WATCH.REFUSED, WATCH.REFUSED.plus(1))
                    .set(WATCH.LAST_REFUSED_AT, event.at())
                    .set(WATCH.REFUSAL_CODE, event.code())
                    .set(WATCH.REFUSAL_MESSAGE, event.message())
                    .where(WATCH.WATCH_.eq(watch))
                    .execute();
        }
    }

    @EventHandler
    void on(RecordingServed event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            String watch = ask(event.team(), event.session(), event.segment(), event.purpose(), event.by(), event.at());
            long bytes = event.ranges().stream()
                    .mapToLong(range -> range.toByte() - range.fromByte())
                    .sum();
            sql.update(WATCH)
                    .set(WATCH.SERVED_BYTES, WATCH.SERVED_BYTES.plus(bytes))
                    .set(WATCH.FIRST_SERVED_AT, coalesce(WATCH.FIRST_SERVED_AT, event.at()))
                    .set(WATCH.LAST_SERVED_AT, event.at())
                    .where(WATCH.WATCH_.eq(watch))
                    .execute();
            addParts(watch, event.ranges());
        }
    }

    /** Makes sure that there is a row for it. */
    private String ask(TeamId team, SessionId session, SegmentId segment, Purpose purpose, Actor by, Instant at) {
        String watch = segment + " " + by.account() + " " + purpose;
        sql.insertInto(WATCH)
                .set(WATCH.WATCH_, watch)
                .set(WATCH.TEAM, team.value())
                .set(WATCH.SESSION, session.value())
                .set(WATCH.SEGMENT, segment.value())
                .set(WATCH.ACCOUNT, by.account().value())
                .set(WATCH.NAME, by.name())
                .set(WATCH.PURPOSE, purpose.name())
                .set(WATCH.FIRST_ASKED_AT, at)
                .onConflict(WATCH.WATCH_)
                .doUpdate()
                .set(WATCH.NAME, by.name())
                .execute();
        return watch;
    }

    /** What is of the file's header alone shows nothing. */
    private void addParts(String watch, List<ServedRange> ranges) {
        List<Part> parts = new ArrayList<>(sql.selectFrom(PART)
                .where(PART.WATCH.eq(watch))
                .fetch(row -> new Part(row.getFromMillis(), row.getToMillis())));
        ranges.stream()
                .filter(range -> range.toMillis() > range.fromMillis())
                .forEach(range -> parts.add(new Part(range.fromMillis(), range.toMillis())));
        sql.deleteFrom(PART).where(PART.WATCH.eq(watch)).execute();
        for (Part part : Part.merged(parts)) {
            sql.insertInto(PART)
                    .set(PART.WATCH, watch)
                    .set(PART.FROM_MILLIS, part.fromMillis())
                    .set(PART.TO_MILLIS, part.toMillis())
                    .execute();
        }
    }

    /** Whether the link's event is not in yet; from now on it is. */
    private boolean isNews(LinkId link, long sequence) {
        return sql.insertInto(LINK)
                        .set(LINK.LINK_, link.value())
                        .set(LINK.SEQUENCE, sequence)
                        .onConflict(LINK.LINK_)
                        .doUpdate()
                        .set(LINK.SEQUENCE, sequence)
                        .where(LINK.SEQUENCE.lt(sequence))
                        .execute()
                > 0;
    }
}
