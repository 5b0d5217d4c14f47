package org.opendcrc.customers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the search keys true to the customers. Runs within the transaction that changes them. */
@Repository
class CustomerLookup {

    private static final int AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CustomerLookup(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    private record Known(int line, UUID customer, String name, String customerNo, List<String> phones) {}

    /** Writes the keys of the customers that a file brought or changed. */
    void refresh(UUID file) {
        var last = -1;
        var known = page(file, last);
        while (!known.isEmpty()) {
            copy(file, known);
            last = known.getLast().line();
            known = page(file, last);
        }
        jdbc.sql("""
                        delete from customers.lookup l
                         using customers.customer_staging s
                         where l.dealer_id = :dealer
                           and l.customer_id = s.customer_id
                           and s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state = 'changed'
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .update();
        jdbc.sql("""
                        insert into customers.lookup (dealer_id, key, customer_id)
                        select s.dealer_id, s.key, s.customer_id
                          from customers.lookup_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                         order by s.key
                            on conflict (dealer_id, key, customer_id)
                            do nothing
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .update();
        jdbc.sql("""
                        delete from customers.lookup_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .update();
    }

    private List<Known> page(UUID file, int after) {
        return jdbc.sql("""
                        select s.line, s.customer_id, s.name, s.customer_no,
                               array(select p.e164
                                       from customers.phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = s.customer_id
                                      union
                                     select k.phone
                                       from customers.contact k
                                      where k.dealer_id = :dealer
                                        and k.customer_id = s.customer_id
                                        and k.phone is not null) as phones
                          from customers.customer_staging s
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.line > :after
                           and s.state in ('new', 'changed')
                         order by s.line
                         limit :limit
                        """)
                .param("dealer", DealerContext.require())
                .param("run", file)
                .param("after", after)
                .param("limit", AT_ONCE)
                .query((row, _) -> new Known(
                        row.getInt("line"),
                        row.getObject("customer_id", UUID.class),
                        row.getString("name"),
                        row.getString("customer_no"),
                        List.of((String[]) row.getArray("phones").getArray())))
                .list();
    }

    private void copy(UUID file, List<Known> known) {
        var dealer = DealerContext.require();
        var lines = new StringBuilder();
        for (var it : known) {
            for (var key : CustomerKeys.of(it.name(), it.customerNo(), it.phones())) {
                lines.append(dealer).append('\t').append(file).append('\t');
                escape(key, lines);
                lines.append('\t').append(it.customer()).append('\n');
            }
        }
        template.execute((ConnectionCallback<Boolean>) connection -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy customers.lookup_staging (dealer_id, run_id, key, customer_id) from stdin",
                                new StringReader(lines.toString()));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void escape(String key, StringBuilder lines) {
        for (var i = 0; i < key.length(); i++) {
            var c = key.charAt(i);
            switch (c) {
                case '\\' -> lines.append("\\\\");
                case '\t' -> lines.append("\\t");
                case '\n' -> lines.append("\\n");
                case '\r' -> lines.append("\\r");
                default -> lines.append(c);
            }
        }
    }

    /** Writes the keys of one customer anew, after somebody changed him by hand. */
    void refreshCustomer(UUID customer) {
        var dealer = DealerContext.require();
        var known = jdbc.sql("""
                        select c.id as customer_id, c.name, c.customer_no,
                               array(select p.e164
                                       from customers.phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = c.id
                                      union
                                     select k.phone
                                       from customers.contact k
                                      where k.dealer_id = :dealer
                                        and k.customer_id = c.id
                                        and k.phone is not null) as phones
                          from customers.customer c
                         where c.dealer_id = :dealer
                           and c.id = :customer
                        """)
                .param("dealer", dealer)
                .param("customer", customer)
                .query((row, _) -> new Known(
                        0,
                        row.getObject("customer_id", UUID.class),
                        row.getString("name"),
                        row.getString("customer_no"),
                        List.of((String[]) row.getArray("phones").getArray())))
                .single();
        jdbc.sql("""
                        delete from customers.lookup l
                         where l.dealer_id = :dealer
                           and l.customer_id = :customer
                        """).param("dealer", dealer).param("customer", customer).update();
        for (var key : CustomerKeys.of(known.name(), known.customerNo(), known.phones())) {
            jdbc.sql("""
                            insert into customers.lookup (dealer_id, key, customer_id)
                            values (:dealer, :key, :customer)
                            """)
                    .param("dealer", dealer)
                    .param("key", key)
                    .param("customer", customer)
                    .update();
        }
    }
}
