package retrace.infra.launcher.settings;

import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** There are settings that nobody would read; the message has a sentence for each, one a line. */
public final class UnknownSettings extends RuntimeException {

    private static final long serialVersionUID = 1;

    private UnknownSettings(List<String> sentences) {
        super(String.join("\n", sentences));
    }

    /** An initializer of an application. */
    public static void refuse(ConfigurableApplicationContext context) {
        List<String> sentences = UnknownKeys.ofClassPath().sentences(context.getEnvironment());
        if (!sentences.isEmpty()) {
            throw new UnknownSettings(sentences);
        }
    }
}
