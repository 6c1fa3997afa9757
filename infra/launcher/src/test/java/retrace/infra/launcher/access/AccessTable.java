package retrace.infra.launcher.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import retrace.kernel.team.Role;

/** The tables of {@code docs/operators/access.md}. */
final class AccessTable {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "operators", "access.md");

    private AccessTable() {}

    /**
     * @param who roles, or {@code everybody}
     * @param otherTeam the code of the answer to another team's identifiers; empty where the call names none
     */
    record Route(String method, String path, Set<String> who, Optional<String> otherTeam) {

        boolean allows(String role) {
            return who.contains("everybody") || who.contains(role);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> routes() throws IOException {
        return rows("## Routes").stream()
                .map(cells -> new Route(
                        cells.get(0),
                        cells.get(1).replace("`", ""),
                        Arrays.stream(cells.get(2).split(", ", -1)).collect(Collectors.toSet()),
                        Optional.of(cells.get(3)).filter(code -> !code.equals("-"))))
                .toList();
    }

    /**
     * @param who roles, {@code operator}, {@code relay}, or the name of a class that sends it
     * @param otherTeam as for a route
     */
    record Command(String name, Set<String> who, Optional<String> otherTeam) {

        Set<String> roles() {
            return Stream.of(Role.values())
                    .map(Role::name)
                    .filter(who::contains)
                    .collect(Collectors.toSet());
        }

        boolean isSentBy(String part) {
            return who.contains(part);
        }
    }

    static List<Command> commands() throws IOException {
        return rows("## Commands").stream()
                .map(cells -> new Command(
                        cells.get(0),
                        Arrays.stream(cells.get(1).split(", ", -1)).collect(Collectors.toSet()),
                        Optional.of(cells.get(2)).filter(code -> !code.equals("-"))))
                .toList();
    }

    private static List<List<String>> rows(String heading) throws IOException {
        String text = Files.readString(DOCUMENT);
        String section = text.substring(text.indexOf(heading) + heading.length());
        int next = section.indexOf("\n## ");
        return (next < 0 ? section : section.substring(0, next))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(2) // the head and the line under it
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
