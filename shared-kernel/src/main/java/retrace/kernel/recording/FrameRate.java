package retrace.kernel.recording;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How many frames a second a view is recorded with at most: {@value #MIN} to {@value #MAX}. */
public record FrameRate(@JsonValue int perSecond) {

    public static final int MIN = 1;
    public static final int MAX = 60;
    public static final FrameRate DEFAULT = new FrameRate(10);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FrameRate {
        if (perSecond < MIN || perSecond > MAX) {
            throw new IllegalArgumentException(
                    "A frame rate is " + MIN + " to " + MAX + " frames a second, not " + perSecond + ".");
        }
    }
}
