package retrace.relay.recording;

import retrace.kernel.recording.FrameRate;
import retrace.kernel.recording.View;

/**
 * The monitor that a view shows.
 *
 * @param number from 1
 */
public record MonitorOfView(int number, String name) {

    View view(FrameRate frameRate, int width, int height) {
        return new View(number, name, frameRate, width, height);
    }
}
