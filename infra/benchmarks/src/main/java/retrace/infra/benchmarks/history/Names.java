package retrace.infra.benchmarks.history;

import java.util.List;
import java.util.Locale;

/** What people, teams and computers are called. */
final class Names {

    private static final List<String> GIVEN = List.of(
            "Ada", "Björn", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hana", "Ines", "Jonas", "Kofi", "Lucía",
            "Marek", "Noor", "Olga", "Pedro", "Rosa", "Selma", "Tomás", "Zoë");
    private static final List<String> FAMILY = List.of(
            "Ångström",
            "Bauer",
            "Costa",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Hansen",
            "Ivanova",
            "Jansen",
            "Kowalski",
            "Lindgren",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Rossi",
            "Schmidt",
            "Tanaka",
            "Weber");
    private static final List<String> TRADES =
            List.of("Logistics", "Clinics", "Retail", "Insurance", "Foods", "Energy", "Schools", "Printing");
    private static final List<String> PLACES =
            List.of("Reception", "Till", "Lab", "Warehouse", "Office", "Kiosk", "Ward", "Classroom", "Server", "Gate");

    private Names() {}

    static String person(Dice dice) {
        return dice.pick(GIVEN) + " " + dice.pick(FAMILY);
    }

    static String team(Dice dice, int number) {
        return dice.pick(FAMILY) + " " + dice.pick(TRADES) + " " + (number + 1);
    }

    static String endpoint(Dice dice, int number) {
        return dice.pick(PLACES) + " " + (number + 1);
    }

    /** Two people of one name sign in under different ones. */
    static String signIn(String person, int team, int number) {
        String letters = person.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters + number + "@team" + (team + 1) + ".example";
    }
}
