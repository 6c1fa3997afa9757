package retrace.infra.launcher.up;

import java.nio.file.Path;
import java.util.Map;

/**
 * How it is to run.
 *
 * @param port of console and HTTP API, 0 for any that is free, as with the other ports
 * @param bind the address that all are listened on
 * @param viewerPort where VNC viewers connect
 * @param streamerPort where streamers dial in
 * @param demo whether there is to be a demo team with a demo desktop
 * @param team name of the team that the first start makes
 * @param record whether that team records its sessions
 * @param settings further settings by their names
 */
public record Options(
        Path data,
        int port,
        String bind,
        int viewerPort,
        int streamerPort,
        boolean demo,
        String team,
        boolean record,
        Map<String, String> settings) {

    private static final String LOOPBACK = "127.0.0.1";

    /** Streamers dial in at any port that is free. */
    public Options(
            Path data,
            int port,
            String bind,
            int viewerPort,
            boolean demo,
            String team,
            boolean record,
            Map<String, String> settings) {
        this(data, port, bind, viewerPort, 0, demo, team, record, settings);
    }

    /** Runs for a moment, for one change, and is found by nobody. */
    public static Options forMending(Path data) {
        return new Options(data, 0, LOOPBACK, 0, false, "", false, Map.of());
    }
}
