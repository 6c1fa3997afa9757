package retrace.relay.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.relay.recording.mp4.Mp4Timeline;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/** The timelines of the files that are being watched; those that were asked for last are kept. For one thread. */
final class Timelines {

    private static final Logger LOG = LoggerFactory.getLogger(Timelines.class);
    private static final long WEIGHT_BYTES_MAX = 64 << 20;

    private final ObjectStore store;
    private final Map<ObjectVersion, Mp4Timeline> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long weightBytes;

    Timelines(ObjectStore store) {
        this.store = store;
    }

    /** Nothing where it cannot be told: the bytes are reported all the same. */
    Mp4Timeline.Span shown(ObjectVersion object, ByteRanges.Range range) {
        Mp4Timeline known = kept.get(object);
        if (known != null) {
            return known.shown(range.from(), range.to());
        }
        try (InputStream file = new BufferedInputStream(store.open(object.name(), 0))) {
            Mp4Timeline read = Mp4Timeline.read(file);
            keep(object, read);
            return read.shown(range.from(), range.to());
        } catch (IOException e) {
            LOG.warn("which part of the video was served of {} is not known", object.name(), e);
            return Mp4Timeline.Span.NOTHING;
        }
    }

    private void keep(ObjectVersion object, Mp4Timeline timeline) {
        kept.put(object, timeline);
        weightBytes += timeline.weightBytes();
        Iterator<Mp4Timeline> oldest = kept.values().iterator();
        while (weightBytes > WEIGHT_BYTES_MAX) {
            weightBytes -= oldest.next().weightBytes();
            oldest.remove();
        }
    }
}
