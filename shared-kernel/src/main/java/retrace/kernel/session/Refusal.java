package retrace.kernel.session;

import retrace.kernel.id.EndpointId;

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
}
