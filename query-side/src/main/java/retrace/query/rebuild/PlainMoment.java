package retrace.query.rebuild;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import retrace.query.rebuild.PlainJson.OtherForm;

/** Moments of the form in which they are written, {@code 2026-11-24T10:20:30.456Z}, in bytes. */
final class PlainMoment {

    private static final int FRACTION = "0000-00-00T00:00:00".length();
    private static final int FRACTION_DIGITS_MAX = 9;
    private static final int SECONDS_A_DAY = 86_400;

    private PlainMoment() {}

    static Instant of(byte[] bytes, int start, int length) throws OtherForm {
        requireMarks(bytes, start, length);
        int year = number(bytes, start, 4);
        int month = number(bytes, start + 5, 2);
        int day = number(bytes, start + 8, 2);
        int hour = number(bytes, start + 11, 2);
        int minute = number(bytes, start + 14, 2);
        int second = number(bytes, start + 17, 2);
        // Seconds of a leap and the last moment of a day have forms of their own.
        if (month < 1
                || month > 12
                || day < 1
                || day > Month.of(month).length(Year.isLeap(year))
                || hour > 23
                || minute > 59
                || second > 59) {
            throw new OtherForm();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                days * SECONDS_A_DAY + (hour * 60L + minute) * 60 + second,
                nanos(bytes, start + FRACTION, length - FRACTION));
    }

    private static void requireMarks(byte[] bytes, int start, int length) throws OtherForm {
        if (length <= FRACTION
                || length > FRACTION + FRACTION_DIGITS_MAX + 2
                || bytes[start + 4] != '-'
                || bytes[start + 7] != '-'
                || bytes[start + 10] != 'T'
                || bytes[start + 13] != ':'
                || bytes[start + 16] != ':'
                || bytes[start + length - 1] != 'Z') {
            throw new OtherForm();
        }
    }

    /** What is behind the seconds: Z, or a point, one digit or more, and Z. */
    private static int nanos(byte[] bytes, int start, int length) throws OtherForm {
        int digits = length - 2;
        if (digits < 0) {
            return 0;
        }
        if (digits == 0 || bytes[start] != '.') {
            throw new OtherForm();
        }
        int nanos = number(bytes, start + 1, digits);
        for (int i = digits; i < FRACTION_DIGITS_MAX; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(byte[] bytes, int start, int digits) throws OtherForm {
        int number = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new OtherForm();
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
