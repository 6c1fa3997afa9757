package retrace.infra.streamer.rfb;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrace.infra.streamer.desktop.DesktopLoop;
import retrace.infra.streamer.screen.Screen;

/** One viewer: a thread that reads what it says, and one that writes what it asked for. Neither outlives the other. */
final class ClientConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int HANDSHAKE_WAIT_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket socket;
    private final DesktopLoop desktop;
    private final String name;
    private final Optional<String> password;
    private final ClientView view;

    ClientConnection(Socket socket, DesktopLoop desktop, String name, Optional<String> password) {
        this.socket = socket;
        this.desktop = desktop;
        this.name = name;
        this.password = password;
        this.view = new ClientView(desktop.screen());
    }

    /** Serves the viewer until it leaves. */
    void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HANDSHAKE_WAIT_MILLIS);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
            new Handshake(in, out).perform(password);
            in.readUnsignedByte(); // ClientInit: whether to share; everybody shares
            socket.setSoTimeout(0);
            serve(in, out);
        } catch (EOFException left) {
            LOG.debug("A viewer of {} left", name);
        } catch (ProtocolViolation violation) {
            LOG.info("A viewer of {} was sent away: it sent {}", name, violation.getMessage());
        } catch (IOException broken) {
            LOG.debug("The connection of a viewer of {} ended", name, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(DataInputStream in, OutputStream out) throws IOException, InterruptedException {
        Screen screen = desktop.screen();
        greet(screen, out);
        Thread writer = Thread.ofVirtual().name("demo-writer").unstarted(() -> write(out));
        desktop.viewerCame();
        try {
            writer.start();
            while (true) {
                obey(ClientMessage.read(in));
            }
        } finally {
            screen.forget(view);
            view.close();
            socket.close();
            desktop.viewerLeft();
            writer.join();
        }
    }

    /** From here on the view hears of changes, so that none falls between the size told and the first update. */
    private void greet(Screen screen, OutputStream out) throws IOException {
        ByteSink message = new ByteSink();
        screen.lock().lock();
        try {
            message.u16(screen.width());
            message.u16(screen.height());
            screen.observe(view);
        } finally {
            screen.lock().unlock();
        }
        PixelFormat.NATIVE.write(message);
        message.text(name.getBytes(StandardCharsets.UTF_8));
        message.drainTo(out);
        out.flush();
    }

    private void obey(ClientMessage message) throws InterruptedException {
        switch (message) {
            case ClientMessage.SetPixelFormat set -> view.setFormat(set.format());
            case ClientMessage.SetEncodings set -> view.setEncodings(set.encodings());
            case ClientMessage.UpdateRequest request -> view.ask(request.isIncremental(), request.area());
            case ClientMessage.KeyEvent key -> desktop.key(key.isDown(), key.symbol());
            case ClientMessage.PointerEvent mouse -> desktop.pointer(mouse.x(), mouse.y(), mouse.buttons());
            case ClientMessage.CutText text -> {} // the desktop has no clipboard
            case ClientMessage.SetDesktopSize wish -> view.refuseSize();
        }
    }

    private void write(OutputStream out) {
        try (socket;
                UpdateWriter updates = new UpdateWriter(out)) {
            while (true) {
                switch (view.next()) {
                    case ClientView.Order.Size size -> updates.write(size);
                    case ClientView.Order.Picture picture -> updates.write(picture);
                    case ClientView.Order.End end -> {
                        end.reason().ifPresent(why -> LOG.info("A viewer of {} was sent away: {}", name, why));
                        return;
                    }
                }
            }
        } catch (IOException broken) {
            LOG.debug("A viewer of {} takes nothing any more", name, broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it from outside; {@link #run()} returns soon after. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
