package retrace.infra.launcher.security;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.kernel.team.Role;

/**
 * Who is let in, and how.
 *
 * @param operatorKey what an operator's command line shows, at least {@value #KEY_LENGTH_MIN} characters
 * @param metricsKey what a program that reads metrics shows, as long; null where none but operators read them
 * @param singleSignOn null where people sign in with passwords alone
 */
@ConfigurationProperties("retrace.security")
public record SecuritySettings(
        String operatorKey,
        @Nullable String metricsKey,
        @Nullable SingleSignOn singleSignOn) {

    static final int KEY_LENGTH_MIN = 32;

    public SecuritySettings {
        if (operatorKey == null || operatorKey.length() < KEY_LENGTH_MIN) {
            throw tooShort("operator-key");
        }
        if (metricsKey != null && metricsKey.length() < KEY_LENGTH_MIN) {
            throw tooShort("metrics-key");
        }
    }

    private static IllegalArgumentException tooShort(String key) {
        return new IllegalArgumentException(
                "retrace.security." + key + " has at least " + KEY_LENGTH_MIN + " random characters.");
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer its address, as in its tokens; what else there is to know is asked there
     * @param clientId what Retrace is called there
     * @param audience whom tokens of programs are for
     * @param teamClaim the claim that has the identifier or the name of the person's team
     * @param roleClaim the claim that has the person's role, or several of which the highest counts
     * @param roles what the provider's words for roles are here; without any, {@code OWNER}, {@code ADMIN} and
     *     {@code MEMBER} in any case
     */
    public record SingleSignOn(
            URI issuer,
            String clientId,
            String clientSecret,
            @Nullable String audience,
            @DefaultValue("team") String teamClaim,
            @DefaultValue("role") String roleClaim,
            Map<String, Role> roles) {

        public SingleSignOn {
            if (issuer == null || clientId == null || clientSecret == null) {
                throw new IllegalArgumentException(
                        "retrace.security.single-sign-on needs issuer, client-id and client-secret.");
            }
            audience = audience == null ? clientId : audience;
            roles = roles == null ? Map.of() : Map.copyOf(roles);
        }

        /** Says all but the secret. */
        @Override
        public String toString() {
            return "SingleSignOn[" + issuer + ", " + clientId + "]";
        }
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "SecuritySettings[singleSignOn=" + singleSignOn + "]";
    }
}
