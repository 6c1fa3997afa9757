package retrace.infra.benchmarks.history;

import java.time.Duration;

/**
 * What is to become of a session.
 *
 * @param time from its first picture to its end
 * @param changes how often it shows something else: another monitor, frame rate or geometry
 */
record SessionCourse(Duration time, int changes, Ending ending) {

    static final Duration MAX = Duration.ofHours(24);

    private static final Duration MEDIAN = Duration.ofMinutes(12);
    private static final double SPREAD = 1.1;
    private static final Duration SHORTEST = Duration.ofSeconds(40);
    private static final Duration LONGEST = Duration.ofHours(20);

    /** How it ends. */
    enum Ending {
        TICKET_EXPIRED,
        TECHNICIAN_LEFT,
        ENDED_BY_REQUEST,
        STREAMER_LEFT,
        RELAY_STOPPED,
        MAX_DURATION,
        RECORDING_UNAVAILABLE,
        /** The relay dies, and its segment is closed with what was stored of it; likewise the three after it. */
        LOST_AND_RECOVERED,
        LOST_AND_RECOVERED_LATE,
        LOST_WITH_NOTHING,
        LOST_AND_DAMAGED
    }

    static SessionCourse of(Dice dice, boolean recorded) {
        Ending ending = recorded ? anyEnding(dice) : endingOfUnrecorded(dice);
        Duration time = dice.around(MEDIAN, SPREAD);
        if (time.compareTo(SHORTEST) < 0) {
            time = SHORTEST.plus(dice.seconds(0, 30));
        }
        return new SessionCourse(time.compareTo(LONGEST) > 0 ? LONGEST : time, changes(dice), ending);
    }

    private static int changes(Dice dice) {
        int most = dice.chance(0.3) ? dice.between(1, 5) : 0;
        return dice.between(0, most);
    }

    private static Ending anyEnding(Dice dice) {
        if (dice.chance(0.985)) {
            return endingOfUnrecorded(dice);
        }
        return switch (dice.between(0, 9)) {
            case 0 -> Ending.MAX_DURATION;
            case 1, 2 -> Ending.RECORDING_UNAVAILABLE;
            case 3 -> Ending.LOST_AND_DAMAGED;
            case 4 -> Ending.LOST_WITH_NOTHING;
            case 5 -> Ending.LOST_AND_RECOVERED_LATE;
            default -> Ending.LOST_AND_RECOVERED;
        };
    }

    private static Ending endingOfUnrecorded(Dice dice) {
        return switch (dice.between(0, 99)) {
            case 0, 1 -> Ending.TICKET_EXPIRED;
            case 2, 3, 4 -> Ending.RELAY_STOPPED;
            case 5, 6, 7, 8, 9, 10, 11, 12 -> Ending.STREAMER_LEFT;
            case 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25 -> Ending.ENDED_BY_REQUEST;
            default -> Ending.TECHNICIAN_LEFT;
        };
    }
}
