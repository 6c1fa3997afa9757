package retrace.infra.launcher.dryrun;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import retrace.command.session.Decision;
import retrace.command.session.DryRun;
import retrace.command.session.RecordingPolicy;
import retrace.command.session.RecordingsFate;
import retrace.infra.launcher.dryrun.JudgedSession.Outcome;
import retrace.kernel.EventName;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.session.SessionEvent.SegmentDeletionDecided;
import retrace.kernel.session.SessionEvent.SessionEnded;
import retrace.kernel.session.SessionEvent.SessionRefused;
import retrace.kernel.session.SessionEvent.SessionStarted;
import retrace.kernel.team.TeamEvent;
import retrace.kernel.team.TeamSetting;
import retrace.query.audit.EventHistory;
import retrace.query.audit.HistoryFilter;
import retrace.query.audit.StoredEvent;

/**
 * Has the command side decide once more about the sessions of a time, with the history that they were decided by and
 * settings that are supposed to have been others.
 */
public final class PolicyDryRun {

    /** So many sessions have their histories read together. */
    private static final int BATCH_SESSIONS = 500;

    private static final List<String> BEGINNINGS = namesOf(SessionStarted.class, SessionRefused.class);
    private static final List<String> OF_ENDPOINTS = namesOf(EndpointRegistered.class, StreamerVersionReported.class);
    private static final List<String> OF_TEAMS = namesOf(TeamEvent.class.getPermittedSubclasses());
    private static final List<String> OF_SESSIONS = namesOf(SessionEvent.class.getPermittedSubclasses());

    private final EventHistory history;
    private final DryRun rules;
    private final List<TeamSetting> supposed;
    private final Instant now;
    private final Map<String, TeamHistory> teams = new HashMap<>();

    /**
     * @param configured what holds where a team has set nothing of its own
     * @param supposed what is supposed to have been set all along
     * @param now until when recordings are followed
     */
    public PolicyDryRun(EventHistory history, RecordingPolicy configured, List<TeamSetting> supposed, Instant now) {
        this.history = history;
        this.rules = new DryRun(configured);
        this.supposed = List.copyOf(supposed);
        this.now = now;
    }

    /** @param judged gets each session that was asked for in that time, in the log's order, until it has enough */
    public void run(HistoryFilter filter, Predicate<JudgedSession> judged) {
        List<StoredEvent> batch = new ArrayList<>();
        history.read(filter, BEGINNINGS, beginning -> {
            batch.add(beginning);
            return batch.size() < BATCH_SESSIONS || handOver(batch, judged);
        });
        handOver(batch, judged);
    }

    private boolean handOver(List<StoredEvent> batch, Predicate<JudgedSession> judged) {
        Map<String, List<StoredEvent>> sessions =
                history.ofAggregates(batch.stream().map(StoredEvent::aggregate).toList(), OF_SESSIONS).stream()
                        .collect(groupingBy(StoredEvent::aggregate));
        boolean wanted = true;
        for (StoredEvent beginning : batch) {
            List<SessionEvent> events = eventsOf(sessions.getOrDefault(beginning.aggregate(), List.of()));
            wanted = wanted && judged.test(judge(beginning, events));
        }
        batch.clear();
        return wanted;
    }

    private static List<SessionEvent> eventsOf(Collection<StoredEvent> stored) {
        return stored.stream()
                .map(StoredEvent::event)
                .filter(SessionEvent.class::isInstance)
                .map(SessionEvent.class::cast)
                .toList();
    }

    private JudgedSession judge(StoredEvent beginning, List<SessionEvent> events) {
        return switch (events.getFirst()) {
            case SessionStarted started -> judge(started, beginning, events);
            case SessionRefused refused -> judge(refused, beginning);
            default -> throw new IllegalStateException(beginning.aggregate() + " does not begin with its beginning");
        };
    }

    private JudgedSession judge(SessionStarted started, StoredEvent beginning, List<SessionEvent> events) {
        TeamHistory team = team(started.team().value());
        Decision decision = rules.decide(started, team.supposedAt(beginning.position()));
        return new JudgedSession(
                started.session().value(),
                started.team().value(),
                started.at(),
                started.technician().name(),
                started.endpointName(),
                new Outcome(new Decision.Admitted(started.recorded()), real(events)),
                new Outcome(decision, supposedFate(started, decision, team, events)));
    }

    private JudgedSession judge(SessionRefused refused, StoredEvent beginning) {
        TeamHistory team = team(refused.team().value());
        Decision decision = rules.decide(
                refused,
                streamerVersion(refused.endpoint().value(), beginning.position()),
                team.supposedAt(beginning.position()));
        return new JudgedSession(
                refused.session().value(),
                refused.team().value(),
                refused.at(),
                refused.technician().name(),
                refused.endpointName(),
                new Outcome(new Decision.Refused(refused.code(), refused.message()), RecordingsFate.NONE),
                new Outcome(decision, isRecorded(decision) ? neverMade(refused.at(), team) : RecordingsFate.NONE));
    }

    private RecordingsFate supposedFate(
            SessionStarted started, Decision decision, TeamHistory team, List<SessionEvent> events) {
        if (!isRecorded(decision)) {
            return RecordingsFate.NONE;
        }
        if (started.recorded()) {
            return supposedDaysKept()
                    .map(days -> rules.recordings(events, days, now))
                    .orElseGet(() -> real(events));
        }
        Instant ended = events.stream()
                .filter(SessionEnded.class::isInstance)
                .map(SessionEvent::at)
                .findFirst()
                .orElse(now);
        return neverMade(ended, team);
    }

    /** What would have become of a recording that there never was, under what was set from its end on. */
    private RecordingsFate neverMade(Instant ended, TeamHistory team) {
        List<TeamHistory.DaysKept> days = team.supposedDaysKept();
        for (int period = 0; period < days.size(); period++) {
            Instant last =
                    period + 1 < days.size() ? days.get(period + 1).from().minusNanos(1) : now;
            if (rules.recordingUntil(ended, days.get(period).days(), last) == RecordingsFate.DELETED) {
                return RecordingsFate.DELETED;
            }
        }
        return RecordingsFate.KEPT;
    }

    private static boolean isRecorded(Decision decision) {
        return decision instanceof Decision.Admitted admitted && admitted.recorded();
    }

    private Optional<Integer> supposedDaysKept() {
        return supposed.stream()
                .filter(TeamSetting.DaysKept.class::isInstance)
                .map(setting -> ((TeamSetting.DaysKept) setting).days())
                .reduce((first, last) -> last);
    }

    /** What really became of the recordings: a deletion that is decided is not undone. */
    private RecordingsFate real(List<SessionEvent> events) {
        long deleted = events.stream()
                .filter(SegmentDeletionDecided.class::isInstance)
                .filter(event -> !event.at().isAfter(now))
                .count();
        long closed = rules.finished(events);
        if (closed == 0) {
            return RecordingsFate.NONE;
        }
        return deleted == 0 ? RecordingsFate.KEPT : deleted < closed ? RecordingsFate.PARTLY : RecordingsFate.DELETED;
    }

    private TeamHistory team(String team) {
        return teams.computeIfAbsent(
                team, unknown -> new TeamHistory(history.ofAggregates(List.of(unknown), OF_TEAMS), supposed));
    }

    private @Nullable String streamerVersion(String endpoint, long position) {
        @Nullable String version = null;
        for (StoredEvent stored : history.ofAggregates(List.of(endpoint), OF_ENDPOINTS)) {
            if (stored.position() >= position) {
                break;
            }
            if (stored.event() instanceof EndpointRegistered registered) {
                version = registered.streamerVersion();
            } else if (stored.event() instanceof StreamerVersionReported reported) {
                version = reported.after();
            }
        }
        return version;
    }

    private static List<String> namesOf(Class<?>... events) {
        return Stream.of(events)
                .map(event -> event.getAnnotation(EventName.class).value())
                .toList();
    }
}
