package retrace.infra.launcher.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import retrace.query.eventlog.evidence.EvidenceReport;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is told of an archive.
 *
 * @param head the signed head's text
 */
record EvidenceAnswer(
        boolean good, String session, int events, int recordings, long bytes, String head, List<String> problems) {

    static String sum(long wrong) {
        if (wrong == 0) {
            return "All is as it was.";
        }
        return wrong == 1 ? "1 thing is wrong." : String.format(Locale.ROOT, "%,d things are wrong.", wrong);
    }

    /** @return the command's exit code */
    static int tell(EvidenceReport report, boolean json, PrintWriter out) {
        boolean isGood = report.problems().isEmpty();
        if (json) {
            out.println(JsonMapper.shared()
                    .writeValueAsString(new EvidenceAnswer(
                            isGood,
                            report.session(),
                            report.events(),
                            report.recordings(),
                            report.bytes(),
                            report.head().text(),
                            report.problems())));
        } else {
            report.problems().forEach(out::println);
            out.printf(
                    Locale.ROOT,
                    "%s: %,d events are in the log of %,d events; %,d recordings (%,d bytes) are as their events"
                            + " say.%n",
                    report.session().isEmpty() ? "unknown session" : report.session(),
                    report.events(),
                    report.head().size(),
                    report.recordings(),
                    report.bytes());
            out.println(sum(report.problems().size()));
        }
        out.flush();
        return isGood ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
