package org.opendcrc.shared;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All dealers of the installation: for the jobs, which work for one after the other. */
@Component
public class Dealers {

    private static final Logger LOG = LoggerFactory.getLogger(Dealers.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Dealers(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Their numbers, ascending. */
    public List<Integer> all() {
        return jdbc.sql("""
                        select d.dealer_id
                          from directory.dealer d
                         order by d.dealer_id
                        """).query(Integer.class).list();
    }

    /** The dealer of that code, as files and addresses name him. */
    public Optional<Integer> byCode(String code) {
        return jdbc.sql("""
                        select d.dealer_id
                          from directory.dealer d
                         where d.code = :code
                        """).param("code", code).query(Integer.class).optional();
    }

    /** The earliest moment that any dealer has something to do; {@link Instant#MAX} if none has. Asked as {@link #forEach} works. */
    public Instant earliest(IntFunction<Optional<Instant>> ofDealer) {
        var moments = new ArrayList<Instant>();
        forEach(dealer -> ofDealer.apply(dealer).ifPresent(moments::add));
        return moments.stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /**
     * Does the work for each dealer in his context and in a transaction of its own. One dealer's failure does not keep the others
     * from their work.
     *
     * @throws IllegalStateException at the end, if it failed for at least one; the failures are its suppressed exceptions
     */
    public void forEach(IntConsumer work) {
        var failures = new ArrayList<RuntimeException>();
        var failed = new ArrayList<Integer>();
        for (int dealer : all()) {
            try {
                DealerContext.runAs(dealer, () -> transaction.executeWithoutResult(_ -> work.accept(dealer)));
            } catch (RuntimeException e) {
                LOG.error("Work for dealer {} failed", dealer, e);
                failures.add(e);
                failed.add(dealer);
            }
        }
        if (!failures.isEmpty()) {
            var failure = new IllegalStateException("work failed for dealers " + failed);
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
