package retrace.kernel.session;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.EndpointId;
import retrace.kernel.platform.Platform;
import retrace.kernel.platform.StreamerVersion;

/** Why a session was refused, in the order in which it is asked. */
public sealed interface Refusal {

    /** A stable word for programs. */
    String code();

    /** A sentence for the technician: what is wrong, and what to do. */
    String message();

    /** Also the answer for an endpoint of another team: whether it exists is not theirs to know. */
    record UnknownEndpoint(EndpointId endpoint) implements Refusal {
        @Override
        public String code() {
            return "UNKNOWN_ENDPOINT";
        }

        @Override
        public String message() {
            return "There is no such computer in your team. Choose one from the list of computers.";
        }
    }

    record UnknownMonitor(String endpointName, int monitor, int monitors) implements Refusal {
        @Override
        public String code() {
            return "UNKNOWN_MONITOR";
        }

        @Override
        public String message() {
            return endpointName + " has " + (monitors == 1 ? "one monitor" : monitors + " monitors")
                    + ", so there is no monitor " + monitor + ". Choose another.";
        }
    }

    /** @param why what the relay saw, as the end of a sentence: "the connection was refused" */
    record StreamerUnreachable(String endpointName, String why) implements Refusal {
        @Override
        public String code() {
            return "STREAMER_UNREACHABLE";
        }

        @Override
        public String message() {
            return endpointName + " cannot be reached: " + why
                    + ". Make sure that it is switched on and that its streamer runs, then try again.";
        }
    }

    record EndpointBusy(String endpointName, String technicianName) implements Refusal {
        @Override
        public String code() {
            return "ENDPOINT_BUSY";
        }

        @Override
        public String message() {
            return endpointName + " is in a session with " + technicianName
                    + " already. Wait until that session has ended, then try again.";
        }
    }

    /** @param platform null where the technician's side did not say */
    record TechnicianPlatformNotAllowed(@Nullable Platform platform, Set<Platform> allowed) implements Refusal {
        @Override
        public String code() {
            return "TECHNICIAN_PLATFORM_NOT_ALLOWED";
        }

        @Override
        public String message() {
            String yours = platform == null
                    ? "Your computer's platform is not known."
                    : "You work on " + platform.title() + ".";
            return yours + " Your team records all sessions, and recorded sessions can be opened on " + titles(allowed)
                    + " only. Use one of those, or ask an admin to allow yours.";
        }

        private static String titles(Set<Platform> platforms) {
            return platforms.stream().sorted().map(Platform::title).collect(Collectors.joining(", "));
        }
    }

    record EndpointPlatformNotRecorded(String endpointName, Platform platform) implements Refusal {
        @Override
        public String code() {
            return "ENDPOINT_PLATFORM_NOT_RECORDED";
        }

        @Override
        public String message() {
            return endpointName + " runs " + platform.title() + ". Your team records all sessions, and "
                    + platform.title() + " cannot be recorded here. Ask your operator.";
        }
    }

    record StreamerVersionUnknown(String endpointName) implements Refusal {
        @Override
        public String code() {
            return "STREAMER_VERSION_UNKNOWN";
        }

        @Override
        public String message() {
            return "It is not known which version of its streamer " + endpointName + " runs. Your team records all"
                    + " sessions, and recording needs to know it. Enter the version under Computers and try again.";
        }
    }

    record StreamerTooOld(StreamerVersion version, StreamerVersion minimum, Platform platform) implements Refusal {
        @Override
        public String code() {
            return "STREAMER_TOO_OLD";
        }

        @Override
        public String message() {
            return "This computer runs streamer " + version + ". Your team records all sessions, and recording needs"
                    + " streamer " + minimum + " or newer on " + platform.title()
                    + ". Update the streamer and try again.";
        }
    }

    /** The relay can keep no recording: its store is away and its spool full, or its disk is. */
    record RecordingUnavailable() implements Refusal {
        @Override
        public String code() {
            return "RECORDING_UNAVAILABLE";
        }

        @Override
        public String message() {
            return "Your team records all sessions, and recordings cannot be kept at the moment. Try again in a few"
                    + " minutes; if it stays like this, tell your operator.";
        }
    }
}
