package retrace.query.rebuild;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes the indexes and constraints of copies that are filled, some at a time; one that is made is not made again. */
final class IndexBuild {

    private final List<FreshTables> copies;
    private final RebuildListener listener;

    IndexBuild(List<FreshTables> copies, RebuildListener listener) {
        this.copies = copies.stream()
                .filter(copy -> copy.stage() != FreshTables.Stage.INDEXED)
                .toList();
        this.listener = listener;
    }

    void run(int workers) throws SQLException, InterruptedException {
        for (int step = 1; step <= Definitions.STEPS; step++) {
            AtOnce.run(workers, of(step));
        }
        AtOnce.run(
                workers, copies.stream().<AtOnce.Task>map(copy -> copy::indexed).toList());
    }

    private List<AtOnce.Task> of(int step) {
        List<AtOnce.Task> tasks = new ArrayList<>();
        for (FreshTables copy : copies) {
            for (Definitions.Definition missing : copy.missing()) {
                if (missing.step() == step) {
                    tasks.add(() -> {
                        listener.indexing(copy.projected().name(), missing.name());
                        copy.make(missing);
                    });
                }
            }
        }
        return tasks;
    }
}
