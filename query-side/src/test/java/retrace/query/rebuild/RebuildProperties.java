package retrace.query.rebuild;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import retrace.query.config.QuerySideConfiguration;
import retrace.query.testing.EventTables;
import retrace.query.testing.Happening;

/** What is rebuilt is what the live projections have made, row for row, whatever has happened. */
class RebuildProperties {

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void rebuiltIsWhatWasLive(@ForAll long seed, @ForAll @IntRange(min = 0, max = 250) int events) throws Exception {
        try (EventTables log = new EventTables()) {
            rebuiltIsWhatWasLive(log, seed, events);
        }
    }

    private static void rebuiltIsWhatWasLive(EventTables log, long seed, int events) throws Exception {
        List<Happening> history = new RandomHistory(seed).next(events);
        LiveProjections live = new LiveProjections(log);
        log.append(history);
        live.feed(history);
        live.storeTokens();

        Rebuild.Wishes wishes = new Rebuild.Wishes(
                false,
                false,
                false,
                OptionalInt.empty(),
                new Rebuild.Effort(2, 20_000, Path.of(System.getProperty("java.io.tmpdir"))));
        new Rebuild(log.database(), wishes, RebuildListener.NONE, Clock.systemUTC())
                .run(QuerySideConfiguration.PROJECTED);

        LiveProjections.assertSameRows(log.sql());
    }
}
