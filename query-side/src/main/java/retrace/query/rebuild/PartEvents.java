package retrace.query.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of one part's file, by their keys. */
final class PartEvents {

    private static final Comparator<StoredEvent> IN_ORDER = Comparator.comparingLong(StoredEvent::index);

    private PartEvents() {}

    /** @return for each key its events, in the order in which they happened */
    static Collection<List<StoredEvent>> in(byte[] file) {
        Map<String, List<StoredEvent>> byKey = new LinkedHashMap<>();
        Kept<String> texts = new Kept<>();
        int at = 0;
        while (at < file.length) {
            CopyRow row = new CopyRow(file, at);
            StoredEvent event = EventLog.eventIn(row, texts);
            byKey.computeIfAbsent(event.key(), ignored -> new ArrayList<>()).add(event);
            at = row.end();
        }
        // They lie in the file as they lay in the log, and as several threads have read it.
        byKey.values().forEach(events -> events.sort(IN_ORDER));
        return byKey.values();
    }
}
