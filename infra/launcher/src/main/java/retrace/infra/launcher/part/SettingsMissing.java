package retrace.infra.launcher.part;

import java.util.List;

/** Settings are not as they must be; the message has a sentence for each, one a line. */
final class SettingsMissing extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingsMissing(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
