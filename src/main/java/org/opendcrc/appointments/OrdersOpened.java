package org.opendcrc.appointments;

import org.opendcrc.shared.Changed;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Hears that orders came in: an appointment whose car came on its day, by plate or by the car itself, is open as an order, and closed when that
 * is settled (§4d). Of several appointments or orders of one car and day those nearest in time belong together, each once. Set-wise, and
 * harmless if it is heard twice.
 */
@Component
class OrdersOpened {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    OrdersOpened(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @ApplicationModuleListener
    void on(VisitsRecorded event) {
        var opened = jdbc.sql("""
                        update appointments.appointment a
                           set state = 'ORDER_OPEN',
                               order_id = f.order_id,
                               version = a.version + 1
                          from (select distinct on (m.order_id) m.order_id, m.id
                                  from (select distinct on (n.id) n.id, o.order_id,
                                               abs(extract(epoch from o.sent_in_at - n.starts_at)) as apart
                                          from vehicles.report_arrival o
                                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = o.store_id
                                          join appointments.appointment n
                                            on n.dealer_id = :dealer
                                           and n.store_id = o.store_id
                                           and n.day = (o.sent_in_at at time zone s.zone)::date
                                           and (n.plate = o.plate or n.vehicle_id = o.vehicle_id)
                                         where o.dealer_id = :dealer
                                           and o.changed_in_run = :run
                                           and o.status <> 'VOID'
                                           and o.kind <> 'INTERNAL'
                                           and n.order_id is null
                                           and n.state in ('BOOKED', 'CONFIRMED_72', 'CONFIRMED_24', 'CONFIRMED_1', 'ARRIVED')
                                           and not exists (select 1
                                                             from appointments.appointment t
                                                            where t.dealer_id = :dealer
                                                              and t.order_id = o.order_id)
                                         order by n.id, apart, o.order_no) m
                                 order by m.order_id, m.apart, m.id) f
                         where a.dealer_id = :dealer
                           and a.id = f.id
                        """)
                .param("dealer", event.dealerId())
                .param("run", event.runId())
                .update();
        var closed = jdbc.sql("""
                        update appointments.appointment a
                           set state = 'CLOSED',
                               version = a.version + 1
                          from vehicles.report_arrival o
                         where a.dealer_id = :dealer
                           and a.state = 'ORDER_OPEN'
                           and o.dealer_id = :dealer
                           and o.order_id = a.order_id
                           and o.changed_in_run = :run
                           and o.status = 'SETTLED'
                        """)
                .param("dealer", event.dealerId())
                .param("run", event.runId())
                .update();
        if (opened + closed > 0) {
            events.publishEvent(new Changed(event.dealerId(), PreparationDesk.TOPIC));
        }
    }
}
