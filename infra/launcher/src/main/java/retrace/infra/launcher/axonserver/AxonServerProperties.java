package retrace.infra.launcher.axonserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a process of a fleet reaches Axon Server.
 *
 * @param servers one of them or more, each as HOST or HOST:PORT
 * @param context what Axon Server calls the deployment
 * @param token what this process shows it; null for none
 * @param componentName what Axon Server calls processes of this kind; null for the part that it is
 * @param clientName what it calls this very process, unlike every other; null for part, process and machine
 * @param unencrypted whether passwords of computers may go to another machine without TLS, as where a VPN encrypts
 * @param connectTimeMax how long it may take to connect
 */
@ConfigurationProperties("retrace.axon-server")
public record AxonServerProperties(
        @DefaultValue List<String> servers,
        @DefaultValue("default") String context,
        @Nullable String token,
        @Nullable String componentName,
        @Nullable String clientName,
        @DefaultValue Tls tls,
        @DefaultValue("false") boolean unencrypted,
        @DefaultValue("20s") Duration connectTimeMax) {

    /** By which a process of a fleet is told to use it. */
    public static final String SERVERS = "retrace.axon-server.servers";

    /**
     * @param enabled whether to talk to it over TLS
     * @param trustCertificate a PEM file with the authority that its certificate is by, or with that certificate itself;
     *     null for the JDK's authorities
     */
    public record Tls(
            @DefaultValue("false") boolean enabled,
            @Nullable Path trustCertificate) {

        public Tls {
            if (trustCertificate != null && !enabled) {
                throw new IllegalArgumentException("retrace.axon-server.tls.trust-certificate is for TLS: set"
                        + " retrace.axon-server.tls.enabled to true, or leave it out.");
            }
            if (trustCertificate != null && !Files.isReadable(trustCertificate)) {
                throw new IllegalArgumentException("retrace.axon-server.tls.trust-certificate is no file that can be"
                        + " read: " + trustCertificate + ".");
            }
        }
    }

    public AxonServerProperties {
        servers = List.copyOf(servers);
        List<ServerAddress> addresses =
                servers.stream().map(ServerAddress::parse).toList();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(SERVERS + " names no Axon Server.");
        }
        if (context.isBlank()) {
            throw new IllegalArgumentException("retrace.axon-server.context is a name, or left out.");
        }
        if (!connectTimeMax.isPositive()) {
            throw new IllegalArgumentException("retrace.axon-server.connect-time-max is more than 0.");
        }
        if (!tls.enabled() && !unencrypted && !addresses.stream().allMatch(ServerAddress::isOfThisMachine)) {
            throw new IllegalArgumentException(
                    "retrace.axon-server.tls.enabled must be true where Axon Server is not of"
                            + " this machine alone: passwords of computers go that way. Where a VPN encrypts, set"
                            + " retrace.axon-server.unencrypted to true instead.");
        }
    }

    List<ServerAddress> addresses() {
        return servers.stream().map(ServerAddress::parse).toList();
    }

    /** As Axon's connector wants them. */
    String joinedServers() {
        return addresses().stream().map(ServerAddress::toString).collect(Collectors.joining(","));
    }

    /** Says all but the token. */
    @Override
    public String toString() {
        return "AxonServerProperties[" + joinedServers() + ", context " + context + "]";
    }
}
