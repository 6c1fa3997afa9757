package retrace.query.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * JSON in the form in which events are written: nothing between the tokens, and texts as they are. Whatever has another
 * form, and be it as good, is refused with {@link OtherForm}. For one thread.
 */
final class PlainJson {

    /** What is read is to be given to Jackson, which knows all of JSON and says what is wrong with the rest. */
    static final class OtherForm extends Exception {

        private static final long serialVersionUID = 1;

        /** Nobody looks at where it was. */
        OtherForm() {
            super("not in the form in which events are written", null, false, false);
        }
    }

    /** A number of as many digits fits into a long. */
    private static final int DIGITS_MAX = 18;

    private static final char NOT_UTF_8 = '\ufffd';

    private byte[] bytes = {};
    private int at;
    private int end;
    private int start;
    private int length;

    void begin(StoredEvent.Payload payload) {
        bytes = payload.bytes();
        at = payload.offset();
        end = at + payload.length();
    }

    void requireEnd() throws OtherForm {
        if (at != end) {
            throw new OtherForm();
        }
    }

    boolean isNext(char token) {
        return at < end && bytes[at] == token;
    }

    void require(char token) throws OtherForm {
        if (!isNext(token)) {
            throw new OtherForm();
        }
        at++;
    }

    /** Goes behind the bytes if they are next. */
    boolean skip(byte[] next) {
        boolean there = end - at >= next.length && Arrays.equals(bytes, at, at + next.length, next, 0, next.length);
        at += there ? next.length : 0;
        return there;
    }

    /** Goes behind a text; {@link #start} and {@link #length} say where its bytes are. */
    void toText() throws OtherForm {
        require('"');
        start = at;
        while (at < end) {
            byte next = bytes[at++];
            if (next == '"') {
                length = at - 1 - start;
                return;
            }
            if (next == '\\' || (next >= 0 && next < ' ')) {
                break;
            }
        }
        throw new OtherForm();
    }

    /** Of which the text is a part. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** What {@link #toText} has gone over. */
    String text() throws OtherForm {
        String text = new String(bytes, start, length, UTF_8);
        if (text.indexOf(NOT_UTF_8) >= 0) {
            throw new OtherForm();
        }
        return text;
    }

    /** Without a sign, as nearly all are. */
    long number() throws OtherForm {
        int first = at;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - first <= DIGITS_MAX) {
            number = number * 10 + bytes[at++] - '0';
        }
        int digits = at - first;
        boolean more = at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E');
        if (digits == 0 || digits > DIGITS_MAX || (digits > 1 && bytes[first] == '0') || more) {
            throw new OtherForm();
        }
        return number;
    }
}
