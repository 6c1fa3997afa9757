package retrace.command.web;

import java.util.List;
import retrace.kernel.relay.DialInAddress;

/**
 * How a streamer is made to dial in.
 *
 * @param streamer its name
 * @param command as it is typed
 */
record DialInCommand(String streamer, String command) {

    /** For one session, with a code. */
    static List<DialInCommand> once(String code, DialInAddress address) {
        return List.of(
                ultraVnc(code, address),
                new DialInCommand("x11vnc", "x11vnc -rfbport 0 -connect_or_exit " + repeater(code, address)));
    }

    /** For good: what ends with a session dials in again. */
    static List<DialInCommand> forGood(String number, DialInAddress address) {
        return List.of(
                ultraVnc(number, address),
                new DialInCommand(
                        "x11vnc",
                        "while sleep 2; do x11vnc -rfbport 0 -connect_or_exit " + repeater(number, address)
                                + "; done"));
    }

    private static DialInCommand ultraVnc(String number, DialInAddress address) {
        return new DialInCommand(
                "UltraVNC",
                "winvnc.exe -autoreconnect ID:" + number + " -connect " + address.host() + "::" + address.port()
                        + " -run");
    }

    private static String repeater(String number, DialInAddress address) {
        return "repeater=ID:" + number + "+" + address.host() + ":" + address.port();
    }

    /** Says all but the command, which has the number in it. */
    @Override
    public String toString() {
        return "DialInCommand[" + streamer + "]";
    }
}
