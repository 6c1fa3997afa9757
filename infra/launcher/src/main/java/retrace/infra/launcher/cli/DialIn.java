package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Streamers that dial in, as the terminal tells of them. */
final class DialIn {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int GROUP_DIGITS = 3;

    private DialIn() {}

    /** @param handed what the API says of a code or a number */
    static void print(JsonNode handed, PrintWriter out) {
        out.println("dial in " + handed.path("dialInHost").asString() + ":"
                + handed.path("dialInPort").asInt());
        for (JsonNode how : handed.path("how")) {
            out.printf(
                    "  %-9s %s%n",
                    how.path("streamer").asString(), how.path("command").asString());
        }
    }

    /** Hands out a code for the computer where its streamer does not wait already, and waits until it does. */
    static void await(Api api, String endpoint, PrintWriter out) throws CommandFailed {
        String path = "/api/endpoints/" + endpoint;
        if (isWaiting(api, path)) {
            return;
        }
        JsonNode code = api.post(path + "/codes", Map.of());
        Instant expiresAt = Instant.parse(code.path("expiresAt").asString());
        out.println("code    " + grouped(code.path("code").asString()) + "  (good once, until " + expiresAt + ")");
        print(code, out);
        out.println("Waiting for the computer to dial in. Ctrl-C stops waiting.");
        out.flush();
        while (!isWaiting(api, path)) {
            if (Instant.now().isAfter(expiresAt)) {
                throw new CommandFailed("Nobody has dialled in while the code was good. Start again for another.");
            }
            pause();
        }
    }

    private static boolean isWaiting(Api api, String path) throws CommandFailed {
        return api.get(path + "/streamer").path("waiting").asBoolean();
    }

    /** 123456789 is easier read out as 123 456 789. */
    static String grouped(String code) {
        return code.replaceAll("(\\d{" + GROUP_DIGITS + "})(?=\\d)", "$1 ");
    }

    private static void pause() throws CommandFailed {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted.");
        }
    }
}
