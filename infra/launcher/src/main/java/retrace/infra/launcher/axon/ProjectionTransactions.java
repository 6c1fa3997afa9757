package retrace.infra.launcher.axon;

import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Transactions whose commit does not wait for the disk. Right for projections alone: should PostgreSQL fail within the
 * next moment, rows and token go back together to where they were, and the events after that, which have waited for the
 * disk, are projected again.
 */
final class ProjectionTransactions extends SpringTransactionManager {

    private final JdbcTemplate sql;

    ProjectionTransactions(PlatformTransactionManager transactions, DataSource database) {
        super(transactions);
        sql = new JdbcTemplate(database);
    }

    @Override
    public Transaction startTransaction() {
        Transaction transaction = super.startTransaction();
        try {
            sql.execute("set local synchronous_commit to off");
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
        return transaction;
    }
}
