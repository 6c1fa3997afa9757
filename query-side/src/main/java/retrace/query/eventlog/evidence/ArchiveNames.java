package retrace.query.eventlog.evidence;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import retrace.kernel.id.SegmentId;

/** What the files of an archive are called; it has no others. */
final class ArchiveNames {

    static final String README = "README.txt";
    static final String HEAD = "head.txt";
    static final String KEY = "key.txt";

    private static final String EVENT = ".event";
    private static final String PROOF = ".tlog-proof";
    private static final Pattern EVENT_OR_PROOF = Pattern.compile("events/([0-9]{19})(\\.event|\\.tlog-proof)");
    private static final Pattern RECORDING =
            Pattern.compile("recordings/(segment-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.mp4");

    private ArchiveNames() {}

    static String event(long globalIndex) {
        return "events/%019d".formatted(globalIndex) + EVENT;
    }

    static String proof(long globalIndex) {
        return "events/%019d".formatted(globalIndex) + PROOF;
    }

    static String recording(SegmentId segment) {
        return "recordings/" + segment + ".mp4";
    }

    static boolean isKnown(String name) {
        return name.equals(README)
                || name.equals(HEAD)
                || name.equals(KEY)
                || EVENT_OR_PROOF.matcher(name).matches()
                || isRecording(name);
    }

    static boolean isRecording(String name) {
        return RECORDING.matcher(name).matches();
    }

    /** @return the event's number, empty where it is no file of an event */
    static OptionalLong eventOf(String name) {
        Matcher parts = EVENT_OR_PROOF.matcher(name);
        return parts.matches() && parts.group(2).equals(EVENT)
                ? OptionalLong.of(Long.parseLong(parts.group(1)))
                : OptionalLong.empty();
    }

    /** @return the number of the event that it proves, empty where it is no proof */
    static OptionalLong provedBy(String name) {
        Matcher parts = EVENT_OR_PROOF.matcher(name);
        return parts.matches() && parts.group(2).equals(PROOF)
                ? OptionalLong.of(Long.parseLong(parts.group(1)))
                : OptionalLong.empty();
    }
}
