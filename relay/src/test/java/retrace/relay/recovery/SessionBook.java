package retrace.relay.recovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.SegmentId;
import retrace.kernel.id.TeamId;
import retrace.kernel.recording.ClosedSegment;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.CloseSegment;
import retrace.kernel.session.SessionCommand.EndSession;
import retrace.kernel.session.SessionCommand.FailSegment;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionCommand.OpenSegment;
import retrace.kernel.session.SessionCommand.QuarantineSegment;
import retrace.kernel.session.SessionFacts;
import retrace.relay.session.CommandSide;

/** A command side with one recorded session, that decides as the real one does. */
final class SessionBook implements CommandSide {

    private final TeamId team;
    private final Set<SegmentId> unfinished = new LinkedHashSet<>();
    private final Map<SegmentId, ClosedSegment> closed = new LinkedHashMap<>();
    private final List<SessionCommand> taken = new ArrayList<>();
    private @Nullable String lastSha256;
    private boolean ended;

    SessionBook(TeamId team) {
        this.team = team;
    }

    @Override
    public synchronized CompletableFuture<?> send(SessionCommand command) {
        try {
            return CompletableFuture.completedFuture(decide(command));
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private @Nullable Object decide(SessionCommand command) {
        if (command instanceof InspectSession) {
            return new SessionFacts(
                    team, true, ended, lastSha256, List.copyOf(unfinished), List.copyOf(closed.values()), Set.of());
        }
        if (isNews(command)) {
            taken.add(command);
        }
        return null;
    }

    private boolean isNews(SessionCommand command) {
        return switch (command) {
            case OpenSegment open -> !closed.containsKey(open.segment()) && unfinished.add(open.segment());
            case CloseSegment close -> isNews(close.segment());
            case FailSegment fail -> unfinished.remove(fail.segment());
            case QuarantineSegment quarantine -> unfinished.remove(quarantine.segment());
            case EndSession end -> {
                boolean news = !ended;
                ended = true;
                yield news;
            }
            default -> true;
        };
    }

    private boolean isNews(ClosedSegment segment) {
        if (closed.containsKey(segment.segment())) {
            return false;
        }
        if (!Objects.equals(segment.previousSha256(), lastSha256)) {
            throw new IllegalStateException(segment.segment() + " does not follow " + lastSha256);
        }
        lastSha256 = segment.object().sha256();
        unfinished.remove(segment.segment());
        closed.put(segment.segment(), segment);
        return true;
    }

    synchronized <T extends SessionCommand> List<T> taken(Class<T> kind) {
        return taken.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    synchronized List<SessionCommand> taken() {
        return List.copyOf(taken);
    }
}
