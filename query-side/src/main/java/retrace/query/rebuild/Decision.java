package retrace.query.rebuild;

import java.util.List;

/** Events that were put aside wait for the operator to decide. */
final class Decision {

    private static final int NAMED_MAX = 10;

    private Decision() {}

    static void require(FreshTables copy, List<Aside> asides, boolean accepted) throws RebuildRefused {
        if (asides.isEmpty() || accepted) {
            return;
        }
        StringBuilder sentence = new StringBuilder(copy.projected().name() + ": " + asides.size()
                + " events were put aside and are not in the new tables, which wait for your decision.");
        asides.stream()
                .filter(aside -> aside.follows() == null)
                .limit(NAMED_MAX)
                .forEach(aside -> sentence.append(System.lineSeparator())
                        .append("  event ")
                        .append(aside.index())
                        .append(", number ")
                        .append(aside.sequence())
                        .append(" of ")
                        .append(aside.aggregate())
                        .append(", ")
                        .append(aside.name())
                        .append(": ")
                        .append(aside.why()));
        throw new RebuildRefused(sentence.append(System.lineSeparator())
                .append("Say it again with --accept-aside to take the new tables without them, or with --anew once a"
                        + " version is installed that can read them. The old tables answer meanwhile.")
                .toString());
    }
}
