package retrace.query.audit;

import java.time.ZoneId;
import java.util.List;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.link.LinkEvent;
import retrace.kernel.session.SessionEvent;
import retrace.kernel.team.TeamEvent;

/** Tells every event that there is, with times in one zone. */
public final class Sentences {

    private final TeamSentences team = new TeamSentences();
    private final EndpointSentences endpoint;
    private final SessionSentences session;
    private final LinkSentences link;

    public Sentences(ZoneId zone) {
        Words words = new Words(zone);
        this.endpoint = new EndpointSentences(words);
        this.session = new SessionSentences(words);
        this.link = new LinkSentences(words);
    }

    public Telling tell(StoredEvent stored) {
        Object event = stored.event();
        return event == null
                ? new Telling(
                        Telling.Kind.UNKNOWN, stored.name(), null, "An event of a newer version of Retrace.", List.of())
                : tell(event);
    }

    /** @throws IllegalArgumentException if it is of none of the families of events */
    Telling tell(Object event) {
        return switch (event) {
            case TeamEvent of -> team.tell(of);
            case EndpointEvent of -> endpoint.tell(of);
            case SessionEvent of -> session.tell(of);
            case LinkEvent of -> link.tell(of);
            default -> throw new IllegalArgumentException(event.getClass() + " is no event");
        };
    }
}
