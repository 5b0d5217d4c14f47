package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the complaints. */
@Repository
class Complaints {

    private final JdbcClient jdbc;

    Complaints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ZoneId zone(int dealer, UUID store) {
        return jdbc.sql("""
                        select s.zone
                          from organisation.report_store s
                         where s.dealer_id = :dealer
                           and s.store_id = :store
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .query(String.class)
                .optional()
                .map(ZoneId::of)
                .orElseThrow(() -> new NotFound("store " + store));
    }

    /** The dealer's next number of a day. The row stays locked until the transaction ends, so numbers have neither twins nor gaps. */
    int nextNumber(int dealer, LocalDate day) {
        jdbc.sql("""
                insert into complaints.day_number (dealer_id, day, last)
                values (:dealer, :day, 0)
                on conflict (dealer_id, day) do nothing
                """).param("dealer", dealer).param("day", day).update();
        return jdbc.sql("""
                        update complaints.day_number n
                           set last = n.last + 1
                         where n.dealer_id = :dealer
                           and n.day = :day
                        returning n.last
                        """)
                .param("dealer", dealer)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** What else is known of a complaint at its receipt. */
    record Opening(
            UUID id,
            String number,
            Instant contactDueAt,
            Grade grade,
            Optional<UUID> matter,
            int nth,
            boolean contactOwed,
            boolean confirmationOwed) {}

    void add(int dealer, Opening opening, Intake intake, CaseSheet sheet, UUID staff, Instant now) {
        var contacted = intake.spokenAbout();
        jdbc.sql("""
                insert into complaints.complaint (dealer_id, id, store_id, number, source, kind, grievance_solved, customer_id, vehicle_id,
                                                  order_id, task_id, content, received_at, recorded_at, recorded_by, contact_due_at,
                                                  contacted_at, contacted_by, state, complainant, complainant_name, complainant_phone, source_no,
                                                  people, happened, place, object, demand, accused_id, grade, marks, emergency, matter_id, nth,
                                                  contact_owed, confirmation_owed, told_at)
                values (:dealer, :id, :store, :number, :source, :kind, :solved, :customer, :vehicle,
                        :order, :task, :content, :received, :now, :staff, :due,
                        :contacted, :contactedBy, :state, :complainant, :name, :phone, :sourceNo,
                        :people, :happened, :place, :object, :demand, :accused, :grade, :marks, :emergency, :matter, :nth,
                        :contactOwed, :confirmationOwed, :contacted)
                """)
                .param("dealer", dealer)
                .param("id", opening.id())
                .param("store", intake.storeId())
                .param("number", opening.number())
                .param("source", intake.source().name())
                .param("kind", intake.kind().name())
                .param("solved", intake.grievanceSolved())
                .param("customer", intake.customerId().orElse(null), Types.OTHER)
                .param("vehicle", intake.vehicleId().orElse(null), Types.OTHER)
                .param("order", intake.orderId().orElse(null), Types.OTHER)
                .param("task", intake.taskId().orElse(null), Types.OTHER)
                .param("content", intake.content().strip())
                .param("received", Timestamp.from(intake.receivedAt()))
                .param("now", Timestamp.from(now))
                .param("staff", staff)
                .param("due", Timestamp.from(opening.contactDueAt()))
                .param("contacted", contacted ? Timestamp.from(intake.receivedAt()) : null, Types.TIMESTAMP)
                .param("contactedBy", contacted ? staff : null, Types.OTHER)
                .param("state", contacted ? "CONTACTED" : "RECEIVED")
                .param("complainant", sheet.complainant().name())
                .param("name", said(sheet.name()), Types.VARCHAR)
                .param("phone", sheet.phone().map(PhoneNumber::value).orElse(null), Types.VARCHAR)
                .param("sourceNo", said(sheet.sourceNo()), Types.VARCHAR)
                .param("people", said(sheet.people()), Types.VARCHAR)
                .param("happened", said(sheet.happened()), Types.VARCHAR)
                .param("place", said(sheet.place()), Types.VARCHAR)
                .param("object", said(sheet.object()), Types.VARCHAR)
                .param("demand", said(sheet.demand()), Types.VARCHAR)
                .param("accused", sheet.accused().orElse(null), Types.OTHER)
                .param("grade", opening.grade().name())
                .param("marks", sheet.marks().stream().sorted().map(Enum::name).toArray(String[]::new))
                .param("emergency", sheet.emergency().map(Enum::name).orElse(null), Types.VARCHAR)
                .param("matter", opening.matter().orElse(null), Types.OTHER)
                .param("nth", opening.nth())
                .param("contactOwed", opening.contactOwed())
                .param("confirmationOwed", opening.confirmationOwed())
                .update();
    }

    private static @Nullable String said(String words) {
        return words.isBlank() ? null : words.strip();
    }

    void log(
            int dealer,
            UUID complaint,
            Instant at,
            Instant recordedAt,
            Optional<UUID> staff,
            String what,
            Optional<String> words) {
        jdbc.sql("""
                insert into complaints.log (dealer_id, id, complaint_id, at, recorded_at, staff_id, what, words)
                values (:dealer, :id, :complaint, :at, :recorded, :staff, :what, :words)
                """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("complaint", complaint)
                .param("at", Timestamp.from(at))
                .param("recorded", Timestamp.from(recordedAt))
                .param("staff", staff.orElse(null))
                .param("what", what)
                .param("words", words.orElse(null))
                .update();
    }

    /** What is decided on when a contact is recorded; the row is locked. */
    record Open(
            UUID storeId,
            String number,
            Instant receivedAt,
            Instant contactDueAt,
            Optional<Instant> contactedAt,
            int version,
            CaseState state,
            Optional<UUID> accused,
            Optional<UUID> handler) {}

    Optional<Open> lock(int dealer, UUID id, List<UUID> stores) {
        return jdbc.sql("""
                        select c.store_id, c.number, c.received_at, c.contact_due_at, c.contacted_at, c.version, c.state, c.accused_id, c.handler_id
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.id = :id
                           and c.store_id = any(:stores)
                           for update
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("stores", stores.toArray(UUID[]::new))
                .query((row, _) -> new Open(
                        row.getObject("store_id", UUID.class),
                        row.getString("number"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getTimestamp("contact_due_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("contacted_at")).map(Timestamp::toInstant),
                        row.getInt("version"),
                        CaseState.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getObject("accused_id", UUID.class)),
                        Optional.ofNullable(row.getObject("handler_id", UUID.class))))
                .optional();
    }

    void contacted(int dealer, UUID id, Instant at, UUID staff) {
        jdbc.sql("""
                update complaints.complaint c
                   set contacted_at = :at, contacted_by = :staff, state = 'CONTACTED', version = c.version + 1
                 where c.dealer_id = :dealer
                   and c.id = :id
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("staff", staff)
                .update();
    }

    /** A first contact that is owed and late; its complaint is locked. */
    record Overdue(UUID id, UUID storeId, Instant contactDueAt) {}

    /** First contacts whose deadline lies before {@code at} and of which nothing was written down yet. */
    List<Overdue> overdue(int dealer, Instant at) {
        return jdbc.sql("""
                        select c.id, c.store_id, c.contact_due_at
                          from complaints.complaint c
                         where c.dealer_id = :dealer
                           and c.contacted_at is null
                           and c.contact_owed
                           and c.contact_due_at < :at
                           and not exists (select 1
                                             from complaints.missed_deadline m
                                            where m.dealer_id = :dealer
                                              and m.complaint_id = c.id
                                              and m.rule = :rule)
                         order by c.contact_due_at, c.id
                           for update of c
                        """)
                .param("dealer", dealer)
                .param("at", Timestamp.from(at))
                .param("rule", ComplaintRules.FIRST_CONTACT)
                .query((row, _) -> new Overdue(
                        row.getObject("id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getTimestamp("contact_due_at").toInstant()))
                .list();
    }

    /** Writes a missed deadline down; answers whether it was new. */
    boolean addMissed(int dealer, UUID complaint, String rule, Instant dueAt) {
        return jdbc.sql("""
                        insert into complaints.missed_deadline (dealer_id, complaint_id, rule, due_at, missed_at)
                        values (:dealer, :complaint, :rule, :due, :missed)
                        on conflict (dealer_id, complaint_id, rule, subject) do nothing
                        """)
                        .param("dealer", dealer)
                        .param("complaint", complaint)
                        .param("rule", rule)
                        .param("due", Timestamp.from(dueAt))
                        .param("missed", Timestamp.from(firstMomentAfter(dueAt)))
                        .update()
                == 1;
    }

    /** The first moment that the database can tell from the deadline. */
    static Instant firstMomentAfter(Instant dueAt) {
        return dueAt.plusNanos(1_000);
    }

    boolean hasMissed(int dealer, UUID complaint, String rule) {
        return Objects.equals(
                jdbc.sql("""
                        select count(*)
                          from complaints.missed_deadline m
                         where m.dealer_id = :dealer
                           and m.complaint_id = :complaint
                           and m.rule = :rule
                        """)
                        .param("dealer", dealer)
                        .param("complaint", complaint)
                        .param("rule", rule)
                        .query(Integer.class)
                        .single(),
                1);
    }
}
