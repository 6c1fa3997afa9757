package retrace.infra.launcher.axonserver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an Axon Server takes connections of programs. */
record ServerAddress(String host, int port) {

    private static final int PORT_BY_DEFAULT = 8124;
    private static final int PORT_MAX = 65535;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    /** @throws IllegalArgumentException with a sentence */
    static ServerAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("retrace.axon-server.servers is HOST or HOST:PORT, several with commas"
                    + " between them, unlike '" + text.strip() + "'.");
        }
        int port = form.group(2) == null ? PORT_BY_DEFAULT : Integer.parseInt(form.group(2));
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "retrace.axon-server.servers has the port " + port + "; ports are 1 to 65535.");
        }
        return new ServerAddress(form.group(1), port);
    }

    /** Whether nobody listens on the way. A name that nobody knows counts as one of another machine. */
    boolean isOfThisMachine() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
