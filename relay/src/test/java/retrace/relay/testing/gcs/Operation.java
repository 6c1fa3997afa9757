package retrace.relay.testing.gcs;

/** What can be asked of the server, as far as faults tell it apart. */
public enum Operation {
    MULTIPART_UPLOAD,
    RESUMABLE_START,
    RESUMABLE_CHUNK,
    COMPOSE,
    GET,
    DOWNLOAD,
    LIST,
    PATCH,
    DELETE,
    SIGNED_DOWNLOAD
}
