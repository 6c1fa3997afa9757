package retrace.command.config;

import java.time.Duration;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import retrace.command.endpoint.Endpoint;
import retrace.command.endpoint.EndpointSnapshots;
import retrace.command.link.Link;
import retrace.command.link.LinkCommands;
import retrace.command.session.RecordingPolicy;
import retrace.command.session.Retention;
import retrace.command.session.Session;
import retrace.command.session.SessionCommands;
import retrace.command.session.SessionRequests;
import retrace.command.team.Team;

/**
 * Makes aggregates and command handlers known to Axon. What they need beside is a clock: an {@code InstantSource} among
 * Axon's components.
 */
public final class CommandSideModule implements ConfigurerModule {

    private final Duration linkLifetime;
    private final RecordingPolicy policy;

    public CommandSideModule(Duration linkLifetime, RecordingPolicy policy) {
        this.linkLifetime = linkLifetime;
        this.policy = policy;
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Team.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Endpoint.class)
                        .configureSnapshotTrigger(axon -> EndpointSnapshots.trigger(axon.snapshotter())))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Session.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Link.class))
                .registerCommandHandler(axon -> new SessionCommands(
                        axon.repository(Team.class),
                        axon.repository(Endpoint.class),
                        axon.repository(Session.class),
                        policy))
                .registerCommandHandler(
                        axon -> new SessionRequests(axon.repository(Endpoint.class), axon.repository(Session.class)))
                .registerCommandHandler(
                        axon -> new Retention(axon.repository(Team.class), axon.repository(Session.class)))
                .registerCommandHandler(axon -> new LinkCommands(
                        axon.repository(Team.class),
                        axon.repository(Session.class),
                        axon.repository(Link.class),
                        linkLifetime));
    }
}
