package retrace.relay.media;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import retrace.kernel.link.AddressSigner;
import retrace.kernel.link.SignedAddress;
import retrace.relay.store.ObjectStore;
import retrace.relay.store.ObjectVersion;

/**
 * Serves segments from the object store to whoever has a signed address, in ranges where asked. Whether the address is
 * still good is asked when a request begins; one that has begun goes on.
 */
@RestController
public final class MediaController {

    private static final String VIDEO = "video/mp4";
    private static final Duration CACHED = Duration.ofMinutes(10);

    private final AddressSigner signer;
    private final ObjectStore store;
    private final ServedReports reports;
    private final InstantSource clock;

    public MediaController(AddressSigner signer, ObjectStore store, ServedReports reports, InstantSource clock) {
        this.signer = signer;
        this.store = store;
        this.reports = reports;
        this.clock = clock;
    }

    @RequestMapping(
            path = "/media/{token}",
            method = {RequestMethod.GET, RequestMethod.HEAD})
    @PermitAll
    void serve(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SignedAddress address = requireGood(token);
        ObjectVersion object = store.find(address.objectName())
                .orElseThrow(() ->
                        problem(HttpStatus.NOT_FOUND, "RECORDING_GONE", "This recording is no longer in the store."));
        describe(address, object, response);
        if (etagOf(object).equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        send(address, object, wantedRange(request, object), request.getMethod(), response);
    }

    private SignedAddress requireGood(String token) {
        SignedAddress address = signer.verify(token)
                .orElseThrow(() -> problem(
                        HttpStatus.FORBIDDEN,
                        "WRONG_ADDRESS",
                        "This address was not issued by this deployment. Open the recording from the console."));
        if (address.isExpiredAt(clock.instant())) {
            throw problem(
                    HttpStatus.GONE,
                    "ADDRESS_EXPIRED",
                    "This address has expired. Open the recording from the console to get a new one.");
        }
        return address;
    }

    private static ErrorResponseException problem(HttpStatus status, String code, String sentence) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, sentence);
        detail.setProperty("code", code);
        return new ErrorResponseException(status, detail, null);
    }

    private static void describe(SignedAddress address, ObjectVersion object, HttpServletResponse response) {
        response.setContentType(VIDEO);
        response.setHeader(HttpHeaders.ETAG, etagOf(object));
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(
                HttpHeaders.CACHE_CONTROL,
                CacheControl.maxAge(CACHED).cachePrivate().getHeaderValue());
        ContentDisposition disposition = switch (address.purpose()) {
            case PLAY -> ContentDisposition.inline().build();
            case DOWNLOAD ->
                ContentDisposition.attachment()
                        .filename(fileName(address.objectName()))
                        .build();
        };
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.toString());
    }

    private static String etagOf(ObjectVersion object) {
        return "\"" + object.generation() + "\"";
    }

    private static String fileName(String objectName) {
        return objectName.substring(objectName.lastIndexOf('/') + 1);
    }

    /** Several ranges at once, and one of another version (If-Range), get the whole (RFC 9110, section 14.2). */
    private static Optional<HttpRange> wantedRange(HttpServletRequest request, ObjectVersion object) {
        String header = request.getHeader(HttpHeaders.RANGE);
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (header == null || condition != null && !condition.equals(etagOf(object))) {
            return Optional.empty();
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            return ranges.size() == 1 ? Optional.of(ranges.getFirst()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a range that we know: as if it had not been sent
        }
    }

    private void send(
            SignedAddress address,
            ObjectVersion object,
            Optional<HttpRange> range,
            String method,
            HttpServletResponse response)
            throws IOException {
        long size = object.sizeBytes();
        long first = 0;
        long last = size - 1;
        if (range.isPresent()) {
            first = startOf(range.get(), size);
            last = range.get().getRangeEnd(size);
            if (first > last) {
                response.reset(); // what describes the video does not describe the problem
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                throw problem(
                        HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                        "NO_SUCH_RANGE",
                        "The recording has " + size + " bytes; the range lies outside.");
            }
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size);
        }
        response.setContentLengthLong(last - first + 1);
        if (!method.equals("HEAD")) {
            serve(address, object, first, last - first + 1, response);
        }
    }

    /** Whatever goes out is reported, so without room for the report nothing does. */
    private void serve(SignedAddress address, ObjectVersion object, long from, long count, HttpServletResponse response)
            throws IOException {
        Optional<ServedReports.Serving> room = reports.begin(address, object);
        if (room.isEmpty()) {
            response.reset();
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            throw problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "TOO_MUCH_AT_A_TIME",
                    "More is being watched than can be accounted for at a time. Try again in a few seconds.");
        }
        try (ServedReports.Serving serving = room.get()) {
            copy(object, from, count, response, serving);
        }
    }

    private static long startOf(HttpRange range, long size) {
        try {
            return range.getRangeStart(size);
        } catch (IllegalArgumentException e) {
            return size; // begins after the end
        }
    }

    private void copy(
            ObjectVersion object, long from, long count, HttpServletResponse response, ServedReports.Serving serving)
            throws IOException {
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = store.open(object.name(), from)) {
            long done = 0;
            while (done < count) {
                int read = in.read(buffer, 0, (int) Math.min(count - done, buffer.length));
                if (read < 0) {
                    throw new NoSuchFileException(object.name(), null, "it ended " + (count - done) + " bytes early");
                }
                write(buffer, read, response, serving);
                serving.wrote(from + done, from + done + read);
                done += read;
            }
        }
    }

    /** What is flushed has left for the client; what only waits in a buffer may never. */
    private static void write(byte[] buffer, int count, HttpServletResponse response, ServedReports.Serving serving)
            throws IOException {
        try {
            response.getOutputStream().write(buffer, 0, count);
            response.getOutputStream().flush();
        } catch (IOException e) {
            serving.broke();
            throw e;
        }
    }
}
