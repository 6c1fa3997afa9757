package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as the proxy has written it down: whoever sent it, and whatever became of it there.
 *
 * @param status -1 where there was no answer
 * @param ending HAProxy's word for how it ended: who was the first to give up, if any, and when
 */
record ProxiedRequest(String line, int status, String ending) {

    private static final Pattern LINE =
            Pattern.compile(" (?:GET|POST|PUT|DELETE) /\\S* (-?\\d+) -?\\d+ ms \\S+ (\\S\\S)");
    private static final int FIRST_FAILURE = 500;

    /** @param log of HAProxy, in the format of the deployment's configuration */
    static List<ProxiedRequest> in(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(ProxiedRequest::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether it has last said so of a process. */
    static boolean isUp(Path log, String name) throws IOException {
        List<String> said = Files.readAllLines(log).stream()
                .filter(line -> line.contains("/" + name + " is "))
                .toList();
        return !said.isEmpty() && said.getLast().contains(" is UP");
    }

    private static Optional<ProxiedRequest> of(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.find()
                ? Optional.of(new ProxiedRequest(line, Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /** No answer, that of somebody who cannot, or one that the process behind the proxy has broken off. */
    boolean isFailed() {
        return status < 0 || status >= FIRST_FAILURE || ending.startsWith("S") || ending.startsWith("s");
    }
}
