package retrace.relay.effects;

import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.Registration;
import org.axonframework.queryhandling.QueryBus;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.Reachability;
import retrace.kernel.relay.DialInAddress;
import retrace.kernel.relay.ProbeStreamer;
import retrace.kernel.relay.RelayCommand;
import retrace.kernel.relay.RelayCommand.AwaitViewer;
import retrace.kernel.relay.RelayCommand.ChangeFrameRate;
import retrace.kernel.relay.RelayCommand.CloseSession;
import retrace.kernel.relay.RelayCommand.RefuseViewer;
import retrace.kernel.relay.RelayName;
import retrace.kernel.relay.WhereStreamersDialIn;

/** Takes what is addressed to this relay by its name, beside what any relay may take. Open until it is closed. */
public final class AddressedRequests implements AutoCloseable {

    private final RelayRequests requests;
    private final List<Registration> subscriptions;

    public AddressedRequests(RelayName own, RelayRequests requests, CommandBus commands, QueryBus queries) {
        this.requests = requests;
        subscriptions = List.of(
                subscribe(own, AwaitViewer.class, commands),
                subscribe(own, RefuseViewer.class, commands),
                subscribe(own, ChangeFrameRate.class, commands),
                subscribe(own, CloseSession.class, commands),
                queries.<Reachability>subscribe(
                        own.addressed(ProbeStreamer.class),
                        Reachability.class,
                        query -> requests.handle((ProbeStreamer) query.getPayload())),
                queries.<DialInAddress>subscribe(
                        own.addressed(WhereStreamersDialIn.class),
                        DialInAddress.class,
                        query -> requests.handle((WhereStreamersDialIn) query.getPayload())));
    }

    private Registration subscribe(RelayName own, Class<? extends RelayCommand> type, CommandBus commands) {
        return commands.subscribe(own.addressed(type), command -> handle((RelayCommand) command.getPayload()));
    }

    private @Nullable Object handle(RelayCommand command) throws InterruptedException {
        return switch (command) {
            case AwaitViewer await -> requests.handle(await);
            case RefuseViewer refuse -> requests.handle(refuse);
            case ChangeFrameRate change -> {
                requests.handle(change);
                yield null;
            }
            case CloseSession close -> {
                requests.handle(close);
                yield null;
            }
        };
    }

    @Override
    public void close() {
        subscriptions.forEach(Registration::cancel);
    }
}
