package retrace.infra.chaos;

import java.util.List;

/** What somebody has seen of a session, in order. */
record Shown(String session, List<Sighting> sightings) {

    Shown {
        sightings = List.copyOf(sightings);
    }
}
