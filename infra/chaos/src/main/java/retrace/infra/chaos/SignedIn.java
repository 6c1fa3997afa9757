package retrace.infra.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Somebody who has signed in to the console at one process of a fleet, and whom all others know then. */
final class SignedIn {

    private static final int ROUNDS = 10;
    private static final String RECORDING_ON =
            "{\"setting\": \"RECORDING_ON\", \"accessKind\": \"UNATTENDED\", \"on\": true}";

    private final Browser browser;

    private SignedIn(Browser browser) {
        this.browser = browser;
    }

    /** @param wrong sentences are added to, about processes that do not know who this is */
    static SignedIn at(Fleet fleet, Fleet.Member member, List<String> wrong) throws IOException, InterruptedException {
        Browser browser = new Browser(fleet.address(member));
        int status = browser.signIn(FleetTeam.OWNER, FleetTeam.PASSWORD);
        if (status != 204) {
            wrong.add("signing in at " + member.name() + " is answered with " + status);
        }
        for (String part : List.of("command-side", "query-side")) {
            for (int number = 1; number <= Fleet.OF_EACH; number++) {
                Fleet.Member other = fleet.member(part, number);
                if (!browser.at(fleet.address(other)).get("/api/me").body().contains("\"role\":\"OWNER\"")) {
                    wrong.add("who signed in at " + member.name() + " is not known to " + other.name());
                }
            }
        }
        return new SignedIn(browser);
    }

    /**
     * Reading and changing, with neither the process where it was signed in nor the one that answered first.
     *
     * @return sentences about what is not answered as it must be
     */
    List<String> use(FleetProxy proxy) throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        browser.at(proxy.address());
        for (int round = 0; round < ROUNDS; round++) {
            for (String read :
                    List.of("/api/sessions", "/api/accounts", "/api/settings/minimum-streamer-versions", "/")) {
                expect(browser.get(read), 200, 200, wrong);
            }
            expect(browser.send("PUT", "/api/settings", RECORDING_ON), 200, 204, wrong);
        }
        expect(browser.get("/actuator/prometheus"), 404, 404, wrong);
        return wrong;
    }

    private static void expect(HttpResponse<String> response, int least, int most, List<String> wrong) {
        if (response.statusCode() < least || response.statusCode() > most) {
            wrong.add(response.request().method() + " " + response.uri() + " is answered with " + response.statusCode()
                    + " " + response.body());
        }
    }
}
