package retrace.infra.streamer.screen;

/** Pixels that came to {@code destination} unchanged from a place {@code dx} to the left and {@code dy} above it. */
public record Move(Area destination, int dx, int dy) {

    public Area source() {
        return destination.translate(-dx, -dy);
    }
}
