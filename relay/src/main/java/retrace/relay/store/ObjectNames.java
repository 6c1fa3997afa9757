package retrace.relay.store;

import java.util.regex.Pattern;

/** What objects may be called: paths that are the same on every store and that leave none. */
public final class ObjectNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int LENGTH_MAX = 1024;

    private ObjectNames() {}

    public static boolean isName(String name) {
        return name.length() <= LENGTH_MAX && NAME.matcher(name).matches();
    }

    /** @return the name */
    public static String requireName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of an object.");
        }
        return name;
    }

    /** The folders of a prefix, if any, must be such that objects may be in them. */
    public static void requirePrefix(String prefix) {
        int slash = prefix.lastIndexOf('/');
        if (slash >= 0) {
            requireName(prefix.substring(0, slash));
        }
    }
}
