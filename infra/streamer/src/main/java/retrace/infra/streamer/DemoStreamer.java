package retrace.infra.streamer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import retrace.infra.streamer.desktop.DesktopLoop;
import retrace.infra.streamer.rfb.RfbServer;
import retrace.infra.streamer.screen.Screen;

/**
 * A computer to try Retrace with: a drawn desktop of one or more monitors, each at its own RFB port on loopback.
 *
 * <p>It takes mouse and keyboard, moves by itself about ten times a second while somebody watches, and sleeps
 * otherwise. F2 turns a monitor to portrait and back, F3 pauses it. The cursor is never in the picture; the
 * {@link retrace.infra.streamer.screen.FrameCounter} always is.
 */
public final class DemoStreamer implements AutoCloseable {

    /**
     * How it is to be.
     *
     * @param ports one for each monitor, 0 for any that is free; 1 to 8 of them
     * @param width of each monitor, pixels, 480 to 8192
     * @param height of each monitor, pixels, 480 to 8192
     * @param password for VNC Authentication, of which the first 8 characters count; without one everybody on this
     *     machine is let in
     * @param clock what the desktop's clock shows
     */
    public record Config(List<Integer> ports, int width, int height, Optional<String> password, InstantSource clock) {

        /** More would not make a better demonstration. */
        static final int MONITORS_MAX = 8;

        public Config {
            ports = List.copyOf(ports);
            Objects.requireNonNull(password);
            Objects.requireNonNull(clock);
            if (ports.isEmpty() || ports.size() > MONITORS_MAX) {
                throw new IllegalArgumentException(ports.size() + " monitors: 1 to " + MONITORS_MAX + " are possible");
            }
        }

        /** Two monitors of 1280 by 800 at free ports, without a password. */
        public static Config standard() {
            return new Config(List.of(0, 0), 1280, 800, Optional.empty(), InstantSource.system());
        }

        public Config withPorts(List<Integer> chosen) {
            return new Config(chosen, width, height, password, clock);
        }

        public Config withPassword(String secret) {
            return new Config(ports, width, height, Optional.of(secret), clock);
        }
    }

    /**
     * Where a monitor is to be found.
     *
     * @param number counted from 1
     * @param host an address of loopback
     */
    public record Monitor(int number, String name, String host, int port) {}

    private final List<DesktopLoop> desktops = new ArrayList<>();
    private final List<RfbServer> servers = new ArrayList<>();
    private final List<Monitor> monitors = new ArrayList<>();

    private DemoStreamer() {}

    /**
     * Draws the desktops and listens.
     *
     * @throws IOException if a port is taken, or this machine has no fonts to draw with
     */
    public static DemoStreamer start(Config config) throws IOException {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true"); // draws into memory; needs no display
        }
        DemoStreamer streamer = new DemoStreamer();
        try {
            for (int index = 0; index < config.ports().size(); index++) {
                streamer.add(index + 1, config);
            }
            return streamer;
        } catch (IOException | RuntimeException failed) {
            streamer.close();
            throw failed;
        } catch (LinkageError | InternalError missing) {
            streamer.close();
            throw new IOException(
                    "The demo desktop cannot be drawn: this machine has no fonts. Install fontconfig and a font,"
                            + " for instance the packages fontconfig and fonts-dejavu-core.",
                    missing);
        }
    }

    private void add(int number, Config config) throws IOException {
        String monitorName = "Monitor " + number;
        DesktopLoop desktop = new DesktopLoop(number, monitorName, config.width(), config.height(), config.clock());
        desktops.add(desktop);
        RfbServer server = RfbServer.start(
                config.ports().get(number - 1), desktop, "Demo desktop, monitor " + number, config.password());
        servers.add(server);
        monitors.add(new Monitor(
                number,
                monitorName,
                server.address().getAddress().getHostAddress(),
                server.address().getPort()));
    }

    /** In order of their numbers. */
    public List<Monitor> monitors() {
        return List.copyOf(monitors);
    }

    /** What a monitor shows, to compare with what a viewer got; {@code number} counts from 1. */
    public Screen screen(int number) {
        return desktops.get(number - 1).screen();
    }

    /** Hangs up on all viewers and stops. A second call does nothing. */
    @Override
    public void close() throws IOException {
        for (RfbServer server : servers) {
            server.close();
        }
        desktops.forEach(DesktopLoop::close);
    }
}
