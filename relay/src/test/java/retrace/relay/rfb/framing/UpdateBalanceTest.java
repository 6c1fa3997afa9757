package retrace.relay.rfb.framing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import retrace.relay.rfb.PixelFormat;
import retrace.relay.rfb.Rectangle;

class UpdateBalanceTest {

    private static final Rectangle ALL = new Rectangle(0, 0, 640, 480);
    private static final Rectangle PART = new Rectangle(10, 10, 20, 20);
    private static final PixelFormat WIDE = new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);
    private static final PixelFormat NARROW = new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6);

    private final UpdateBalance balance = new UpdateBalance();

    @Test
    void aViewerThatHasNotAskedGetsNothing() {
        assertThat(balance.takeTurn(WIDE)).isFalse();
        balance.requested(ALL, true);
        balance.updateBegins();
        assertThat(balance.takeTurn(WIDE)).isFalse();
    }

    @Test
    void anUpdateOfOursUsesUpTheViewersRequest() {
        balance.requested(ALL, true);
        assertThat(balance.takeTurn(WIDE)).isTrue();
        assertThat(balance.takeTurn(WIDE)).isFalse();
        assertThat(balance.isViewerWaiting()).isFalse();
    }

    @Test
    void theRequestAfterItStaysHereWhileTheStreamerOwesTheAnswerToTheOneBefore() {
        assertThat(balance.requested(ALL, true)).isTrue();
        balance.takeTurn(WIDE);
        assertThat(balance.requested(ALL, true)).isFalse();
        assertThat(balance.isViewerWaiting()).isTrue();
        assertThat(balance.requested(ALL, true))
                .as("only one was answered by us")
                .isTrue();
    }

    @Test
    void theRequestAfterItGoesOnWhereTheStreamerHasAnsweredSince() {
        balance.requested(ALL, true);
        balance.takeTurn(WIDE);
        balance.updateBegins();
        assertThat(balance.requested(ALL, true)).isTrue();
        assertThat(balance.requested(ALL, true))
                .as("the viewer asks once for each of the two")
                .isFalse();
    }

    @Test
    void aRequestForMoreThanTheStreamerOwesGoesOn() {
        balance.requested(PART, true);
        balance.takeTurn(WIDE);
        assertThat(balance.requested(ALL, true)).isTrue();
    }

    @Test
    void aRequestForAllPixelsGoesOn() {
        balance.requested(ALL, true);
        balance.takeTurn(WIDE);
        assertThat(balance.requested(PART, false)).isTrue();
    }

    @Test
    void continuousUpdatesNeedNoRequest() {
        balance.continuousUpdates(true);
        assertThat(balance.takeTurn(WIDE)).isTrue();
        assertThat(balance.takeTurn(WIDE)).isTrue();
        assertThat(balance.requested(ALL, true)).isTrue();
        balance.continuousUpdates(false);
        balance.updateBegins();
        assertThat(balance.takeTurn(WIDE)).isFalse();
    }

    @Test
    void nothingIsSentWhileTheViewersFormatHasNotTakenEffect() {
        balance.formatWanted(NARROW);
        balance.requested(ALL, false);
        assertThat(balance.takeTurn(WIDE)).isFalse();
        assertThat(balance.takeTurn(NARROW)).isTrue();
    }
}
