package retrace.relay.session;

import java.time.Duration;

/**
 * The bounds of sessions.
 *
 * @param ticketLife how long a ticket is good
 * @param sessionsMax how many sessions this relay carries, waiting ones included
 * @param handshakesMax how many viewers may be in their handshake at a time, and a quarter of it from one address
 * @param failedAttemptsMax wrong tickets from one address in a minute, before it is refused unheard
 * @param handshakeTime how long a peer may take for its handshake
 * @param connectTime how long connecting to a streamer may take
 * @param probeTime how long a streamer may take to greet when it is only asked whether it is there
 * @param streamerBufferBytes read from a streamer at once, at most
 * @param viewerBufferBytes read from a viewer at once, at most
 * @param closingTime how long ending a session may wait for its segments before it is reported all the same
 * @param timeLimit how long a recorded session lasts
 * @param recordingAwayMax how long a recorded session stands still while it cannot be recorded, before it ends
 */
public record SessionSettings(
        Duration ticketLife,
        int sessionsMax,
        int handshakesMax,
        int failedAttemptsMax,
        Duration handshakeTime,
        Duration connectTime,
        Duration probeTime,
        int streamerBufferBytes,
        int viewerBufferBytes,
        Duration closingTime,
        TimeLimitSettings timeLimit,
        Duration recordingAwayMax) {

    public static final SessionSettings DEFAULT = new SessionSettings(
            Duration.ofSeconds(60),
            1000,
            200,
            10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            256 << 10,
            32 << 10,
            Duration.ofSeconds(20),
            TimeLimitSettings.DEFAULT,
            Duration.ofSeconds(60));

    private static final int BUFFER_BYTES_MIN = 8 << 10;
    private static final int BUFFER_BYTES_MAX = 16 << 20;

    public SessionSettings {
        require(ticketLife.isPositive(), "A ticket is good for some time.");
        require(sessionsMax >= 1, "The relay carries at least one session, not " + sessionsMax + ".");
        require(handshakesMax >= 4, "At least 4 viewers may be in their handshake, not " + handshakesMax + ".");
        require(
                failedAttemptsMax >= 1,
                "At least one wrong ticket a minute is forgiven, not " + failedAttemptsMax + ".");
        require(handshakeTime.isPositive(), "A handshake may take some time.");
        require(connectTime.isPositive(), "Connecting may take some time.");
        require(probeTime.isPositive(), "A probe may take some time.");
        requireBuffer(streamerBufferBytes);
        requireBuffer(viewerBufferBytes);
        require(recordingAwayMax.isPositive(), "A session that cannot be recorded stands still for some time.");
        require(!closingTime.isNegative(), "The time for closing is not negative.");
    }

    private static void requireBuffer(int bytes) {
        require(
                bytes >= BUFFER_BYTES_MIN && bytes <= BUFFER_BYTES_MAX,
                "A buffer has 8 KiB to 16 MiB, not " + bytes + " bytes.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
