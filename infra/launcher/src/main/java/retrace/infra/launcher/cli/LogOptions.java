package retrace.infra.launcher.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Option;
import retrace.infra.launcher.seal.StoreLogObjects;
import retrace.infra.launcher.up.DataFolder;
import retrace.query.config.EventLogProperties;
import retrace.query.eventlog.LogObjects;
import retrace.query.eventlog.LogSettings;
import retrace.query.eventlog.note.NoteRefused;
import retrace.query.eventlog.note.VerifierKey;
import retrace.relay.config.StoreCallProperties;
import retrace.relay.config.StoreProperties;
import retrace.relay.store.ResilientStore;

/**
 * Where the object store is and which key heads are signed with, as Retrace itself is told: by its settings, and by the
 * data folder where they say nothing.
 */
final class LogOptions {

    private static final String STORE_FOLDER = "retrace.relay.store-folder";
    private static final String SIGNING_KEY = "retrace.query.event-log.signing-key";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of docs/operators/configuration.md, as Retrace has it; as often as needed.")
    private final Map<String, String> settings = new HashMap<>();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "The verifier key that heads must be signed with, as you noted it down; as often as needed. By"
                            + " default the installation's own.")
    private final List<String> keys = new ArrayList<>();

    private Binder binder(DataFolder folder) throws IOException {
        Map<String, Object> known = new HashMap<>(settings);
        @Nullable String secret = folder.eventLogKey().orElse(null);
        if (secret != null) {
            known.putIfAbsent(SIGNING_KEY, secret);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("command line", known));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment);
    }

    LogObjects objects(DataFolder folder) throws CommandFailed {
        try {
            Binder binder = binder(folder);
            StoreProperties store = binder.bindOrCreate("retrace.relay.store", StoreProperties.class);
            Path recordings = Path.of(binder.bind(STORE_FOLDER, String.class)
                    .orElse(folder.recordings().toString()));
            if (store.kind() == StoreProperties.Kind.FOLDER && !Files.isDirectory(recordings)) {
                throw new CommandFailed("There is no object store in " + recordings
                        + ". Say with --data where Retrace keeps its data, or with --set " + STORE_FOLDER
                        + "=DIR where its recordings are.");
            }
            StoreCallProperties calls = binder.bindOrCreate("retrace.relay.store-calls", StoreCallProperties.class);
            return new StoreLogObjects(
                    new ResilientStore(store.open(recordings), calls.settings(), new SimpleMeterRegistry()));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed("The object store cannot be used: " + e.getMessage());
        }
    }

    /** Those that were given, otherwise the installation's own; empty where nobody knows any. */
    List<VerifierKey> keys(DataFolder folder) throws CommandFailed {
        List<VerifierKey> known = new ArrayList<>();
        for (String key : keys) {
            known.add(parse(key));
        }
        if (known.isEmpty()) {
            try {
                EventLogProperties own =
                        binder(folder).bindOrCreate("retrace.query.event-log", EventLogProperties.class);
                if (!own.signingKey().isEmpty()) {
                    LogSettings settings = own.settings();
                    known.add(settings.key().verifier());
                    known.addAll(settings.formerKeys());
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandFailed("The key of the event log cannot be used: " + e.getMessage());
            }
        }
        return known;
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    static VerifierKey parse(String key) throws CommandFailed {
        try {
            return VerifierKey.parse(key);
        } catch (NoteRefused e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
