package retrace.relay.rfb.decode;

/** Encodes the pixels of one rectangle as a streamer would; what follows the rectangle's head. */
interface RectangleEncoder {

    byte[] encode(WireImage image);
}
