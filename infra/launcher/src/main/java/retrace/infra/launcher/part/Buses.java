package retrace.infra.launcher.part;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import retrace.infra.launcher.axonserver.AxonServerBuses;
import retrace.infra.launcher.axonserver.AxonServerProperties;
import retrace.infra.launcher.fleet.FleetConfiguration;

/** How a process reaches the others: by way of Axon Server where it is told of one, otherwise by itself. */
final class Buses implements ImportSelector {

    private final Environment environment;

    /** As Spring makes it. */
    Buses(Environment environment) {
        this.environment = environment;
    }

    static boolean areOfAxonServer(Environment environment) {
        return !Binder.get(environment)
                .bind(AxonServerProperties.SERVERS, Bindable.listOf(String.class))
                .orElse(List.of())
                .isEmpty();
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        Class<?> chosen = areOfAxonServer(environment) ? AxonServerBuses.class : FleetConfiguration.class;
        return new String[] {chosen.getName()};
    }
}
