package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.opendcrc.TestRows;
import org.opendcrc.complaints.CaseRefusal.Why;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A house with a customer, his car and those who handle cases, for tests on PostgreSQL. */
abstract class CaseHouse {

    /** A Friday, half past nine in the store; later than the house's clock, so that no job of the running application meddles. */
    static final Instant RECEIVED = Instant.parse("2027-04-09T01:30:00Z");

    static final Instant NOW = RECEIVED.plus(Duration.ofMinutes(10));

    @Autowired
    IntakeDesk intake;

    @Autowired
    ComplaintOffice office;

    @Autowired
    CaseDesk desk;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    House house;
    Actor clerk;
    Actor lin;
    Actor xu;
    Actor director;
    UUID customer = Ids.next();
    UUID vehicle = Ids.next();

    @BeforeEach
    void open() {
        house = builder.open();
        clerk = person("zhou", Role.AGENT);
        lin = person("lin", Role.CRC_MANAGER);
        xu = person("xu", Role.SERVICE_MANAGER);
        director = person("fang", Role.SERVICE_DIRECTOR);
        builder.in(house, () -> {
            customer = TestRows.customer(jdbc, "俞建平", "MALE");
            vehicle = TestRows.vehicle(jdbc, customer, "浙A0R7G6");
            return true;
        });
    }

    Actor person(String name, Role role) {
        builder.employ(house, name, Map.of(house.east(), Set.of(role)));
        return builder.actor(house, name);
    }

    <T> T in(Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }

    Intake intake(String content) {
        return new Intake(
                house.east(),
                ComplaintSource.PHONE,
                ComplaintKind.REPAIR_COST,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                content,
                RECEIVED,
                false);
    }

    IntakeDesk.Who customerHimself() {
        return new IntakeDesk.Who(Optional.of(customer), Optional.of(vehicle), "", "", "");
    }

    UUID receive(String content) {
        return ((IntakeDesk.Answer.Opened)
                        in(() -> intake.open(clerk, intake(content), CaseSheet.NOTHING, customerHimself(), RECEIVED)))
                .complaintId();
    }

    void contact(UUID id) {
        assertThat(builder.in(
                        house,
                        () -> office.recordContact(
                                clerk, id, NOW, "致歉", view(clerk, id).file().version(), NOW)))
                .isInstanceOf(FirstContact.Made.class);
    }

    CaseView view(Actor actor, UUID id) {
        return in(() -> desk.view(actor, id, NOW));
    }

    Optional<Why> take(Actor actor, UUID id, CaseStep step) {
        return take(actor, id, step, NOW);
    }

    Optional<Why> take(Actor actor, UUID id, CaseStep step, Instant now) {
        return switch (in(
                () -> desk.take(actor, id, step, view(actor, id).file().version(), now))) {
            case CaseAnswer.Done() -> Optional.empty();
            case CaseAnswer.Refused(var why) -> Optional.of(why.why());
        };
    }

    void done(Actor actor, UUID id, CaseStep step) {
        assertThat(take(actor, id, step)).as(step.toString()).isEmpty();
    }

    /** What the job does for this dealer; other tests' dealers are not its matter. */
    void run(Instant due) {
        builder.in(house, () -> {
            office.missFirstContacts(house.dealer(), due);
            return true;
        });
    }

    List<String> missed(UUID id) {
        return builder.in(
                house,
                () -> jdbc.sql("""
                        select m.rule
                          from complaints.missed_deadline m
                         where m.dealer_id = :dealer
                           and m.complaint_id = :id
                        """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .query(String.class)
                        .list());
    }
}
