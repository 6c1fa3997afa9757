package retrace.query.sessionslog;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import retrace.kernel.id.TeamId;
import retrace.query.readmodel.Cursor;

/** Writes sessions as CSV (RFC 4180), page by page, so that a log of any length needs the memory of one page. */
public final class SessionsCsv {

    private static final int PAGE = 200;

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "Started",
                    "Technician",
                    "Viewer",
                    "Computer",
                    "Platform",
                    "Access",
                    "Duration (s)",
                    "Ended",
                    "Outcome",
                    "Detail",
                    "Recording",
                    "Recordings",
                    "Recorded (%)",
                    "Gaps",
                    "Held",
                    "Session")
            .get();

    private final SessionsLogQueries queries;

    public SessionsCsv(SessionsLogQueries queries) {
        this.queries = queries;
    }

    public void write(TeamId team, SessionFilter filter, Appendable out) throws IOException {
        CSVPrinter printer = FORMAT.print(out); // not closed: what it writes to is the caller's
        @Nullable Cursor after = null;
        List<SessionRow> rows;
        do {
            rows = queries.rows(team, filter, after, PAGE).fetch(SessionsLogQueries::toRow);
            for (SessionRow row : rows) {
                print(printer, row);
            }
            after = rows.isEmpty() ? null : SessionsLogQueries.cursorAt(rows.getLast());
        } while (rows.size() == PAGE);
        printer.flush();
    }

    private static void print(CSVPrinter printer, SessionRow row) throws IOException {
        boolean refused = row.refusal() != null;
        SessionRow.Coverage coverage = row.recording().coverage();
        printer.printRecord(
                row.startedAt(),
                guarded(row.technicianName()),
                row.viewer(),
                guarded(row.endpointName()),
                row.endpointPlatform(),
                row.accessKind(),
                row.endedAt() == null || refused
                        ? null
                        : Duration.between(row.startedAt(), row.endedAt()).toSeconds(),
                row.endedAt(),
                row.refusal() == null ? row.endReason() : row.refusal().code(),
                guarded(row.refusal() == null ? row.endDetail() : row.refusal().message()),
                row.recording().state(),
                row.recording().segments(),
                coverage == null ? null : coverage.percent(),
                coverage == null ? null : coverage.gaps(),
                row.held(),
                row.session());
    }

    /** A spreadsheet would take a text that begins like this for a formula, and run it. */
    private static @Nullable String guarded(@Nullable String text) {
        return text != null && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
