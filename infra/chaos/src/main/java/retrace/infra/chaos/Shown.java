package retrace.infra.chaos;

import java.util.List;
import java.util.Map;

/**
 * What somebody has seen of a session, in order.
 *
 * @param painted when the desktop has painted which number, by {@link System#nanoTime}
 */
record Shown(String session, List<Sighting> sightings, Map<Long, Long> painted) {

    Shown {
        sightings = List.copyOf(sightings);
        painted = Map.copyOf(painted);
    }
}
