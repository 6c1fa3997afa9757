package retrace.query.rebuild;

/** Names of schemas, tables and columns as SQL takes them. */
final class Names {

    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(String schema, String table) {
        return quoted(schema) + "." + quoted(table);
    }
}
