package retrace.relay.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import retrace.relay.dialin.DialInSettings;

/**
 * What an operator can set about streamers that dial in. They are listened for at the same address as viewers.
 *
 * @param streamerPort the port for that; 0 for any that is free
 * @param streamerHost under which streamers reach the relay, as told to technicians; null for the viewers' host
 * @param waitingStreamersMax how many may wait at a time
 * @param waitingStreamersPerHostMax how many of them from one address
 * @param introductionsMax how many may be introducing themselves at a time
 * @param wrongNumbersMax wrong numbers a minute from one address before it is refused unheard
 * @param introductionTime how long a streamer may take to say who it is
 * @param identifyTime how long the command side may take to say whose it is
 */
@ConfigurationProperties("retrace.relay")
public record DialInProperties(
        @DefaultValue("5500") int streamerPort,
        @Nullable String streamerHost,
        @DefaultValue("1000") int waitingStreamersMax,
        @DefaultValue("100") int waitingStreamersPerHostMax,
        @DefaultValue("200") int introductionsMax,
        @DefaultValue("10") int wrongNumbersMax,
        @DefaultValue("10s") Duration introductionTime,
        @DefaultValue("5s") Duration identifyTime) {

    private static final int PORT_MAX = 65535;

    public DialInProperties {
        if (streamerPort < 0 || streamerPort > PORT_MAX) {
            throw new IllegalArgumentException("retrace.relay.streamer-port is 0 to 65535, not " + streamerPort + ".");
        }
    }

    DialInSettings settings() {
        return new DialInSettings(
                waitingStreamersMax,
                waitingStreamersPerHostMax,
                introductionsMax,
                wrongNumbersMax,
                introductionTime,
                identifyTime);
    }
}
