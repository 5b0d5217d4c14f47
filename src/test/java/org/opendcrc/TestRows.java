package org.opendcrc;

import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of other chapters that a chapter's test stands on. Written in the dealer's transaction of the test. */
public final class TestRows {

    private TestRows() {}

    public static UUID customer(JdbcClient jdbc, String name, String sex) {
        var id = Ids.next();
        jdbc.sql("""
                insert into customers.customer (dealer_id, id, customer_no, kind, name, sex, phone, created_at, changed_at)
                values (:dealer, :id, :no, 'PERSON', :name, :sex, '+8613800006621', '2026-01-01 00:00Z', '2026-01-01 00:00Z')
                """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("no", id.toString())
                .param("name", name)
                .param("sex", sex)
                .update();
        return id;
    }

    public static UUID vehicle(JdbcClient jdbc, UUID customer, String plate) {
        var id = Ids.next();
        jdbc.sql("""
                insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, series, customer_id, created_at, changed_at)
                values (:dealer, :id, :vin, :plate, '岚峰', 'X7', :customer, '2026-01-01 00:00Z', '2026-01-01 00:00Z')
                """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("vin", id.toString().substring(19))
                .param("plate", plate)
                .param("customer", customer)
                .update();
        return id;
    }

    public static UUID order(JdbcClient jdbc, UUID store, UUID customer, UUID vehicle, UUID advisor) {
        var id = Ids.next();
        jdbc.sql("""
                insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                   settled_at, advisor_id, status, created_at, changed_at)
                values (:dealer, :id, :store, :no, :vehicle, :customer, 'GENERAL', '一般维修', '2026-01-01 00:00Z',
                        '2026-01-01 08:00Z', :advisor, 'SETTLED', '2026-01-02 00:00Z', '2026-01-02 00:00Z')
                """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("store", store)
                .param("no", "WT-" + id)
                .param("vehicle", vehicle)
                .param("customer", customer)
                .param("advisor", advisor)
                .update();
        return id;
    }
}
