package retrace.relay.testing.gcs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks requests that carry a V4 signature in their address, and answers them. */
final class SignedRequests {

    private static final String ALGORITHM = "GOOG4-RSA-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final long EXPIRES_SECONDS_MAX = 7 * 24 * 60 * 60;
    /** How far a signature may lie in the future, for clocks that differ. */
    private static final long AHEAD_SECONDS_MAX = 15 * 60;

    private final TestServiceAccount account;
    private final InstantSource clock;

    SignedRequests(TestServiceAccount account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    static boolean isSigned(Request request) {
        return request.query("X-Goog-Signature").isPresent();
    }

    /** Path style: {@code /BUCKET/OBJECT}. */
    Answer answer(Request request, Bucket bucket, String name) {
        require(request);
        Optional<Long> generation = request.number("generation");
        GcsObject object = bucket.find(name)
                .filter(found -> generation.isEmpty() || generation.get() == found.generation())
                .orElseThrow(() -> ApiError.signature(404, "NoSuchKey", "The specified key does not exist."));
        Answer answer = Downloads.answer(object, request.header("Range"));
        for (String header : List.of("content-disposition", "content-type")) {
            String wanted = request.query("response-" + header).orElse("");
            if (!wanted.isEmpty()) {
                answer = answer.with(header.equals("content-type") ? "Content-Type" : "Content-Disposition", wanted);
            }
        }
        return answer;
    }

    private void require(Request request) {
        String date = need(request, "X-Goog-Date");
        String credential = need(request, "X-Goog-Credential");
        String scope = date.substring(0, Math.min(8, date.length())) + "/auto/storage/goog4_request";
        if (!need(request, "X-Goog-Algorithm").equals(ALGORITHM) || !credential.equals(account.email() + "/" + scope)) {
            throw ApiError.signature(400, "InvalidArgument", "The algorithm or the credential is not known.");
        }
        requireInTime(date, need(request, "X-Goog-Expires"));
        String toSign =
                ALGORITHM + "\n" + date + "\n" + scope + "\n" + HexFormat.of().formatHex(sha256(canonical(request)));
        if (!isSigned(toSign, need(request, "X-Goog-Signature"))) {
            throw ApiError.signature(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    private static String need(Request request, String parameter) {
        return request.query(parameter)
                .orElseThrow(() -> ApiError.signature(400, "InvalidArgument", "Missing " + parameter + "."));
    }

    private void requireInTime(String date, String expires) {
        Instant now = clock.instant();
        try {
            Instant signed = DATE.parse(date, Instant::from);
            long seconds = Long.parseLong(expires);
            if (seconds < 1 || seconds > EXPIRES_SECONDS_MAX || signed.isAfter(now.plusSeconds(AHEAD_SECONDS_MAX))) {
                throw ApiError.signature(400, "InvalidArgument", "The address lives 1 second to 7 days.");
            }
            if (!now.isBefore(signed.plusSeconds(seconds))) {
                throw ApiError.signature(400, "ExpiredToken", "The provided token has expired.");
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            throw ApiError.signature(400, "InvalidArgument", "X-Goog-Date or X-Goog-Expires is none.");
        }
    }

    /** The request in the form that both sides sign; every parameter but the signature is a part of it. */
    private static String canonical(Request request) {
        String path = Stream.of(request.rawPath().split("/", -1))
                .map(Request::decodePath)
                .map(SignedRequests::encode)
                .collect(Collectors.joining("/"));
        String query = request.query().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("X-Goog-Signature"))
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        String names = need(request, "X-Goog-SignedHeaders");
        String headers = Stream.of(names.split(";", -1))
                .map(name -> name.toLowerCase(Locale.ROOT) + ":"
                        + request.header(name).orElse("").strip().replaceAll("\\s+", " ") + "\n")
                .collect(Collectors.joining());
        return String.join("\n", request.method(), path, query, headers, names, "UNSIGNED-PAYLOAD");
    }

    /** As RFC 3986 has it. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private boolean isSigned(String toSign, String signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(account.publicKey());
            check.update(toSign.getBytes(StandardCharsets.UTF_8));
            return check.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // not even the form of a signature
        }
    }
}
