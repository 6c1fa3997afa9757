package retrace.infra.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events as they lie in the database, read without any of the code that writes or reads them otherwise. */
record EventLog(List<Entry> entries) {

    /** @param name the event's stable name */
    record Entry(String aggregate, String name, JsonNode event) {}

    static EventLog read(Database database) throws IOException, SQLException {
        ObjectMapper json = new ObjectMapper();
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select aggregate_identifier, payload_type, payload from events.domain_event order by global_index")) {
            while (rows.next()) {
                entries.add(new Entry(rows.getString(1), rows.getString(2), json.readTree(rows.getBytes(3))));
            }
        }
        return new EventLog(entries);
    }

    int size() {
        return entries.size();
    }

    List<Entry> named(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).toList();
    }

    List<Entry> of(String aggregate) {
        return entries.stream()
                .filter(entry -> entry.aggregate().equals(aggregate))
                .toList();
    }

    /** Whether every session that was started has ended and every segment that was opened has met its fate. */
    boolean isSettled() {
        Set<String> unfinished = new HashSet<>();
        for (Entry entry : entries) {
            switch (entry.name()) {
                case "session-started" -> unfinished.add(entry.aggregate());
                case "session-ended" -> unfinished.remove(entry.aggregate());
                case "segment-opened", "segment-failed", "segment-quarantined" -> {
                    String segment = entry.event().path("segment").asText();
                    if (entry.name().equals("segment-opened")) {
                        unfinished.add(segment);
                    } else {
                        unfinished.remove(segment);
                    }
                }
                case "segment-closed" ->
                    unfinished.remove(
                            entry.event().path("segment").path("segment").asText());
                default -> {} // changes nothing here
            }
        }
        return unfinished.isEmpty();
    }
}
