package retrace.infra.launcher.axon;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Knows PostgreSQL's {@code unique_violation}, which is how two commands that met at one aggregate are told from a
 * broken store. Axon's {@code JdbcSQLErrorCodesResolver} goes by an exception class that PostgreSQL's driver does not
 * throw.
 */
final class PostgresDuplicates implements PersistenceExceptionResolver {

    private static final String UNIQUE_VIOLATION = "23505";

    @Override
    public boolean isDuplicateKeyViolation(Exception failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
