package retrace.infra.launcher.console;

import com.microsoft.playwright.Page;

/**
 * Takes the offer of JPEG out of what the console's viewer sends, so that a server sends pixels as they are. The viewer
 * itself cannot be told so: it always offers some quality.
 */
final class WithoutJpeg {

    /** SetEncodings is its type 2, a byte of padding, the count and the encodings (RFC 6143, 7.5.2). */
    private static final String SCRIPT = """
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (data) {
              const view = data instanceof Uint8Array ? new DataView(data.buffer, data.byteOffset, data.byteLength) : null;
              if (view === null || data[0] !== 2 || data.length < 4 || data.length !== 4 + 4 * view.getUint16(2)) {
                send.call(this, data);
                return;
              }
              const kept = [];
              for (let at = 4; at < data.length; at += 4) {
                const encoding = view.getInt32(at);
                if (encoding < -32 || encoding > -23) {
                  kept.push(encoding);
                }
              }
              const message = new DataView(new ArrayBuffer(4 + 4 * kept.length));
              message.setUint8(0, 2);
              message.setUint16(2, kept.length);
              kept.forEach((encoding, index) => message.setInt32(4 + 4 * index, encoding));
              send.call(this, message.buffer);
            };""";

    private WithoutJpeg() {}

    /** Loads the page again: scripts like this one come before the page's own. */
    static void in(Page page) {
        page.addInitScript(SCRIPT);
        page.reload();
    }
}
