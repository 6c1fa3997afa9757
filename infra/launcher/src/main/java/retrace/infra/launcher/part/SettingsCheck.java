package retrace.infra.launcher.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import retrace.infra.launcher.axonserver.AxonServerProperties;
import retrace.infra.launcher.settings.UnknownKeys;

/** Looks at the settings before anything is started, so that all that is missing or misspelt is said at once. */
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String DATABASE = "spring.datasource.url";
    private static final String JDBC = "jdbc:postgresql:";

    private final Part part;

    SettingsCheck(Part part) {
        this.part = part;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        List<String> mistakes = new ArrayList<>(UnknownKeys.ofClassPath().sentences(environment));
        boolean axonServer = Buses.areOfAxonServer(environment);
        required(axonServer).forEach((key, what) -> {
            if (environment.getProperty(key, "").isBlank()) {
                mistakes.add(key + " must be set: " + what);
            }
        });
        String database = environment.getProperty(DATABASE, JDBC);
        if (!database.startsWith(JDBC)) {
            mistakes.add(DATABASE + " begins with " + JDBC + "//, unlike '" + database + "'.");
        }
        if (axonServer) {
            mistakeOfAxonServer(environment).ifPresent(mistakes::add);
        }
        if (!mistakes.isEmpty()) {
            throw new SettingsMissing(mistakes);
        }
    }

    private static Optional<String> mistakeOfAxonServer(Environment environment) {
        try {
            Binder.get(environment).bindOrCreate("retrace.axon-server", AxonServerProperties.class);
            return Optional.empty();
        } catch (BindException e) {
            return Optional.of(StartFailure.sentences(e));
        }
    }

    /**
     * Keys, and what each is.
     *
     * @param axonServer whether that is how processes reach each other
     */
    private Map<String, String> required(boolean axonServer) {
        Map<String, String> required = new LinkedHashMap<>();
        required.put(DATABASE, "the JDBC address of the PostgreSQL that the whole fleet shares.");
        if (!axonServer) {
            required.put("retrace.fleet.key", "at least 32 random characters, the same in every process of the fleet.");
        }
        required.put(
                "retrace.security.operator-key",
                "at least 32 random characters, which an operator's command line shows.");
        switch (part) {
            case COMMAND_SIDE -> {
                required.put(
                        "retrace.command.credential-key",
                        "base64 of 32 random bytes that computers' passwords are encrypted with, the same in every"
                                + " command side.");
                required.put(
                        "retrace.command.link-key",
                        "base64 of 32 random bytes that links are signed with, the same as the relays'"
                                + " retrace.relay.link-key.");
            }
            case QUERY_SIDE ->
                required.put(
                        "retrace.query.event-log.signing-key",
                        "what heads of the event log are signed with, the same in every query side. Make one with:"
                                + " retrace audit key --new NAME");
            case RELAY -> {
                required.put(
                        "retrace.relay.link-key",
                        "base64 of 32 random bytes that links are signed with, the same as the command sides'"
                                + " retrace.command.link-key.");
                required.put(
                        "retrace.relay.spool.folder",
                        "a folder of this relay alone, where what was recorded lies until it is in the store.");
            }
        }
        return required;
    }
}
