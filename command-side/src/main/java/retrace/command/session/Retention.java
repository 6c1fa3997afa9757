package retrace.command.session;

import java.time.InstantSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import retrace.command.team.Team;
import retrace.kernel.session.DeletionOutcome;
import retrace.kernel.session.SessionCommand.ExpireSegment;

/** Decides whether a recording's time is over: what its team has set holds for all that the team has recorded. */
public class Retention {

    private final Repository<Team> teams;
    private final Repository<Session> sessions;

    public Retention(Repository<Team> teams, Repository<Session> sessions) {
        this.teams = teams;
        this.sessions = sessions;
    }

    @CommandHandler
    public DeletionOutcome handle(ExpireSegment command, InstantSource clock) {
        Aggregate<Session> session = sessions.load(command.session().value());
        int daysKept = teams.load(session.invoke(Session::team).value()).invoke(Team::daysKept);
        return session.invoke(found -> found.expire(command.segment(), daysKept, clock));
    }
}
