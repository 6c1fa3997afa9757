package retrace.command.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static retrace.command.Samples.CLOCK;
import static retrace.command.Samples.COLLEAGUE;
import static retrace.command.Samples.ENDPOINT;
import static retrace.command.Samples.NOW;
import static retrace.command.Samples.TECHNICIAN;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import retrace.command.Database;
import retrace.kernel.id.EndpointId;
import retrace.kernel.relay.IdentifyStreamer;
import retrace.kernel.relay.StreamerIdentity;
import retrace.kernel.relay.StreamerIdentity.Known;
import retrace.kernel.relay.StreamerIdentity.Unknown;

class DialInNumbersTest {

    private static final EndpointId OTHER = EndpointId.create();
    private static final Instant EXPIRES_AT = NOW.plusSeconds(900);

    private final JdbcClient sql = Database.emptied().sql();
    private final DialInNumbers numbers = new DialInNumbers(sql, new SecureRandom(), CLOCK);

    private StreamerIdentity byNumber(String number) {
        return numbers.handle(new IdentifyStreamer.ByNumber(number));
    }

    private StreamerIdentity byHost(String host) {
        return numbers.handle(new IdentifyStreamer.ByHost(host));
    }

    private static DialInHost host(String text) {
        return DialInHost.of(text).orElseThrow();
    }

    private String assign(EndpointId endpoint, @Nullable String host) {
        return numbers.assign(endpoint, host == null ? null : host(host));
    }

    @Test
    void anAssignedNumberIsSixteenDigitsAndGoodForEver() {
        String number = assign(ENDPOINT, null);

        assertThat(number).matches("\\d{16}");
        assertThat(byNumber(number)).isEqualTo(new Known(ENDPOINT, null, null));
        assertThat(byNumber(number)).isEqualTo(new Known(ENDPOINT, null, null));
    }

    @Test
    void anotherNumberTakesThePlaceOfTheOneBefore() {
        String first = assign(ENDPOINT, null);
        String second = numbers.renew(ENDPOINT).orElseThrow();

        assertThat(byNumber(first)).isEqualTo(new Unknown());
        assertThat(byNumber(second)).isEqualTo(new Known(ENDPOINT, null, null));
    }

    @Test
    void whatHasNoNumberGetsNoOther() {
        numbers.knowHost(OTHER, host("192.0.2.7"));

        assertThat(numbers.renew(ENDPOINT)).isEmpty();
        assertThat(numbers.renew(OTHER)).isEmpty();
    }

    @Test
    void aCodeIsNineDigitsAndGoodForOneStreamer() {
        String code = numbers.issueCode(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT);

        assertThat(code).matches("\\d{9}");
        assertThat(byNumber(code)).isEqualTo(new Known(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT));
        assertThat(byNumber(code)).isEqualTo(new Unknown());
    }

    @Test
    void anExpiredCodeIsUnknown() {
        String code = numbers.issueCode(ENDPOINT, TECHNICIAN.account(), NOW);

        assertThat(byNumber(code)).isEqualTo(new Unknown());
    }

    @Test
    void aTechnicianHasOneCodeForAComputer() {
        String first = numbers.issueCode(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT);
        String second = numbers.issueCode(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT);
        String colleagues = numbers.issueCode(ENDPOINT, COLLEAGUE.account(), EXPIRES_AT);

        assertThat(byNumber(first)).isEqualTo(new Unknown());
        assertThat(byNumber(second)).isEqualTo(new Known(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT));
        assertThat(byNumber(colleagues)).isEqualTo(new Known(ENDPOINT, COLLEAGUE.account(), EXPIRES_AT));
    }

    @Test
    void noTwoCodesAreTheSame() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            codes.add(numbers.issueCode(EndpointId.create(), TECHNICIAN.account(), EXPIRES_AT));
        }

        assertThat(codes).hasSize(100);
    }

    @Test
    void neitherCodeNorNumberIsInTheTables() {
        String number = assign(ENDPOINT, "192.0.2.7");
        String code = numbers.issueCode(OTHER, TECHNICIAN.account(), EXPIRES_AT);

        assertThat(sql.sql("SELECT d::text FROM command_side.dial_in d UNION ALL"
                                + " SELECT c::text FROM command_side.attended_code c")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .noneMatch(row -> row.contains(number) || row.contains(code));
    }

    @Test
    void aReverseConnectionIsKnownByItsAddressHoweverItIsWritten() {
        assign(ENDPOINT, "2001:DB8:0:0:0:0:0:7");

        assertThat(byHost("2001:db8::7")).isEqualTo(new Known(ENDPOINT, null, null));
        assertThat(byHost("2001:db8::8")).isEqualTo(new Unknown());
        assertThat(byHost("unknown")).isEqualTo(new Unknown());
    }

    @Test
    void anAddressOfTwoComputersIsNobodys() {
        assign(ENDPOINT, "192.0.2.7");
        assign(OTHER, "192.0.2.7");

        assertThat(byHost("192.0.2.7")).isEqualTo(new Unknown());
    }

    @Test
    void anAttendedComputersAddressLetsInWithAnOpenCodeAlone() {
        numbers.knowHost(ENDPOINT, host("192.0.2.7"));
        assertThat(byHost("192.0.2.7")).isEqualTo(new Unknown());

        numbers.issueCode(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT);

        assertThat(byHost("192.0.2.7")).isEqualTo(new Known(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT));
        assertThat(byHost("192.0.2.7")).isEqualTo(new Unknown());
    }

    @Test
    void whatIsForgottenDialsInNoMore() {
        String number = assign(ENDPOINT, "192.0.2.7");
        String code = numbers.issueCode(ENDPOINT, TECHNICIAN.account(), EXPIRES_AT);

        numbers.forget(ENDPOINT);

        assertThat(byNumber(number)).isEqualTo(new Unknown());
        assertThat(byNumber(code)).isEqualTo(new Unknown());
        assertThat(byHost("192.0.2.7")).isEqualTo(new Unknown());
    }
}
