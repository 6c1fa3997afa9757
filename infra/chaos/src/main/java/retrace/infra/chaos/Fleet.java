package retrace.infra.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import retrace.infra.postgres.EmbeddedDatabase;

/**
 * Command sides, query sides and relays in processes of their own, on one PostgreSQL and one object store, as an operator
 * starts them.
 */
final class Fleet implements AutoCloseable {

    /** What is started of each part. */
    static final int OF_EACH = 2;

    private static final String OPERATOR_KEY = "an-operator-s-key-for-tests-alone-0123456789";
    private static final String KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    private static final String LOG_KEY =
            "MBYtfXn558TrHYtzWFgmGSYWEFk4elPG7yt3QHgVAIOeICHuA5OI2XqaZIQt39Dkexm6+h/2vswCbDOO66mM/Q==";
    /** Six of them start at a time: the second compiler would be in the way. */
    private static final List<String> VIRTUAL_MACHINE = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

    private static final Pattern ADDRESS = Pattern.compile("is running at (http://\\S+)");

    private final Path folder;
    private final EmbeddedDatabase database;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, String> addresses = new HashMap<>();

    /** One process of it. */
    record Member(String part, String name, RetraceProcess process) {}

    private Fleet(Path folder, EmbeddedDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * All at once, on a database without a table.
     *
     * @param more settings of all of them
     */
    static Fleet start(Path folder, StoreUnderTest store, Map<String, String> more)
            throws IOException, InterruptedException {
        Fleet fleet = new Fleet(folder, EmbeddedDatabase.start(folder.resolve("data/postgres")));
        try {
            fleet.configure(store, more);
            fleet.startAll();
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private void configure(StoreUnderTest store, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(store.settings());
        settings.put("spring.datasource.url", database.jdbcUrl());
        settings.put("spring.datasource.hikari.maximum-pool-size", "5");
        settings.put("server.port", "0");
        if (!more.containsKey(AxonServerUnderTest.SERVERS)) {
            settings.put("retrace.fleet.key", "the-key-of-a-fleet-for-tests-alone-0123456789");
        }
        settings.put("retrace.security.operator-key", OPERATOR_KEY);
        settings.put("retrace.command.credential-key", KEY);
        settings.put("retrace.command.link-key", KEY);
        settings.put("retrace.relay.link-key", KEY);
        settings.put("retrace.relay.viewer-host", "127.0.0.1");
        settings.put("retrace.relay.viewer-port", "0");
        settings.put("retrace.relay.streamer-port", "0");
        settings.put("retrace.relay.spool.disk-free-min", "8MB");
        settings.put("retrace.query.event-log.name", "test");
        settings.put("retrace.query.event-log.signing-key", LOG_KEY);
        settings.putAll(more);
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(configuration(), text);
    }

    private Path configuration() {
        return folder.resolve("fleet.properties");
    }

    private void startAll() throws IOException, InterruptedException {
        for (String part : List.of("command-side", "query-side", "relay")) {
            for (int number = 1; number <= OF_EACH; number++) {
                String name = part + "-" + number;
                members.add(startOne(part, name));
            }
        }
        for (Member member : members) {
            awaitReady(member);
        }
    }

    private Member startOne(String part, String name) throws IOException {
        return new Member(part, name, RetraceProcess.start(VIRTUAL_MACHINE, arguments(part, name), said(name)));
    }

    private void awaitReady(Member member) throws IOException, InterruptedException {
        Matcher address = ADDRESS.matcher(member.process().awaitReady());
        if (!address.find()) {
            throw new IOException(member.name() + " does not say where it is");
        }
        addresses.put(member.name(), address.group(1));
    }

    /** As it was, at the same address, after it has come to its end; waits until it is ready. */
    Member startAgain(Member ended) throws IOException, InterruptedException {
        Files.move(said(ended.name()), saidBefore(ended.name()), StandardCopyOption.REPLACE_EXISTING);
        Member again = startOne(ended.part(), ended.name());
        members.set(members.indexOf(ended), again);
        awaitReady(again);
        return again;
    }

    /** Where all goes that a process says. */
    Path said(String name) {
        return folder.resolve(name + ".txt");
    }

    /** The same of the process before it was started again. */
    Path saidBefore(String name) {
        return folder.resolve(name + "-before.txt");
    }

    private List<String> arguments(String part, String name) {
        List<String> arguments =
                new ArrayList<>(List.of(part, "--config", configuration().toString()));
        @Nullable String address = addresses.get(name);
        if (address != null) {
            arguments.add("--port=" + URI.create(address).getPort());
        }
        if (part.equals("relay")) {
            arguments.add("--set=retrace.relay.name=" + name);
            arguments.add("--set=retrace.relay.spool.folder=" + folder.resolve("spool-" + name));
        }
        return arguments;
    }

    /** @param number from 1 */
    Member member(String part, int number) {
        return members.stream()
                .filter(member -> member.name().equals(part + "-" + number))
                .findFirst()
                .orElseThrow();
    }

    String address(Member member) {
        return Objects.requireNonNull(addresses.get(member.name()), "it is not running yet");
    }

    /** In front of all of it. */
    FleetProxy proxy() throws IOException, InterruptedException {
        return FleetProxy.start(
                name -> Objects.requireNonNull(addresses.get(name), name).substring("http://".length()), said("proxy"));
    }

    /** As the operator, who makes teams. */
    Api operator(String address) {
        return new Api(address, "*operator", OPERATOR_KEY);
    }

    Database database() {
        return new Database(folder.resolve("data"));
    }

    /** All are told to stop at once; PostgreSQL is stopped last. */
    @Override
    public void close() throws IOException {
        try {
            members.forEach(member -> member.process().terminate());
            members.forEach(member -> member.process().close());
        } finally {
            database.close();
        }
    }
}
