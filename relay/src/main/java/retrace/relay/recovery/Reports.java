package retrace.relay.recovery;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import retrace.kernel.id.SessionId;
import retrace.kernel.session.SessionCommand;
import retrace.kernel.session.SessionCommand.InspectSession;
import retrace.kernel.session.SessionFacts;
import retrace.relay.session.CommandSide;

/** Asks and tells the command side, and waits for its answer. Every failure to answer is an {@link IOException}. */
record Reports(CommandSide commandSide) {

    private static final int ANSWER_SECONDS_MAX = 30;

    /** @return empty where no such session was ever admitted */
    Optional<SessionFacts> inspect(SessionId session) throws IOException, InterruptedException {
        try {
            return Optional.of((SessionFacts) answer(new InspectSession(session)));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalStateException where it will never be taken in */
    void send(SessionCommand report) throws IOException, InterruptedException {
        answer(report);
    }

    private Object answer(SessionCommand command) throws IOException, InterruptedException {
        try {
            return commandSide.send(command).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException never) {
                throw never;
            }
            throw new IOException("the command side does not take in " + command, e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the command side does not answer " + command, e);
        }
    }
}
