package retrace.infra.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import retrace.infra.chaos.Fault.ClosingStep;
import retrace.infra.chaos.Fault.Trouble;

/** The object store of a run: looked at from outside, and made to misbehave. Thread-safe. */
interface StoreUnderTest extends AutoCloseable {

    /** What a deployment has to be told to use it. */
    Map<String, String> settings();

    /** Misbehaves from now on, until {@link #behave}. */
    void misbehave(Trouble trouble);

    void behave();

    /** Runs it once, in the middle of the next request that is this step. */
    void atNext(ClosingStep step, Runnable action);

    /** All objects there are, by name. */
    List<Seen> objects() throws IOException;

    record Seen(String name, long generation) {}

    /** A copy of the object's bytes. */
    void copy(String name, Path target) throws IOException;

    @Override
    void close();
}
