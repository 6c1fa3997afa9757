package retrace.infra.launcher.part;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import retrace.infra.launcher.fleet.FleetConfiguration;

/** What a process of a fleet can be. */
public enum Part {
    COMMAND_SIDE("command-side", CommandSideProcess.class),
    QUERY_SIDE("query-side", QuerySideProcess.class),
    RELAY("relay", RelayProcess.class);

    private final String word;
    private final Class<?> composition;

    Part(String word, Class<?> composition) {
        this.word = word;
        this.composition = composition;
    }

    /** As on the command line. */
    public String word() {
        return word;
    }

    Class<?> composition() {
        return composition;
    }

    /** What holds for this part unless something else is set. */
    Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(FleetConfiguration.PART, word);
        defaults.put("server.address", "127.0.0.1");
        defaults.put("logging.structured.format.console", "ecs");
        switch (this) {
            case COMMAND_SIDE -> defaults.put("retrace.command.several-relays", "true");
            case QUERY_SIDE -> defaults.put("retrace.query.projections.segments", "4");
            case RELAY -> {
                defaults.put("retrace.relay.name", hostName());
                defaults.put("retrace.relay.viewer-host", hostName());
                defaults.put("retrace.relay.web-socket-path", "/relay/${retrace.relay.name}/websocket");
                defaults.put("retrace.relay.drain-max", "15m");
            }
        }
        return defaults;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine that does not know its own name
        }
    }
}
