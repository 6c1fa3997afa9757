package retrace.relay.lease;

import java.io.IOException;
import java.nio.ByteBuffer;
import retrace.relay.connection.Connection;

/** A connection of a session: nothing goes over it when another relay has taken over. */
record LeasedConnection(Connection connection, Lease lease) implements Connection {

    @Override
    public int read(ByteBuffer target) throws IOException {
        return connection.read(target);
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        lease.require();
        connection.write(source);
    }

    @Override
    public String peerHost() {
        return connection.peerHost();
    }

    @Override
    public void close() {
        connection.close();
    }
}
