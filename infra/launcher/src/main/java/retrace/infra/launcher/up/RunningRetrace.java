package retrace.infra.launcher.up;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import retrace.command.team.Accounts;
import retrace.infra.launcher.RetraceApplication;
import retrace.infra.launcher.settings.UnknownSettings;
import retrace.infra.postgres.DataFolderInUse;
import retrace.infra.postgres.EmbeddedDatabase;
import retrace.infra.postgres.FolderLock;
import retrace.kernel.relay.DialInAddress;
import retrace.relay.config.StreamerService;
import retrace.relay.effects.RelayRequests.ViewerAddress;

/**
 * Everything, running on one data folder: the folder's lock, PostgreSQL, the demo desktop, the application. Closed in
 * the opposite order, so that sessions can be ended and segments closed while there is a store to tell; also by the
 * JVM's shutdown, however far the start has come.
 */
public final class RunningRetrace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningRetrace.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<NewAccount> newAccounts = new ArrayList<>();
    private final DataFolder folder;
    private @Nullable ConfigurableApplicationContext context;
    private boolean closed;

    private RunningRetrace(DataFolder folder) {
        this.folder = folder;
    }

    /** @throws StartRefused where it cannot run; nothing is left running then */
    public static RunningRetrace start(Options options, PrintWriter out) throws StartRefused {
        // Nothing goes to the terminal before the application has said where the log is.
        LoggingSystem.get(RunningRetrace.class.getClassLoader()).beforeInitialize();
        try {
            RunningRetrace retrace = new RunningRetrace(DataFolder.open(options.data()));
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> retrace.stop(out)));
            try {
                retrace.start(options, new Steps(out));
                return retrace;
            } catch (Exception e) {
                retrace.close();
                throw e;
            }
        } catch (Exception e) {
            LOG.error("start failed", e);
            throw refused(e, options);
        }
    }

    private void start(Options options, Steps steps) throws Exception {
        keep(FolderLock.take(folder.path()));
        Keys keys = Keys.readOrMake(folder.keys(), new SecureRandom());
        EmbeddedDatabase database =
                steps.take("Starting the database", () -> EmbeddedDatabase.start(folder.database()));
        keep(database);
        @Nullable
        DemoDesktop desktop =
                options.demo() ? steps.take("Starting the demo desktop", () -> DemoDesktop.start(folder.demo())) : null;
        if (desktop != null) {
            keep(desktop);
        }
        ConfigurableApplicationContext started =
                steps.take("Starting Retrace", () -> run(settings(options, keys, database)));
        context = started;
        keep(started);
        Accounts accounts = started.getBean(Accounts.class);
        CommandGateway commands = started.getBean(CommandGateway.class);
        Teams teams = new Teams(accounts, commands, new Passwords(new SecureRandom()));
        if (desktop != null) {
            newAccounts.addAll(teams.makeDemo());
            desktop.register(teams.demoOwner(), commands);
        } else if (!options.team().isEmpty()) {
            newAccounts.addAll(teams.makeFirst(options.team(), options.record()));
        }
    }

    /** The settings come before all others, and before the log is opened, which some of them are about. */
    private static ConfigurableApplicationContext run(Map<String, Object> settings) {
        SpringApplication application = new SpringApplication(RetraceApplication.class) {
            @Override
            protected void configurePropertySources(ConfigurableEnvironment environment, String[] arguments) {
                environment.getPropertySources().addFirst(new MapPropertySource("up", settings));
            }
        };
        application.addInitializers(UnknownSettings::refuse);
        application.setRegisterShutdownHook(false); // closed with the other parts, in their order
        return application.run();
    }

    private Map<String, Object> settings(Options options, Keys keys, EmbeddedDatabase database) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("logging.threshold.console", "OFF");
        settings.put("logging.file.name", folder.log().toString());
        settings.put("logging.structured.format.file", "ecs");
        settings.put("retrace.relay.viewer-host", nameOf(options.bind()));
        settings.putAll(options.settings());
        settings.put("spring.datasource.url", database.jdbcUrl());
        settings.put("spring.datasource.username", EmbeddedDatabase.USER);
        settings.put("server.port", options.port());
        settings.put("server.address", options.bind());
        settings.put("retrace.relay.bind-address", options.bind());
        settings.put("retrace.relay.viewer-port", options.viewerPort());
        settings.put("retrace.relay.streamer-port", options.streamerPort());
        settings.put("retrace.relay.store-folder", folder.recordings().toString());
        settings.put("retrace.relay.spool.folder", folder.spool().toString());
        settings.put("retrace.relay.link-key", keys.link());
        settings.put("retrace.command.link-key", keys.link());
        settings.put("retrace.command.credential-key", keys.credential());
        settings.put("retrace.security.operator-key", keys.operator());
        settings.put("retrace.query.event-log.signing-key", keys.eventLog());
        return settings;
    }

    /** What to tell others about an address that is listened on. */
    private static String nameOf(String bind) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(bind);
        return address.isAnyLocalAddress() ? InetAddress.getLocalHost().getHostName() : bind;
    }

    private static StartRefused refused(Exception failure, Options options) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DataFolderInUse inUse -> {
                    return new StartRefused(String.valueOf(inUse.getMessage()), failure);
                }
                case UnknownSettings unknown -> {
                    return new StartRefused(String.valueOf(unknown.getMessage()), failure);
                }
                case PortInUseException port -> {
                    return new StartRefused(
                            "Port " + port.getPort() + " is taken. Choose another with --port.", failure);
                }
                case BindException bind -> {
                    return new StartRefused(
                            "It cannot listen at " + options.bind() + ", viewer port " + options.viewerPort()
                                    + ", streamer port " + options.streamerPort() + ": " + bind.getMessage()
                                    + ". Choose another with --viewer-port, --streamer-port or --bind.",
                            failure);
                }
                default -> {}
            }
        }
        return new StartRefused("Retrace could not start: " + failure.getMessage(), failure);
    }

    public String consoleAddress() {
        ConfigurableApplicationContext running = application();
        String bind = running.getEnvironment().getRequiredProperty("server.address");
        String host = bind.contains(":") ? "[" + bind + "]" : bind;
        String scheme = running.getEnvironment().containsProperty("server.ssl.bundle") ? "https" : "http";
        return scheme + "://" + host + ":" + running.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Host and port for VNC viewers. */
    public String viewerAddress() {
        ConfigurableApplicationContext running = application();
        return running.getEnvironment().getRequiredProperty("retrace.relay.viewer-host") + ":"
                + running.getBean(ViewerAddress.class).port();
    }

    /** Host and port for streamers that dial in. */
    public String streamerAddress() {
        DialInAddress address = application().getBean(StreamerService.class).dialInAddress();
        return address.host() + ":" + address.port();
    }

    public DataFolder folder() {
        return folder;
    }

    /** Those that this start made, with their passwords. */
    public List<NewAccount> newAccounts() {
        return List.copyOf(newAccounts);
    }

    public ConfigurableApplicationContext application() {
        ConfigurableApplicationContext running = context;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    /** @return the account's new password; empty where there is no such account */
    public Optional<String> resetPassword(String signInName) {
        String password = new Passwords(new SecureRandom()).next();
        return application().getBean(Accounts.class).changePassword(signInName, password)
                ? Optional.of(password)
                : Optional.empty();
    }

    /** A part that comes up while all is being stopped is stopped as well. */
    private void keep(AutoCloseable part) throws IOException {
        boolean tooLate;
        synchronized (parts) {
            tooLate = closed;
            if (!tooLate) {
                parts.push(part);
            }
        }
        if (tooLate) {
            close(part);
            throw new IOException("it was stopped while it started");
        }
    }

    /** On Ctrl-C, or when the system says so. */
    private void stop(PrintWriter out) {
        boolean running;
        synchronized (parts) {
            running = !parts.isEmpty();
        }
        if (running) {
            out.println();
            out.println("Stopping: sessions end, their recordings are closed.");
            out.flush();
        }
        close();
        if (running) {
            out.println("Stopped.");
            out.flush();
        }
    }

    /** Each part is closed, whatever became of the one before. */
    @Override
    public void close() {
        while (true) {
            @Nullable AutoCloseable part;
            synchronized (parts) {
                closed = true;
                part = parts.poll();
            }
            if (part == null) {
                return;
            }
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("{} was not closed in order", part.getClass().getSimpleName(), e);
        }
    }
}
