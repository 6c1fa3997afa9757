package retrace.relay.testing.gcs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The body of a {@code multipart/related} upload: metadata as JSON, then the bytes. */
record MultipartBody(byte[] metadata, String mediaType, byte[] media) {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?im)^content-type:\\s*(.+?)\\s*$");
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static MultipartBody parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/related") || !boundary.find()) {
            throw ApiError.invalid("Multipart upload requests need multipart/related and a boundary.");
        }
        byte[] delimiter = ("--" + boundary.group(1)).getBytes(StandardCharsets.US_ASCII);
        byte[] between = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.US_ASCII);
        int first = indexOf(body, delimiter, 0);
        int second = indexOf(body, between, Math.max(first, 0));
        int last = lastIndexOf(body, between);
        if (first < 0 || second < 0 || last <= second) {
            throw ApiError.invalid("Multipart upload requests have two parts.");
        }
        byte[] metadata = contentOf(body, first + delimiter.length, second);
        byte[] media = contentOf(body, second + between.length, last);
        return new MultipartBody(metadata, typeOf(body, second + between.length), media);
    }

    private static byte[] contentOf(byte[] body, int from, int to) {
        int headersEnd = indexOf(body, BLANK_LINE, from);
        if (headersEnd < 0 || headersEnd > to) {
            throw ApiError.invalid("A part has no end of its headers.");
        }
        return Arrays.copyOfRange(body, headersEnd + BLANK_LINE.length, to);
    }

    private static String typeOf(byte[] body, int from) {
        int headersEnd = indexOf(body, BLANK_LINE, from);
        Matcher type = CONTENT_TYPE.matcher(new String(body, from, headersEnd - from, StandardCharsets.ISO_8859_1));
        return type.find() ? type.group(1) : "application/octet-stream";
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int at = from; at <= body.length - wanted.length; at++) {
            if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] body, byte[] wanted) {
        for (int at = body.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
