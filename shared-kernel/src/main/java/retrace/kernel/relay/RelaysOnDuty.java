package retrace.kernel.relay;

import java.util.List;

/** The relays that have shown within the last seconds that they are there. */
public record RelaysOnDuty(List<Duty> relays) {

    public RelaysOnDuty {
        relays = List.copyOf(relays);
    }

    /**
     * @param sessions how many it carries
     * @param sessionsMax how many it may carry
     * @param admits false where it takes no new sessions, however few it carries
     */
    public record Duty(RelayName relay, int sessions, int sessionsMax, boolean admits) {

        public boolean hasRoom() {
            return admits && sessions < sessionsMax;
        }

        /** How full it is, from 0 to 1. */
        public double load() {
            return (double) sessions / sessionsMax;
        }
    }
}
