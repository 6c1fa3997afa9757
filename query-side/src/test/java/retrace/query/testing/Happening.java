package retrace.query.testing;

/** An event at its place in the life of its aggregate. */
public record Happening(String aggregate, long sequence, Object event) {}
