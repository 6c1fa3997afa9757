package retrace.infra.launcher.fleet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the processes of a fleet reach each other.
 *
 * @param bindAddress where this process listens for the others
 * @param port the port for that; 0 for any that is free
 * @param host under which the others reach it; null for the address that it listens at
 * @param key what all of them show each other, at least {@value #KEY_LENGTH_MIN} characters
 * @param tlsBundle name of the SSL bundle with this process's certificate and whom it trusts; null for none
 * @param unencrypted whether others may be talked to over a network without TLS, as where a VPN encrypts
 * @param renewal how often a process shows that it is there
 * @param life how long after that it is taken to be there
 * @param answerMax how long an answer may take
 */
@ConfigurationProperties("retrace.fleet")
public record FleetProperties(
        @DefaultValue("127.0.0.1") String bindAddress,
        @DefaultValue("0") int port,
        @Nullable String host,
        @DefaultValue("") String key,
        @Nullable String tlsBundle,
        @DefaultValue("false") boolean unencrypted,
        @DefaultValue("2s") Duration renewal,
        @DefaultValue("10s") Duration life,
        @DefaultValue("30s") Duration answerMax) {

    static final int KEY_LENGTH_MIN = 32;
    private static final int PORT_MAX = 65535;
    private static final int RENEWALS_A_LIFE_MIN = 3;

    public FleetProperties {
        if (key.length() < KEY_LENGTH_MIN) {
            throw new IllegalArgumentException("retrace.fleet.key must be set to at least " + KEY_LENGTH_MIN
                    + " random characters, the same in every process of the fleet.");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("retrace.fleet.port is 0 to 65535, not " + port + ".");
        }
        if (!renewal.isPositive() || life.compareTo(renewal.multipliedBy(RENEWALS_A_LIFE_MIN)) < 0) {
            throw new IllegalArgumentException("retrace.fleet.life is at least " + RENEWALS_A_LIFE_MIN
                    + " times retrace.fleet.renewal, which is more than 0.");
        }
        if (!answerMax.isPositive()) {
            throw new IllegalArgumentException("retrace.fleet.answer-max is more than 0.");
        }
        if (tlsBundle == null && !unencrypted && !isLoopback(bindAddress)) {
            throw new IllegalArgumentException(
                    "retrace.fleet.tls-bundle must be set where retrace.fleet.bind-address is"
                            + " not of this machine alone: passwords of computers go that way. Where a VPN encrypts, set"
                            + " retrace.fleet.unencrypted to true instead.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "retrace.fleet.bind-address is an address of this machine, unlike '" + address + "'.", e);
        }
    }

    String advertisedHost() {
        return host == null ? bindAddress : host;
    }

    /** Says all but the key. */
    @Override
    public String toString() {
        return "FleetProperties[" + bindAddress + ":" + port + "]";
    }
}
