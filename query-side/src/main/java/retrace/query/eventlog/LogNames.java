package retrace.query.eventlog;

import java.util.OptionalLong;

/** What the log's objects are called: entry bundles as C2SP's tlog-tiles does, heads by their size. */
public final class LogNames {

    public static final String HEADS = LogObjects.PREFIX + "head/";
    private static final String BUNDLES = LogObjects.PREFIX + "tile/entries/";
    private static final int GROUP = 1000;

    private LogNames() {}

    /** @param width how many entries it has, {@value EntryBundle#WIDTH} where it is full */
    public static String bundle(long number, int width) {
        StringBuilder name = new StringBuilder("%03d".formatted(number % GROUP));
        for (long left = number / GROUP; left > 0; left /= GROUP) {
            name.insert(0, "x%03d/".formatted(left % GROUP));
        }
        return BUNDLES + name + (width == EntryBundle.WIDTH ? "" : ".p/" + width);
    }

    /** Names of heads are in the order of their sizes. */
    public static String head(long size) {
        return HEADS + "%020d".formatted(size);
    }

    /** @return empty where it is not a head's name */
    public static OptionalLong sizeOfHead(String name) {
        String digits = name.startsWith(HEADS) ? name.substring(HEADS.length()) : "";
        return digits.matches("0[0-9]{19}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
