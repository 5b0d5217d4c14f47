package org.opendcrc.shared.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.opendcrc.shared.DealerContext;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the database, first in each transaction, for which dealer it works. Row-level security reads it; where nobody set a dealer,
 * every query on a dealer's table fails.
 */
class DealerTransactionManager extends JdbcTransactionManager {

    private static final long serialVersionUID = 1;

    DealerTransactionManager(DataSource dataSource) {
        super(dataSource);
        // A savepoint rolled back could take the dealer's setting with it.
        setNestedTransactionAllowed(false);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        var dealer = DealerContext.current();
        if (dealer.isEmpty()) {
            return;
        }
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource());
        if (holder == null) {
            throw new IllegalStateException("a transaction has begun without a connection");
        }
        // The statement takes no parameter; an int and nothing else is written into it.
        try (var statement = holder.getConnection().createStatement()) {
            statement.execute("set local opendcrc.dealer = '%d'".formatted(dealer.get()));
        } catch (SQLException e) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("the database was not told its dealer", e);
        }
    }
}
