package retrace.infra.chaos;

import java.time.Duration;

/** Something that goes wrong while sessions are recorded. */
sealed interface Fault {

    /** For the table that a run prints. */
    String title();

    /** The process is killed, and started again after a while. */
    record Kill(Duration down) implements Fault {
        @Override
        public String title() {
            return "kill -9";
        }
    }

    /** The process is killed at this step of the next segment's closing, and started again. */
    record KillAtStep(ClosingStep step) implements Fault {
        @Override
        public String title() {
            return "kill -9 when " + step.words();
        }
    }

    /** The process stands still for a while, as when its machine is moved or out of breath, and then goes on. */
    record Standstill(Duration lasting) implements Fault {
        @Override
        public String title() {
            return "stands still " + lasting.toSeconds() + " s";
        }
    }

    /** The store does something other than it should for a while. */
    record StoreTrouble(Trouble trouble, Duration lasting) implements Fault {
        @Override
        public String title() {
            return "store " + trouble.words() + " " + lasting.toSeconds() + " s";
        }
    }

    /** PostgreSQL is stopped at once, and started again. */
    record DatabaseDown(Duration lasting) implements Fault {
        @Override
        public String title() {
            return "PostgreSQL down " + lasting.toSeconds() + " s";
        }
    }

    /** The clock of the process is set, forward or back. */
    record ClockStep(Duration by) implements Fault {
        @Override
        public String title() {
            return "clock stepped by " + by.toSeconds() + " s";
        }
    }

    /** The disk with the spool is full for a while, and the store away. */
    record DiskFull(Duration lasting) implements Fault {
        @Override
        public String title() {
            return "disk full and store away " + lasting.toSeconds() + " s";
        }
    }

    /** The named steps of a segment's closing, as the store sees them. */
    enum ClosingStep {
        PART_BEGUN("a part is on its way"),
        PART_STORED("a part is stored and not answered"),
        HEADER_STORED("the header is stored"),
        COMPOSE_BEGUN("the file is about to be put together"),
        COMPOSED("the file is put together and not answered"),
        PARTS_DELETED("the first part is deleted");

        private final String words;

        ClosingStep(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** How a store misbehaves. */
    enum Trouble {
        REFUSES("answers 503"),
        TOO_MANY("answers 429"),
        SLOW("is slow"),
        CUTS("cuts connections in mid-body"),
        LIES("does the work and answers 500");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
