package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What the command line answered to what was typed. */
record Typed(int exitCode, String out, String err) {

    static Typed type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Retrace.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return new Typed(commandLine.execute(words), out.toString(), err.toString());
    }
}
