package retrace.query.watchledger;

import static retrace.query.watchledger.schema.Tables.LINK;
import static retrace.query.watchledger.schema.Tables.PART;
import static retrace.query.watchledger.schema.Tables.WATCH;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
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
import retrace.query.readmodel.Rows;
import retrace.query.watchledger.schema.tables.records.LinkRecord;
import retrace.query.watchledger.schema.tables.records.PartRecord;
import retrace.query.watchledger.schema.tables.records.SegmentRecord;
import retrace.query.watchledger.schema.tables.records.SessionRecord;
import retrace.query.watchledger.schema.tables.records.WatchRecord;

/** Builds {@code watch-ledger}. A link's row remembers the last of its events that is in. */
@ProcessingGroup(WatchLedgerProjection.NAME)
public final class WatchLedgerProjection {

    static final String NAME = "watch-ledger";

    public static final ReadModel READ_MODEL = new ReadModel(NAME, "watch_ledger");

    private final Rows rows;

    public WatchLedgerProjection(Rows rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(SessionStarted event) {
        rows.add(new SessionRecord(event.session().value(), event.team().value()));
    }

    @EventHandler
    void on(SegmentClosed event) {
        ClosedSegment segment = event.segment();
        SegmentRecord row = new SegmentRecord();
        row.setSegment(segment.segment().value());
        row.setSession(event.session().value());
        row.setMonitor(segment.view().monitor());
        row.setMonitorName(segment.view().monitorName());
        row.setFirstFrameAt(segment.firstFrameAt());
        row.setMillis(
                Duration.between(segment.firstFrameAt(), segment.endedAt()).toMillis());
        rows.add(row);
    }

    @EventHandler
    void on(LinkIssued event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            WatchRecord watch =
                    ask(event.team(), event.session(), event.segment(), event.purpose(), event.by(), event.at());
            watch.setIssued(watch.getIssued() + 1);
            if (watch.getFirstIssuedAt() == null) {
                watch.setFirstIssuedAt(event.at());
            }
            watch.setLastIssuedAt(event.at());
            rows.change(watch);
        }
    }

    @EventHandler
    void on(LinkRefused event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            WatchRecord watch =
                    ask(event.team(), event.session(), event.segment(), event.purpose(), event.by(), event.at());
            watch.setRefused(watch.getRefused() + 1);
            watch.setLastRefusedAt(event.at());
            watch.setRefusalCode(event.code());
            watch.setRefusalMessage(event.message());
            rows.change(watch);
        }
    }

    @EventHandler
    void on(RecordingServed event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            WatchRecord watch =
                    ask(event.team(), event.session(), event.segment(), event.purpose(), event.by(), event.at());
            long bytes = event.ranges().stream()
                    .mapToLong(range -> range.toByte() - range.fromByte())
                    .sum();
            watch.setServedBytes(watch.getServedBytes() + bytes);
            if (watch.getFirstServedAt() == null) {
                watch.setFirstServedAt(event.at());
            }
            watch.setLastServedAt(event.at());
            rows.change(watch);
            addParts(watch.getWatch(), event.ranges());
        }
    }

    /** The row for it, which is made where there is none, with the name as it is now. */
    private WatchRecord ask(TeamId team, SessionId session, SegmentId segment, Purpose purpose, Actor by, Instant at) {
        String watch = segment + " " + by.account() + " " + purpose;
        WatchRecord row = rows.find(WATCH, watch);
        if (row == null) {
            WatchRecord first = new WatchRecord();
            first.setWatch(watch);
            first.setTeam(team.value());
            first.setSession(session.value());
            first.setSegment(segment.value());
            first.setAccount(by.account().value());
            first.setName(by.name());
            first.setPurpose(purpose.name());
            first.setFirstAskedAt(at);
            first.setIssued(0);
            first.setRefused(0);
            first.setServedBytes(0L);
            rows.add(first);
            row = Objects.requireNonNull(rows.find(WATCH, watch));
        }
        row.setName(by.name());
        return row;
    }

    /** What is of the file's header alone shows nothing. */
    private void addParts(String watch, List<ServedRange> ranges) {
        List<Part> parts = new ArrayList<>();
        for (PartRecord row : rows.findAll(PART.WATCH, watch)) {
            parts.add(new Part(row.getFromMillis(), row.getToMillis()));
            rows.delete(row);
        }
        ranges.stream()
                .filter(range -> range.toMillis() > range.fromMillis())
                .forEach(range -> parts.add(new Part(range.fromMillis(), range.toMillis())));
        for (Part part : Part.merged(parts)) {
            rows.add(new PartRecord(watch, part.fromMillis(), part.toMillis()));
        }
    }

    /** Whether the link's event is not in yet; from now on it is. */
    private boolean isNews(LinkId link, long sequence) {
        LinkRecord row = rows.find(LINK, link.value());
        if (row == null) {
            return rows.add(new LinkRecord(link.value(), sequence));
        }
        if (row.getSequence() >= sequence) {
            return false;
        }
        row.setSequence(sequence);
        rows.change(row);
        return true;
    }
}
