package retrace.relay.session;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import retrace.kernel.session.SessionCommand;
import retrace.relay.lease.Lease;

/** The command side for a session: nothing is reported when another relay has taken over. */
public record LeasedCommandSide(CommandSide commandSide, Lease lease) implements CommandSide {

    @Override
    public CompletableFuture<?> send(SessionCommand report) {
        try {
            lease.require();
        } catch (IOException e) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("It is not for this relay to report any more.", e));
        }
        return commandSide.send(report);
    }
}
