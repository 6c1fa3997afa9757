package retrace.query.watchledger;

import static retrace.query.watchledger.schema.Tables.LINK;
import static retrace.query.watchledger.schema.Tables.PART;
import static retrace.query.watchledger.schema.Tables.WATCH;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import retrace.kernel.id.LinkId;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.SessionId;
import retrace.kernel.id.TeamId;
import retrace.kernel.link.LinkEvent.LinkIssued;
import retrace.kernel.link.LinkEvent.LinkRefused;
import retrace.kernel.link.LinkEvent.RecordingPlayed;
import retrace.kernel.link.LinkEvent.RecordingServed;
import retrace.kernel.link.Purpose;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.SessionEvent.SegmentClosed;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.team.Actor;
import retrace.query.readmodel.PartitionKey;
import retrace.query.readmodel.Projected;
import retrace.query.readmodel.ReadModel;
import retrace.query.readmodel.Rows;
import retrace.query.watchledger.schema.WatchLedger;
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

    public static final Projected PROJECTED = Projected.of(
            READ_MODEL,
            WatchLedger.WATCH_LEDGER,
            WatchLedgerProjection.class,
            WatchLedgerProjection::new,
            PartitionKey.SESSION);

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
        SegmentRecord row = rows.begin(new SegmentRecord());
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
            addParts(
                    watch.getWatch(),
                    Source.SERVED,
                    event.ranges().stream().map(range -> new Part(range.fromMillis(), range.toMillis())));
        }
    }

    @EventHandler
    void on(RecordingPlayed event, @SequenceNumber long sequence) {
        if (isNews(event.link(), sequence)) {
            WatchRecord watch =
                    ask(event.team(), event.session(), event.segment(), Purpose.PLAY, event.by(), event.at());
            if (watch.getFirstPlayedAt() == null) {
                watch.setFirstPlayedAt(event.at());
            }
            watch.setLastPlayedAt(event.at());
            rows.change(watch);
            addParts(
                    watch.getWatch(),
                    Source.PLAYED,
                    event.parts().stream().map(part -> new Part(part.fromMillis(), part.toMillis())));
        }
    }

    /** The row for it, which is made where there is none, with the name as it is now. */
    private WatchRecord ask(TeamId team, SessionId session, SegmentId segment, Purpose purpose, Actor by, Instant at) {
        String watch = segment + " " + by.account() + " " + purpose;
        WatchRecord row = rows.find(WATCH, watch);
        if (row == null) {
            WatchRecord first = rows.begin(new WatchRecord());
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
    private void addParts(String watch, Source source, Stream<Part> more) {
        List<Part> parts = new ArrayList<>();
        for (PartRecord row : rows.findAll(PART.WATCH, watch)) {
            if (row.getSource().equals(source.name())) {
                parts.add(new Part(row.getFromMillis(), row.getToMillis()));
                rows.delete(row);
            }
        }
        more.filter(part -> part.millis() > 0).forEach(parts::add);
        for (Part part : Part.merged(parts, source.joinedMillis())) {
            rows.add(new PartRecord(watch, part.fromMillis(), part.toMillis(), source.name()));
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
