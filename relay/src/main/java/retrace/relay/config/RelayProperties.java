package retrace.relay.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import retrace.kernel.link.AddressSigner;
import retrace.relay.effects.RetentionSettings;
import retrace.relay.recording.RecordingSettings;
import retrace.relay.session.SessionSettings;
import retrace.relay.session.TimeLimitSettings;

/**
 * What an operator can set of a relay.
 *
 * @param bindAddress where viewers are listened for: a name or an IP address of this machine
 * @param viewerPort the port for that; 0 for any that is free
 * @param viewerHost under which viewers reach it, as told to technicians
 * @param storeFolder where recordings are kept, unless {@link StoreProperties} says otherwise
 * @param linkKey base64 of the bytes that links are signed with, at least {@value AddressSigner#KEY_BYTES_MIN}; the
 *     command side must have the same
 * @param ticketLife how long a ticket is good
 * @param sessionsMax how many sessions this relay carries
 * @param handshakesMax how many viewers may be in their handshake at a time
 * @param failedAttemptsMax wrong tickets a minute from one address before it is refused unheard
 * @param handshakeTime how long a peer may take for its handshake
 * @param connectTime how long connecting to a streamer may take
 * @param probeTime how long a streamer may take to show that it is there
 * @param streamerBuffer read from a streamer at once, at most
 * @param viewerBuffer read from a viewer at once, at most
 * @param closingTime how long ending a session may wait for its segments
 * @param recordedSessionMax how long a recorded session lasts at most
 * @param expiryWarning how long before that end the technician is warned
 * @param expiryBannerTime how long the warning stays in the viewer's picture
 * @param recordingAwayMax how long a recorded session stands still while it cannot be recorded, before it ends
 * @param name what events call this relay where they say who served a recording; each of several has its own
 * @param drainMax how long sessions may go on after a relay of several was told to stop
 * @param webSocketPath where viewers reach it over WebSocket, as told to technicians
 */
@ConfigurationProperties("retrace.relay")
public record RelayProperties(
        @DefaultValue("127.0.0.1") String bindAddress,
        @DefaultValue("5970") int viewerPort,
        @DefaultValue("localhost") String viewerHost,
        @Nullable Path storeFolder,
        String linkKey,
        @DefaultValue("60s") Duration ticketLife,
        @DefaultValue("1000") int sessionsMax,
        @DefaultValue("200") int handshakesMax,
        @DefaultValue("10") int failedAttemptsMax,
        @DefaultValue("10s") Duration handshakeTime,
        @DefaultValue("5s") Duration connectTime,
        @DefaultValue("3s") Duration probeTime,
        @DefaultValue("256KB") DataSize streamerBuffer,
        @DefaultValue("32KB") DataSize viewerBuffer,
        @DefaultValue("20s") Duration closingTime,
        @DefaultValue("24h") Duration recordedSessionMax,
        @DefaultValue("5m") Duration expiryWarning,
        @DefaultValue("10s") Duration expiryBannerTime,
        @DefaultValue("60s") Duration recordingAwayMax,
        @DefaultValue Recording recording,
        @DefaultValue("relay") String name,
        @DefaultValue Retention retention,
        @DefaultValue("0s") Duration drainMax,
        @DefaultValue("/relay/websocket") String webSocketPath) {

    /**
     * @param interval how often recordings whose time is over are looked for
     * @param deletionsMax how many deletions are tried each time
     * @param pauseMax at most so long one that has failed waits for its next try
     */
    public record Retention(
            @DefaultValue("1m") Duration interval,
            @DefaultValue("500") int deletionsMax,
            @DefaultValue("1h") Duration pauseMax) {

        RetentionSettings settings() {
            return new RetentionSettings(interval, deletionsMax, pauseMax);
        }
    }

    /**
     * @param segmentSizeMax a segment's file never has a byte more
     * @param partSizeMax a part goes to the store when it has so much
     * @param partAge a part goes to the store when its first frame is so old
     * @param queueSizeMax how far the recorder may lag before the session waits for it
     * @param firstPictureWait how long a segment's first frame waits for a whole picture
     * @param keyFrameInterval at most this far apart
     * @param quantiser of the encoder: 1 is finest, 51 coarsest
     */
    public record Recording(
            @DefaultValue("512MB") DataSize segmentSizeMax,
            @DefaultValue("8MB") DataSize partSizeMax,
            @DefaultValue("8s") Duration partAge,
            @DefaultValue("32MB") DataSize queueSizeMax,
            @DefaultValue("1s") Duration firstPictureWait,
            @DefaultValue("10s") Duration keyFrameInterval,
            @DefaultValue("22") int quantiser) {

        RecordingSettings settings() {
            return new RecordingSettings(
                    segmentSizeMax.toBytes(),
                    Math.toIntExact(partSizeMax.toBytes()),
                    partAge,
                    Math.toIntExact(queueSizeMax.toBytes()),
                    firstPictureWait,
                    keyFrameInterval,
                    quantiser);
        }
    }

    private static final int PORT_MAX = 65535;

    public RelayProperties {
        if (viewerPort < 0 || viewerPort > PORT_MAX) {
            throw new IllegalArgumentException("retrace.relay.viewer-port is 0 to 65535, not " + viewerPort + ".");
        }
        requireGiven("link-key", linkKey, "the key that links are signed with");
    }

    private static void requireGiven(String name, @Nullable Object value, String meaning) {
        if (value == null) {
            throw new IllegalArgumentException("retrace.relay." + name + " must be set: " + meaning + ".");
        }
    }

    SessionSettings sessionSettings() {
        return new SessionSettings(
                ticketLife,
                sessionsMax,
                handshakesMax,
                failedAttemptsMax,
                handshakeTime,
                connectTime,
                probeTime,
                Math.toIntExact(streamerBuffer.toBytes()),
                Math.toIntExact(viewerBuffer.toBytes()),
                closingTime,
                new TimeLimitSettings(recordedSessionMax, expiryWarning, expiryBannerTime),
                recordingAwayMax);
    }

    AddressSigner addressSigner() {
        return new AddressSigner(Base64.getDecoder().decode(linkKey));
    }

    /** Says all but the key. */
    @Override
    public String toString() {
        return "RelayProperties[" + bindAddress + ":" + viewerPort + ", viewerHost=" + viewerHost + ", storeFolder="
                + storeFolder + "]";
    }
}
