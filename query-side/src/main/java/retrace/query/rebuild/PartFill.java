package retrace.query.rebuild;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one part after the other, over one connection. For one thread. */
final class PartFill implements AutoCloseable {

    private final Connection connection;
    private final List<FreshTables> copies;
    private final EventDecoder decoder = new EventDecoder();
    private final List<Lane> lanes;

    PartFill(DataSource database, List<FreshTables> copies) throws SQLException {
        this.connection = database.getConnection();
        this.copies = copies;
        this.lanes = copies.stream().map(Lane::new).toList();
    }

    /** @return how many events the part had */
    long fill(int part, byte[] file) throws SQLException {
        long events = 0;
        for (List<StoredEvent> ofKey : PartEvents.in(file)) {
            ofKey.forEach(this::take);
            lanes.forEach(Lane::endKey);
            events += ofKey.size();
        }
        AtOnce.requireNotStopped();
        write(part, events);
        return events;
    }

    private void take(StoredEvent event) {
        @Nullable Object decoded = null;
        @Nullable IOException undecodable = null;
        try {
            decoded = decoder.decode(event);
        } catch (IOException e) {
            undecodable = e;
        }
        for (Lane lane : lanes) {
            if (lane.wants(event) && decoded != null) {
                lane.take(event, decoded);
            } else if (lane.wants(event) && undecodable != null) {
                lane.undecodable(event, undecodable);
            }
        }
    }

    private void write(int part, long events) throws SQLException {
        connection.setAutoCommit(false);
        // What is lost with the machine is done again: its note is lost with it.
        FreshTables.sql(connection).execute("set local synchronous_commit = off");
        for (Lane lane : lanes) {
            lane.writeTo(connection);
        }
        for (FreshTables copy : copies) {
            copy.done(connection, part, events);
        }
        connection.commit();
    }

    /** What was not committed is undone. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
