package retrace.infra.launcher.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import retrace.infra.launcher.up.StartRefused;

/** A process of a fleet. Stops in order when it is closed, and when the JVM is shut down. */
public final class RunningPart implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningPart(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @throws StartRefused with a sentence for each mistake in its settings, or why else it cannot run */
    public static RunningPart start(Part part, PartOptions options) throws StartRefused {
        Map<String, Object> flags = new HashMap<>(options.settings());
        Path file = options.configuration();
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw new StartRefused("There is no file " + file + " that can be read.", null);
            }
            flags.put("spring.config.additional-location", file.toUri().toString());
        }
        SpringApplication application = new SpringApplication(part.composition()) {
            @Override
            protected void configurePropertySources(ConfigurableEnvironment environment, String[] arguments) {
                super.configurePropertySources(environment, arguments);
                environment.getPropertySources().addFirst(new MapPropertySource("flags", flags));
            }
        };
        application.setDefaultProperties(part.defaults());
        application.addInitializers(new SettingsCheck(part));
        try {
            return new RunningPart(application.run());
        } catch (RuntimeException e) {
            throw new StartRefused(StartFailure.sentences(e), e);
        }
    }

    /** Where its HTTP API and its health are. */
    public String address() {
        return "http://" + context.getEnvironment().getRequiredProperty("server.address") + ":"
                + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
