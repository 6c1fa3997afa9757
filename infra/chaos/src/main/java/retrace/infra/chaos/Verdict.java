package retrace.infra.chaos;

import java.util.List;

/**
 * What the checker has found.
 *
 * @param sessions that somebody looked at
 * @param segments that are closed, each decoded from beginning to end
 * @param due numbers that were on show and must be in the recordings
 * @param excused numbers that were on show in the last seconds before a kill and are not in the recordings
 * @param lost numbers that must be in the recordings and are not
 * @param faults sentences, each about something that does not agree
 */
record Verdict(int sessions, int segments, long frames, long due, long excused, long lost, List<String> faults) {

    boolean isGood() {
        return lost == 0 && faults.isEmpty();
    }
}
