package retrace.infra.launcher.cli;

import java.util.Objects;
import picocli.CommandLine;

/** What {@code --version} tells: which Retrace this is, by the manifest of its jar, and which Java it runs on. */
final class BuiltVersion implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Objects.requireNonNullElse(
                Retrace.class.getPackage().getImplementationVersion(), "that is not in a jar yet");
        return new String[] {"Retrace " + version, "Java ${java.version}"};
    }
}
