package retrace.query.readmodel;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/**
 * How far one segment of a processor is.
 *
 * @param token null where it has handled nothing
 */
public record SegmentToken(int segment, @Nullable TrackingToken token) {

    /** @param token a wrapped one as well */
    static SegmentToken of(int segment, @Nullable TrackingToken token) {
        return new SegmentToken(segment, WrappedToken.unwrapLowerBound(token));
    }
}
