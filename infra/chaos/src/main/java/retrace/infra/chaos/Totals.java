package retrace.infra.chaos;

/** What all runs together have come to. */
final class Totals {

    private int runs;
    private int kills;
    private int faults;
    private int sessions;
    private int segments;
    private long frames;
    private long due;
    private long excused;
    private long lost;
    private int wrong;

    void add(ChaosRun.Result result) {
        Verdict verdict = result.verdict();
        runs++;
        kills += result.kills();
        faults += result.faults();
        sessions += verdict.sessions();
        segments += verdict.segments();
        frames += verdict.frames();
        due += verdict.due();
        excused += verdict.excused();
        lost += verdict.lost();
        wrong += verdict.faults().size();
    }

    int runs() {
        return runs;
    }

    boolean isGood() {
        return lost == 0 && wrong == 0;
    }

    @Override
    public String toString() {
        return ("runs %d, faults %d of which kills %d, sessions %d, segments %d, frames decoded %d; "
                        + "pictures checked %d, lost %d, missing of the last 10 s before a kill %d; wrong %d")
                .formatted(runs, faults, kills, sessions, segments, frames, due, lost, excused, wrong);
    }
}
