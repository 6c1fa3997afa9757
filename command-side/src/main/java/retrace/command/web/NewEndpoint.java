package retrace.command.web;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import retrace.command.endpoint.DialInHost;
import retrace.kernel.endpoint.Monitor;
import retrace.kernel.endpoint.StreamerAddress;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;
import retrace.kernel.team.AccessKind;

/**
 * A computer to be added.
 *
 * @param streamerVersion null while unknown
 * @param monitors numbered from 1 in this order
 * @param vncPassword null where the streamer asks for none
 * @param dialInHost the IP address that a streamer which dials in comes from, so that it need give no number; null where
 *     it gives one
 */
record NewEndpoint(
        String name,
        Platform platform,
        AccessKind accessKind,
        @Nullable StreamerVersion streamerVersion,
        List<NewMonitor> monitors,
        @Nullable String vncPassword,
        @Nullable String dialInHost) {

    private static final int NAME_LENGTH_MAX = 100;
    private static final int MONITORS_MAX = 16;

    /**
     * @param name null for one after its number
     * @param host null where the streamer dials in, and likewise {@code port}
     */
    record NewMonitor(
            @Nullable String name,
            @Nullable String host,
            @Nullable Integer port) {

        NewMonitor {
            if (name != null) {
                InputRefused.requireText("name", name, NAME_LENGTH_MAX);
            }
            if ((host == null) != (port == null)) {
                throw new InputRefused(
                        "A monitor has a host and a port, or neither of them where the computer's streamer dials in.");
            }
            if (host != null && port != null) {
                new StreamerAddress(host, port); // says what is wrong with them
            }
        }

        @Nullable
        StreamerAddress address() {
            return host == null || port == null ? null : new StreamerAddress(host, port);
        }
    }

    NewEndpoint {
        InputRefused.requireText("name", name, NAME_LENGTH_MAX);
        InputRefused.require("platform", platform);
        InputRefused.require("accessKind", accessKind);
        InputRefused.require("monitors", monitors);
        if (monitors.isEmpty() || monitors.size() > MONITORS_MAX) {
            throw new InputRefused("A computer has 1 to " + MONITORS_MAX + " monitors, each with an address.");
        }
        for (NewMonitor monitor : monitors) {
            InputRefused.require("monitors", monitor);
        }
        requireDialInHost(dialInHost, monitors);
    }

    private static void requireDialInHost(@Nullable String dialInHost, List<NewMonitor> monitors) {
        if (dialInHost == null) {
            return;
        }
        if (DialInHost.of(dialInHost).isEmpty()) {
            throw new InputRefused("'dialInHost' is the IP address that the computer's streamer dials in from.");
        }
        if (monitors.getFirst().host() != null) {
            throw new InputRefused("'dialInHost' is for a computer whose streamer dials in; this one is dialled.");
        }
    }

    boolean dialsIn() {
        return monitors.getFirst().host() == null;
    }

    /** Null where its streamer gives a number. */
    @Nullable
    DialInHost knownHost() {
        return dialInHost == null ? null : DialInHost.of(dialInHost).orElseThrow();
    }

    List<Monitor> numberedMonitors() {
        return IntStream.range(0, monitors.size())
                .mapToObj(index -> {
                    NewMonitor monitor = monitors.get(index);
                    String name = monitor.name() == null ? "Monitor " + (index + 1) : monitor.name();
                    return new Monitor(index + 1, name, monitor.address());
                })
                .toList();
    }

    /** Says all but the password. */
    @Override
    public String toString() {
        return "NewEndpoint[" + name + ", " + platform + ", " + accessKind + ", " + monitors + "]";
    }
}
