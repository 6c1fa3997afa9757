package retrace.infra.benchmarks.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import retrace.infra.benchmarks.history.SimulatedSegment.Fate;
import retrace.kernel.id.SessionId;
import retrace.kernel.recording.Coverage;
import retrace.kernel.recording.Gap;
import retrace.kernel.recording.GapReason;
import retrace.kernel.team.AccessKind;

/** A session as it stands, from its admission on. */
final class SimulatedSession {

    private final SessionId id;
    private final EventStream events;
    private final SimulatedTeam team;
    private final AccessKind accessKind;
    private final boolean recorded;
    private final List<SimulatedSegment> segments = new ArrayList<>(1);
    private List<Gap> gaps = List.of();
    private @Nullable String lastSha256;
    private long shownMillis;
    private boolean ended;
    private int holds;

    SimulatedSession(SessionId id, EventStream events, SimulatedTeam team, AccessKind accessKind, boolean recorded) {
        this.id = id;
        this.events = events;
        this.team = team;
        this.accessKind = accessKind;
        this.recorded = recorded;
    }

    SessionId id() {
        return id;
    }

    EventStream events() {
        return events;
    }

    SimulatedTeam team() {
        return team;
    }

    AccessKind accessKind() {
        return accessKind;
    }

    boolean isRecorded() {
        return recorded;
    }

    List<SimulatedSegment> segments() {
        return segments;
    }

    @Nullable
    String lastSha256() {
        return lastSha256;
    }

    void closedLast(String sha256) {
        lastSha256 = sha256;
    }

    /** Both in milliseconds since 1970. */
    void shown(long from, long to) {
        shownMillis += to - from;
    }

    /** The only one: what was missing before is not any more. */
    void missing(long from, long to, GapReason why) {
        gaps = List.of(new Gap(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), why));
    }

    boolean hasGaps() {
        return !gaps.isEmpty();
    }

    void end() {
        ended = true;
    }

    /** Empty while it cannot be told, or where there is nothing to tell. */
    Optional<Coverage> coverage() {
        boolean unfinished = segments.stream().anyMatch(segment -> segment.fate() == Fate.OPENED);
        if (!recorded || !ended || unfinished || shownMillis == 0) {
            return Optional.empty();
        }
        long lost = gaps.stream()
                .mapToLong(gap -> gap.to().toEpochMilli() - gap.from().toEpochMilli())
                .sum();
        return Optional.of(new Coverage(shownMillis, shownMillis - lost, gaps));
    }

    boolean isHeld() {
        return holds > 0;
    }

    void hold() {
        holds++;
    }

    void release() {
        holds--;
    }
}
