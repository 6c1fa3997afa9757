package retrace.infra.chaos;

import java.util.Collection;

/**
 * What a process has handled that came to it by way of Axon Server.
 *
 * @param process what Axon Server calls it
 * @param part which of the parts of a fleet it is
 */
record Handled(String process, String part, long commands, long queries) {

    /** Whether each of two command sides has handled commands, and each of two query sides queries. */
    static boolean byBothOfEach(Collection<Handled> all) {
        long commandSides = all.stream()
                .filter(one -> one.part().equals("command-side") && one.commands() > 0)
                .count();
        long querySides = all.stream()
                .filter(one -> one.part().equals("query-side") && one.queries() > 0)
                .count();
        return commandSides == Fleet.OF_EACH && querySides == Fleet.OF_EACH;
    }

    @Override
    public String toString() {
        return "%-28s %6d commands %6d queries".formatted(process, commands, queries);
    }
}
