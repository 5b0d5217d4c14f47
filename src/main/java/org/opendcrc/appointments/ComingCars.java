package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who comes next: the cars of the coming hours, an advisor's own or those of the stores. */
@Service
public class ComingCars {

    /** Who is late by so long stands there still. */
    private static final Duration LATE = Duration.ofHours(1);
    /** So far does a desk look ahead: to the end of the next working day of most weeks. */
    private static final Duration AHEAD = Duration.ofHours(36);

    /** Where a day begins before it begins anywhere else: no store's local day is later. */
    private static final ZoneId FIRST_TO_BEGIN = ZoneId.of("Pacific/Kiritimati");

    private final JdbcClient jdbc;

    ComingCars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A car that is expected, or has just come. {@code sex} as in {@link AppointmentLine}. */
    public record Coming(
            UUID id,
            Instant startsAt,
            ZoneId zone,
            AppointmentState state,
            String customer,
            boolean person,
            String sex,
            Optional<String> plate,
            String needs) {}

    /**
     * The next cars by start. Who is nothing but an advisor sees his own.
     *
     * @param store only this one; empty for all stores whose book the person may read
     * @throws org.opendcrc.shared.NotAllowed if the person may read no book, or not that store's
     */
    @Transactional(readOnly = true)
    public List<Coming> next(Actor actor, Optional<UUID> store, int atMost, Instant now) {
        store.ifPresentOrElse(
                it -> actor.require(UseCase.READ_APPOINTMENTS, it), () -> actor.require(UseCase.READ_APPOINTMENTS));
        return jdbc.sql("""
                        select a.id, a.starts_at, s.zone, a.standing as state, c.name as customer, c.kind, c.sex, a.plate, a.needs
                          from appointments.appointment a
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                         where a.dealer_id = :dealer
                           and a.store_id = any(:stores)
                           and a.day between :first and :last
                           and a.starts_at between :from and :until
                           and (a.ahead or a.state in ('ARRIVED', 'ORDER_OPEN'))
                           and (:everybody or a.advisor_id = :staff)
                         order by a.starts_at, a.number
                         limit :most
                        """)
                .param("dealer", actor.dealerId())
                .param(
                        "stores",
                        store.map(List::of)
                                .orElseGet(() -> actor.storesFor(UseCase.READ_APPOINTMENTS))
                                .toArray(UUID[]::new))
                .param(
                        "first",
                        now.minus(LATE).atZone(FIRST_TO_BEGIN).toLocalDate().minusDays(2))
                .param("last", now.plus(AHEAD).atZone(FIRST_TO_BEGIN).toLocalDate())
                .param("from", Timestamp.from(now.minus(LATE)))
                .param("until", Timestamp.from(now.plus(AHEAD)))
                .param("everybody", !isAdvisorAlone(actor))
                .param("staff", actor.staffId())
                .param("most", atMost)
                .query((row, _) -> new Coming(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("starts_at").toInstant(),
                        ZoneId.of(row.getString("zone")),
                        AppointmentState.valueOf(row.getString("state")),
                        row.getString("customer"),
                        row.getString("kind").equals("PERSON"),
                        row.getString("sex"),
                        Optional.ofNullable(row.getString("plate")),
                        row.getString("needs")))
                .list();
    }

    /** Whether the person looks after his own cars only. */
    public static boolean isAdvisorAlone(Actor actor) {
        return actor.roles().values().stream().flatMap(it -> it.stream()).allMatch(Role.ADVISOR::equals);
    }
}
