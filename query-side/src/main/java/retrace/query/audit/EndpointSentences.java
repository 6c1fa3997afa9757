package retrace.query.audit;

import static retrace.query.audit.Words.word;

import java.util.List;
import org.jspecify.annotations.Nullable;
import retrace.kernel.endpoint.EndpointEvent;
import retrace.kernel.endpoint.EndpointEvent.CodeIssued;
import retrace.kernel.endpoint.EndpointEvent.EndpointRegistered;
import retrace.kernel.endpoint.EndpointEvent.EndpointReleased;
import retrace.kernel.endpoint.EndpointEvent.EndpointReserved;
import retrace.kernel.endpoint.EndpointEvent.EndpointRetired;
import retrace.kernel.endpoint.EndpointEvent.StreamerLoginChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerTlsChanged;
import retrace.kernel.endpoint.EndpointEvent.StreamerVersionReported;
import retrace.kernel.endpoint.StreamerTls;
import retrace.query.audit.Telling.Kind;

/** What happened to a computer. */
final class EndpointSentences {

    private final Words words;

    EndpointSentences(Words words) {
        this.words = words;
    }

    Telling tell(EndpointEvent event) {
        return switch (event) {
            case EndpointRegistered it ->
                told(
                        "Computer added",
                        it.by().name(),
                        "%s: %s, %s access, streamer %s, %s"
                                .formatted(
                                        it.name(),
                                        it.platform().title(),
                                        word(it.accessKind()),
                                        version(it.streamerVersion()),
                                        monitors(it.monitors().size())));
            case StreamerVersionReported it ->
                told("Streamer's version entered", it.by().name(), it.after() + ", before: " + version(it.before()));
            case StreamerTlsChanged it ->
                told(
                        "Encryption of the connection changed",
                        it.by().name(),
                        tls(it.after()) + ", before: " + tls(it.before()));
            case StreamerLoginChanged it ->
                told("Streamer's login changed", it.by().name(), "");
            case CodeIssued it ->
                told("Code issued", it.technician().name(), "to be let in until " + words.moment(it.expiresAt()));
            case EndpointRetired it -> told("Computer removed", it.by().name(), "");
            case EndpointReserved it ->
                told("Computer taken", it.technician().name(), "", it.session().value());
            case EndpointReleased it ->
                told("Computer free again", null, "", it.session().value());
        };
    }

    private static Telling told(String what, @Nullable String who, String about, String... concerns) {
        return new Telling(Kind.COMPUTER, what, who, about, List.of(concerns));
    }

    private static String tls(StreamerTls tls) {
        return switch (tls.rule()) {
            case AS_OFFERED -> "as offered";
            case ENCRYPTED -> "TLS with any certificate or none";
            case CERTIFIED ->
                tls.certificateSha256() == null
                        ? "TLS with a certificate by an authority"
                        : "TLS with the certificate " + tls.certificateSha256();
        };
    }

    private static String version(@Nullable String version) {
        return version == null ? "unknown" : version;
    }

    private static String monitors(int count) {
        return count == 1 ? "1 monitor" : count + " monitors";
    }
}
