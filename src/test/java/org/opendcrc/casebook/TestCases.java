package org.opendcrc.casebook;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Complaints as rows, for chapters that stand on them. Written in the dealer's transaction of the test. */
public final class TestCases {

    private TestCases() {}

    /** A case that waits for its first contact. */
    public static UUID received(
            JdbcClient jdbc,
            UUID store,
            UUID customer,
            UUID vehicle,
            UUID staff,
            String number,
            String kind,
            Instant at) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into complaints.complaint (dealer_id, id, store_id, number, source, kind, grievance_solved, customer_id, vehicle_id,
                                                          content, received_at, recorded_at, recorded_by, contact_due_at, state)
                        values (:dealer, :id, :store, :number, 'PHONE', :kind, false, :customer, :vehicle, '空调又不制热', :at, :at, :staff, :due,
                                'RECEIVED')
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("store", store)
                .param("number", number)
                .param("kind", kind)
                .param("customer", customer)
                .param("vehicle", vehicle)
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(at.plus(Duration.ofHours(2))))
                .param("staff", staff)
                .update();
        return id;
    }

    /** The same one closed to the customer's satisfaction; its department and root are what counts. */
    public static void closed(JdbcClient jdbc, UUID id, UUID staff, String department, String root, Instant at) {
        jdbc.sql("""
                        update complaints.complaint c
                           set state = 'CLOSED_SATISFIED', contacted_at = c.received_at, contacted_by = :staff, handler_id = :staff, root = :root,
                               cause = '没有复查', department = :department, remedy = '返工', cost_fen = 0, solved_at = :at, closed_at = :at,
                               closed_by = :staff, closing = 'SATISFIED'
                         where c.dealer_id = :dealer
                           and c.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("department", department)
                .param("root", root)
                .param("at", Timestamp.from(at))
                .param("staff", staff)
                .update();
    }
}
