package retrace.relay.tls;

import java.security.Security;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;

/**
 * TLS without certificates, as VeNCrypt's TLS types have it. The JDK forbids it for the whole process before it knows
 * what anybody asks for; allowed, it is still among no engine's suites unless somebody puts it there.
 */
public final class AnonymousTls {

    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private AnonymousTls() {}

    /** To be called before anything of TLS is used in the process; it has no effect afterwards. */
    public static void permit() {
        String disabled = Security.getProperty(DISABLED);
        if (disabled != null) {
            Security.setProperty(
                    DISABLED,
                    Arrays.stream(disabled.split(","))
                            .map(String::strip)
                            .filter(algorithm -> !algorithm.equals("anon"))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Has the engine take these alone. There are none in TLS 1.3. */
    static void require(SSLEngine engine) {
        String[] suites = Arrays.stream(engine.getSupportedCipherSuites())
                .filter(suite -> suite.contains("_anon_WITH_AES_"))
                .toArray(String[]::new);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        engine.setEnabledCipherSuites(suites);
    }
}
