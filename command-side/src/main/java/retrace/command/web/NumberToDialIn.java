package retrace.command.web;

import java.util.List;
import retrace.kernel.relay.DialInAddress;

/**
 * With what an unattended computer's streamer dials in, for good; told once.
 *
 * @param how commands that make well-known streamers do so
 */
record NumberToDialIn(String number, String dialInHost, int dialInPort, List<DialInCommand> how) {

    static NumberToDialIn of(String number, DialInAddress dialIn) {
        return new NumberToDialIn(number, dialIn.host(), dialIn.port(), DialInCommand.forGood(number, dialIn));
    }

    /** Says all but the number. */
    @Override
    public String toString() {
        return "NumberToDialIn[" + dialInHost + ":" + dialInPort + "]";
    }
}
