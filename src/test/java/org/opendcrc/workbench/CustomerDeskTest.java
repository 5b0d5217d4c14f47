package org.opendcrc.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.workbench.CustomerRows.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.ApplicationTest;
import org.opendcrc.customers.Disclosed;
import org.opendcrc.customers.Disclosures;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.UseCase;
import org.opendcrc.shared.Vault;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything about a customer on PostgreSQL: what is read, by whom, in which pieces. */
@ApplicationTest
@Import({TestHouse.class, CountedStatements.class})
class CustomerDeskTest {

    private static final Instant NOW = at("2026-11-21T09:00");

    @Autowired
    CustomerDesk desk;

    @Autowired
    Disclosures disclosures;

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vault vault;

    CustomerRows rows;
    UUID fang;
    UUID x7;
    UUID e6;

    @BeforeEach
    void a_customer_with_two_cars() {
        rows = new CustomerRows(builder, jdbc, vault);
        fang = rows.customer("方志强", false);
        x7 = rows.car(fang, "浙A7K3F9");
        e6 = rows.car(fang, "浙AD61B08");
    }

    /** One happening of each kind in the eastern store, all of the first car where they are of one. */
    private void a_life() {
        var order = rows.order(rows.house.east(), fang, x7, "WT1", "2026-11-16T09:00");
        var task = rows.task(order, "RETRY", false);
        rows.attempt(task, "2026-11-17T10:00", "SWITCHED_OFF");
        var earlier = rows.task(
                rows.order(rows.house.east(), fang, x7, "WT0", "2026-05-19T09:00"), "SUCCESS_SATISFIED", false);
        rows.satisfied(earlier, "2026-05-22T10:00");
        rows.remark(earlier, "2026-05-23T10:00", "又想起一件事");
        rows.complaint(rows.house.east(), fang, x7, "TS-20260108-004", "2026-01-08T10:00", true, "工时费与报价不符");
        rows.text(rows.house.east(), fang, "2026-03-01T10:00", "【恒远】回访电话未接通");
        rows.change(fang, "2025-12-01T10:00", "{\"phone\": \"+8613800000001\"}", "{\"phone\": \"+8613800006621\"}");
    }

    @Test
    void the_owner_is_shown_with_masked_numbers_the_wrong_one_last() {
        var card = file(rows.zhou()).card();
        assertThat(card.name()).isEqualTo("方志强");
        assertThat(card.phones())
                .extracting(CustomerCard.Phone::masked)
                .containsExactly("138****6621", "0571-8***2210");
        assertThat(card.phones()).extracting(it -> it.wrongSince().isPresent()).containsExactly(false, true);
        assertThat(card.contacts()).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("黄女士");
            assertThat(it.masked()).contains("139****0417");
            assertThat(it.relation()).contains("配偶");
        });
        assertThat(card.idNoTail()).contains("002X");
        assertThat(card.address()).isEqualTo("浙江省 杭州市 文二西路 1 号");
        assertThat(card.smsConsent()).isFalse();
        assertThat(card.zone()).isEqualTo(CustomerRows.SHANGHAI);
    }

    @Test
    void cars_are_shown_to_their_owner_and_to_who_owned_them_from_when_to_when() {
        var former = rows.customer("孟凡超", false);
        rows.ownedBefore(x7, former);
        var owned = file(rows.zhou()).cars();
        assertThat(owned).extracting(CustomerCar::id).containsExactlyInAnyOrder(x7, e6);
        assertThat(owned).allMatch(CustomerCar::isOwned);
        var car = owned.stream().filter(it -> it.id().equals(x7)).findFirst().orElseThrow();
        assertThat(car.formerPlates()).containsExactly("浙B00001");
        assertThat(car.name()).isEqualTo("岚峰 X7 2.0T");
        assertThat(car.mileageKm()).contains(38_420);
        assertThat(desk(rows.zhou(), former, StoryWanted.LATEST, 10).cars())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.id()).isEqualTo(x7);
                    assertThat(it.since()).contains(at("2024-03-01T00:00"));
                    assertThat(it.until()).contains(Instant.parse("2026-01-01T00:00:00Z"));
                    assertThat(it.mileageKm()).isEmpty(); // the new owner's business
                    assertThat(it.formerPlates()).isEmpty();
                });
    }

    @Test
    void every_kind_of_happening_stands_in_the_history_the_latest_first() {
        a_life();
        var lines = file(rows.zhou()).story().lines();
        assertThat(lines)
                .extracting(it -> it.facts().getClass().getSimpleName())
                .containsExactly("Call", "Repair", "Remark", "Call", "Repair", "Text", "Complaint", "Change");
        assertThat(lines.get(0).facts()).isInstanceOfSatisfying(StoryFacts.Call.class, it -> {
            assertThat(it.outcome()).isEqualTo("SWITCHED_OFF");
            assertThat(it.result()).isEmpty();
            assertThat(it.staff()).contains("zhou");
        });
        assertThat(lines.get(1).facts()).isInstanceOfSatisfying(StoryFacts.Repair.class, it -> {
            assertThat(it.orderNo()).isEqualTo("WT1");
            assertThat(it.amountFen()).contains(128_600L);
            assertThat(it.settledAt()).contains(at("2026-11-16T14:00"));
        });
        assertThat(lines.get(3).facts())
                .isInstanceOfSatisfying(
                        StoryFacts.Call.class,
                        it -> { // FU-25
                            assertThat(it.result()).contains("SATISFIED");
                            assertThat(it.total()).contains(96);
                            assertThat(it.satisfaction()).contains(9);
                        });
        assertThat(lines.get(5).facts())
                .isInstanceOfSatisfying(
                        StoryFacts.Text.class, it -> assertThat(it.phone()).isEqualTo("138****6621"));
        assertThat(lines.get(7).facts()).isInstanceOfSatisfying(StoryFacts.Change.class, it -> {
            assertThat(it.before()).containsExactly(Map.entry("phone", "138****0001"));
            assertThat(it.after()).containsExactly(Map.entry("phone", "138****6621"));
            assertThat(it.staff()).isEmpty();
        });
        assertThat(lines.get(1).store()).contains("杭州城东店");
        assertThat(lines.get(1).plate()).contains("浙A7K3F9");
        assertThat(file(rows.zhou()).figures().counts())
                .isEqualTo(Map.of(
                        StoryKind.REPAIRS,
                        2,
                        StoryKind.CALLS,
                        3,
                        StoryKind.COMPLAINTS,
                        1,
                        StoryKind.TEXTS,
                        1,
                        StoryKind.CHANGES,
                        1,
                        StoryKind.APPOINTMENTS,
                        0));
    }

    @Test
    void what_the_further_files_bring_stands_in_the_history_too() {
        var order = rows.order(rows.house.east(), fang, x7, "WT1", "2026-11-16T09:00");
        rows.line(order, "02", "机油滤芯");
        rows.line(order, "01", "机油");
        rows.earlierCall(order, false, "2026-11-18T10:00");
        var sale = rows.sale(fang, x7, "XS1", "2026-02-01");
        rows.earlierCall(sale, true, "2026-02-08T10:00");
        rows.earlierComplaint(fang, x7, "OLD-1", "2026-03-01T10:00");
        rows.arrived(rows.house.west(), "浙A7K3F9", "2026-11-16T08:45");
        rows.arrived(rows.house.west(), "浙A7K3F9", "2025-11-16T08:45"); // before the car was his
        rows.arrived(rows.house.west(), "浙A00000", "2026-11-16T08:45");
        var file = file(rows.zhou());
        assertThat(file.story().lines())
                .extracting(it -> it.facts().getClass().getSimpleName())
                .containsExactly("EarlierCall", "Repair", "Arrival", "EarlierComplaint", "EarlierCall", "Sale");
        assertThat(file.story().lines().get(0).facts())
                .isInstanceOfSatisfying(
                        StoryFacts.EarlierCall.class,
                        it -> { // FU-25
                            assertThat(it.about()).isEqualTo("WT1");
                            assertThat(it.score())
                                    .hasValueSatisfying(
                                            score -> assertThat(score).isEqualByComparingTo("92.5"));
                            assertThat(it.words()).contains("等候略长");
                        });
        assertThat(file.story().lines().get(1).facts())
                .isInstanceOfSatisfying(
                        StoryFacts.Repair.class, it -> assertThat(it.lines()).containsExactly("机油", "机油滤芯"));
        assertThat(file.story().lines().get(5).at()).isEqualTo(at("2026-02-01T00:00"));
        assertThat(file.figures().complaintsRunning()).isZero(); // no clock of ours runs
        assertThat(file.figures().counts())
                .isEqualTo(Map.of(
                        StoryKind.REPAIRS,
                        3,
                        StoryKind.CALLS,
                        2,
                        StoryKind.COMPLAINTS,
                        1,
                        StoryKind.TEXTS,
                        0,
                        StoryKind.CHANGES,
                        0,
                        StoryKind.APPOINTMENTS,
                        0));
    }

    @Test
    void advice_is_shown_until_it_is_accepted_or_done() {
        var first = rows.order(rows.house.east(), fang, x7, "WT1", "2026-05-19T09:00");
        rows.advised(first, "空调滤芯", false);
        rows.advised(first, "刹车片", false);
        rows.advised(first, "雨刮片", null);
        rows.advised(first, "轮胎换位", true);
        var second = rows.order(rows.house.west(), fang, x7, "WT2", "2026-11-16T09:00");
        rows.advised(second, "雨刮片", false); // the latest word counts
        rows.advised(second, "空调滤芯", true);
        rows.line(second, "01", "刹车片");
        var voided = rows.order(rows.house.east(), fang, e6, "WT3", "2026-11-17T09:00", "GENERAL", "VOID", null, 1);
        rows.advised(voided, "电池", false);
        assertThat(file(rows.zhou()).figures().advice()).singleElement().satisfies(it -> {
            assertThat(it.item()).isEqualTo("雨刮片");
            assertThat(it.accepted()).contains(false);
            assertThat(it.usableKm()).contains(45_000);
            assertThat(it.advisedAt()).isEqualTo(at("2026-11-16T09:00"));
        });
        assertThat(desk(rows.zhou(), fang, new StoryWanted(Optional.empty(), Optional.of(e6), Optional.empty()), 10)
                        .figures()
                        .advice())
                .isEmpty();
    }

    @Test
    void A33_what_waits_for_approval_is_shown_beside_what_holds() {
        rows.asksForAnotherPhone(fang, "+8613700001111");
        var card = file(rows.zhou()).card();
        assertThat(card.pending()).singleElement().satisfies(it -> {
            assertThat(it.field()).isEqualTo("phone");
            assertThat(it.value()).isEqualTo("137****1111");
        });
        assertThat(card.phones().getFirst().masked()).isEqualTo("138****6621");
        assertThat(card.dndReason()).contains("夜班");
    }

    @Test
    void FU_12_the_next_maintenance_stands_beside_the_car() {
        rows.expected(x7, "2027-03-01");
        assertThat(file(rows.zhou()).cars())
                .filteredOn(it -> it.id().equals(x7))
                .singleElement()
                .satisfies(it -> assertThat(it.nextMaintenanceOn()).contains(java.time.LocalDate.parse("2027-03-01")));
    }

    @ParameterizedTest
    @EnumSource(StoryKind.class)
    void one_kind_alone_is_shown_as_often_as_its_tab_says(StoryKind kind) {
        a_life();
        var file = desk(rows.zhou(), fang, new StoryWanted(Optional.of(kind), Optional.empty(), Optional.empty()), 10);
        assertThat(file.story().lines())
                .hasSize(file.figures().counts().getOrDefault(kind, 0))
                .allMatch(it -> it.kind() == kind);
    }

    @Test
    void one_car_alone_is_shown_with_what_is_of_a_car() {
        a_life();
        rows.order(rows.house.east(), fang, e6, "WT9", "2026-06-01T09:00");
        var file = desk(rows.zhou(), fang, new StoryWanted(Optional.empty(), Optional.of(e6), Optional.empty()), 10);
        assertThat(file.story().lines())
                .singleElement()
                .satisfies(it -> assertThat(it.vehicleId()).contains(e6));
        assertThat(file.figures().counts())
                .isEqualTo(Map.of(
                        StoryKind.REPAIRS,
                        1,
                        StoryKind.CALLS,
                        0,
                        StoryKind.COMPLAINTS,
                        0,
                        StoryKind.TEXTS,
                        0,
                        StoryKind.CHANGES,
                        0,
                        StoryKind.APPOINTMENTS,
                        0));
        var first = desk(rows.zhou(), fang, new StoryWanted(Optional.empty(), Optional.of(x7), Optional.empty()), 10);
        assertThat(first.story().lines())
                .extracting(StoryLine::kind)
                .doesNotContain(StoryKind.TEXTS, StoryKind.CHANGES)
                .hasSize(6);
    }

    @Test
    void the_history_of_a_car_under_another_owner_is_not_told() {
        var former = rows.customer("孟凡超", false);
        rows.ownedBefore(x7, former);
        rows.order(rows.house.east(), former, x7, "WT-OLD", "2025-06-01T09:00");
        assertThat(desk(rows.zhou(), fang, new StoryWanted(Optional.empty(), Optional.of(x7), Optional.empty()), 10)
                        .story()
                        .lines())
                .isEmpty();
    }

    @Test
    void a_voided_order_is_no_happening() {
        rows.order(rows.house.east(), fang, x7, "WT1", "2026-11-16T09:00", "GENERAL", "VOID", null, 1);
        var file = file(rows.zhou());
        assertThat(file.story().lines()).isEmpty();
        assertThat(file.figures().lastVisit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void earlier_pieces_join_without_gap_or_twinthough_many_happened_at_one_moment(int limit) {
        a_life();
        for (int n = 0; n < 5; n++) {
            rows.text(rows.house.east(), fang, "2026-11-16T09:00", "第 " + n + " 条");
            rows.order(rows.house.east(), fang, x7, "WT-SAME-" + n, "2026-11-16T09:00");
            rows.change(fang, "2026-11-16T09:00", "{}", "{\"city\": \"杭州市\"}");
        }
        var whole = ids(desk(rows.zhou(), fang, StoryWanted.LATEST, 100).story());
        assertThat(whole).hasSize(23).doesNotHaveDuplicates();
        var pieces = new ArrayList<UUID>();
        var after = Optional.<RowKey>empty();
        do {
            var piece = story(rows.zhou(), fang, new StoryWanted(Optional.empty(), Optional.empty(), after), limit);
            assertThat(piece.lines()).hasSizeLessThanOrEqualTo(limit);
            pieces.addAll(ids(piece));
            after = piece.next().map(it -> RowKey.of(it.toString())); // as an address carries it
        } while (after.isPresent());
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void figures_tell_what_is_owed_and_what_runs() {
        var order = rows.order(rows.house.east(), fang, x7, "WT1", "2026-11-19T09:00");
        var task = rows.task(order, "RETRY", false);
        rows.task(
                rows.order(rows.house.east(), fang, e6, "WT2", "2026-11-21T01:00"),
                "PENDING",
                false); // from tomorrow on
        rows.task(rows.order(rows.house.east(), fang, e6, "WT3", "2026-11-18T01:00"), "SUCCESS_SATISFIED", false);
        rows.complaint(rows.house.east(), fang, x7, "TS-20261121-001", "2026-11-21T08:00", false, "等候太久");
        rows.complaint(rows.house.east(), fang, x7, "TS-20261120-001", "2026-11-20T08:00", true, "等候太久");
        var figures = file(rows.zhou()).figures();
        assertThat(figures.owed()).singleElement().satisfies(it -> {
            assertThat(it.task()).isEqualTo(task);
            assertThat(it.attempts()).isEqualTo(1);
            assertThat(it.dueAt()).isEqualTo(at("2026-11-23T00:00"));
        });
        assertThat(figures.complaintsRunning()).isEqualTo(1);
        assertThat(figures.advisor()).contains("zhou");
        assertThat(figures.caller()).isEmpty();
        // Its window opens at midnight: from that moment on it is owed.
        assertThat(desk(rows.zhou(), fang, StoryWanted.LATEST, 10, at("2026-11-21T23:59:59"))
                        .figures()
                        .owed())
                .hasSize(1);
        assertThat(desk(rows.zhou(), fang, StoryWanted.LATEST, 10, at("2026-11-22T00:00"))
                        .figures()
                        .owed())
                .hasSize(2);
    }

    @Test
    void twelve_months_begin_with_the_same_day_of_last_year_and_a_visit_counts_once() {
        // Settled five hours later: on 21 November 2025 at 00:00, and a second before.
        rows.order(rows.house.east(), fang, x7, "WT-IN", "2025-11-20T19:00:00", "GENERAL", "SETTLED", null, 100);
        rows.order(rows.house.east(), fang, x7, "WT-OUT", "2025-11-20T18:59:59", "GENERAL", "SETTLED", null, 10_000);
        rows.order(rows.house.west(), fang, x7, "WT-A", "2026-02-01T09:00", "WARRANTY", "SETTLED", "V1", 20);
        rows.order(rows.house.west(), fang, x7, "WT-B", "2026-02-01T10:00", "MAINTENANCE", "SETTLED", "V1", 3);
        rows.order(rows.house.west(), fang, x7, "WT-I", "2026-02-02T10:00", "INTERNAL", "SETTLED", "V2", 100_000);
        rows.order(rows.house.west(), fang, x7, "WT-R", "2026-11-20T10:00", "GENERAL", "IN_REPAIR", "V3", 1_000_000);
        var figures = file(rows.zhou()).figures();
        assertThat(figures.spentFen()).isEqualTo(123);
        assertThat(figures.visits()).isEqualTo(2);
        assertThat(figures.lastVisit()).contains(at("2026-11-20T10:00"));
    }

    @Test
    void calls_complaints_and_texts_of_another_store_are_not_shown_repairs_are() {
        a_life();
        var west = rows.person("xi", rows.house.west(), Role.AGENT);
        rows.task(rows.order(rows.house.east(), fang, e6, "WT5", "2026-11-19T09:00"), "PENDING", false);
        rows.complaint(rows.house.east(), fang, x7, "TS-20261121-001", "2026-11-21T08:00", false, "等候太久");
        var file = desk(west, fang, StoryWanted.LATEST, 20);
        assertThat(file.story().lines())
                .extracting(StoryLine::kind)
                .containsOnly(StoryKind.REPAIRS, StoryKind.CHANGES)
                .hasSize(4);
        assertThat(file.figures().owed()).isEmpty();
        assertThat(file.figures().complaintsRunning()).isZero();
        assertThat(file.figures().caller()).isEmpty();
        assertThat(file.figures().counts())
                .containsEntry(StoryKind.CALLS, 0)
                .containsEntry(StoryKind.COMPLAINTS, 0)
                .containsEntry(StoryKind.TEXTS, 0)
                .containsEntry(StoryKind.REPAIRS, 3);
        assertThat(file.cars()).hasSize(2);
        // The same happenings in his own store he does see.
        rows.text(rows.house.west(), fang, "2026-11-20T10:00", "【恒远】西店");
        assertThat(desk(west, fang, StoryWanted.LATEST, 20).figures().counts()).containsEntry(StoryKind.TEXTS, 1);
    }

    @Test
    void another_dealers_customer_is_not_found() {
        var other = new CustomerRows(builder, jdbc, vault);
        var zhou = rows.zhou();
        var theirs = other.customer("方志强", false);
        assertThatThrownBy(() -> desk(zhou, theirs, StoryWanted.LATEST, 10)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> story(zhou, theirs, StoryWanted.LATEST, 10)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> DealerContext.callAs(
                        zhou.dealerId(), () -> disclosures.show(zhou, theirs, Disclosed.Subject.ID_NUMBER, NOW)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void who_was_merged_into_another_is_read_as_the_other() {
        var twin = rows.customer("方志强", false);
        rows.merged(twin, fang);
        assertThat(desk(rows.zhou(), twin, StoryWanted.LATEST, 10).card().id()).isEqualTo(fang);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_sees_what_its_use_cases_allow(Role role) {
        a_life();
        rows.appointment(rows.house.east(), fang, "YY-20260320-001", "2026-03-16T10:00");
        var actor = rows.person(role.name().toLowerCase(Locale.ROOT), rows.house.east(), role);
        if (!actor.may(UseCase.READ_CUSTOMERS)) {
            assertThatThrownBy(() -> desk(actor, fang, StoryWanted.LATEST, 20)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> story(actor, fang, StoryWanted.LATEST, 20)).isInstanceOf(NotAllowed.class);
            return;
        }
        var allowed = KINDS.getOrDefault(role, EnumSet.allOf(StoryKind.class));
        assertThat(story(actor, fang, StoryWanted.LATEST, 20).lines())
                .extracting(StoryLine::kind)
                .hasSameElementsAs(allowed);
        for (var kind : StoryKind.values()) {
            var wanted = new StoryWanted(Optional.of(kind), Optional.empty(), Optional.empty());
            if (allowed.contains(kind)) {
                assertThat(story(actor, fang, wanted, 20).lines()).isNotEmpty();
            } else {
                assertThatThrownBy(() -> story(actor, fang, wanted, 20)).isInstanceOf(NotAllowed.class);
                assertThatThrownBy(() -> desk(actor, fang, wanted, 20)).isInstanceOf(NotAllowed.class);
            }
        }
    }

    /** By hand from the matrix of rights; whoever is not named sees everything. */
    private static final Map<Role, Set<StoryKind>> KINDS = new EnumMap<>(Map.of(
            Role.ADVISOR,
            EnumSet.of(StoryKind.REPAIRS, StoryKind.CHANGES, StoryKind.APPOINTMENTS),
            Role.SERVICE_MANAGER,
            EnumSet.of(
                    StoryKind.REPAIRS,
                    StoryKind.CHANGES,
                    StoryKind.CALLS,
                    StoryKind.COMPLAINTS,
                    StoryKind.APPOINTMENTS),
            Role.SALES_MANAGER,
            EnumSet.of(StoryKind.REPAIRS, StoryKind.CHANGES, StoryKind.CALLS, StoryKind.COMPLAINTS),
            Role.SALES_DIRECTOR,
            EnumSet.complementOf(EnumSet.of(StoryKind.APPOINTMENTS)),
            Role.ADMINISTRATOR,
            EnumSet.complementOf(EnumSet.of(StoryKind.APPOINTMENTS))));

    @Test
    void whole_numbers_are_a_right_and_every_look_is_a_line_without_the_number() {
        var zhou = rows.zhou();
        assertThat(show(zhou, Disclosed.Subject.ID_NUMBER)).isEqualTo(new Disclosed.IdNumber(CustomerRows.ID_NUMBER));
        assertThat(show(zhou, Disclosed.Subject.PHONES))
                .isInstanceOfSatisfying(
                        Disclosed.Phones.class,
                        it -> assertThat(it.numbers())
                                .extracting(number -> number.number().national())
                                .containsExactly("13800006621", "0571-88882210"));
        assertThat(show(zhou, Disclosed.Subject.CONTACTS))
                .isInstanceOfSatisfying(
                        Disclosed.Contacts.class,
                        it -> assertThat(it.numbers())
                                .hasSize(1)
                                .allSatisfy((_, number) ->
                                        assertThat(number.national()).isEqualTo("13900000417")));
        assertThat(rows.one("""
                select count(*) || ' ' || string_agg(distinct e.actor_id::text, ',') || ' ' || string_agg(e.after::text, ',' order by e.id)
                  from audit.entry e
                 where e.dealer_id = :dealer
                   and e.action = 'sensitive-shown'
                """))
                .isEqualTo("3 " + rows.clerk
                        + " {\"subject\": \"ID_NUMBER\"},{\"subject\": \"PHONES\"},{\"subject\": \"CONTACTS\"}");
        assertThat(file(zhou).story().lines()).isEmpty(); // a look changes nothing
        var advisor = rows.person("liu", rows.house.east(), Role.ADVISOR);
        assertThatThrownBy(() -> show(advisor, Disclosed.Subject.PHONES)).isInstanceOf(NotAllowed.class);
        assertThat(
                        rows.one(
                                "select count(*)::text from audit.entry e where e.dealer_id = :dealer and e.action = 'sensitive-shown'"))
                .isEqualTo("3");
    }

    @Test
    void the_page_needs_four_statements_however_long_the_history() {
        a_life();
        var zhou = rows.zhou();
        assertThat(CountedStatements.during(() -> file(zhou))).hasSize(4);
        assertThat(CountedStatements.during(() -> story(zhou, fang, StoryWanted.LATEST, 50)))
                .hasSize(2);
    }

    // ---- fixtures

    private CustomerFile file(Actor actor) {
        return desk(actor, fang, StoryWanted.LATEST, 20);
    }

    private CustomerFile desk(Actor actor, UUID customer, StoryWanted wanted, int limit) {
        return desk(actor, customer, wanted, limit, NOW);
    }

    private CustomerFile desk(Actor actor, UUID customer, StoryWanted wanted, int limit, Instant now) {
        return DealerContext.callAs(actor.dealerId(), () -> desk.file(actor, customer, wanted, limit, now));
    }

    private StoryPage story(Actor actor, UUID customer, StoryWanted wanted, int limit) {
        return DealerContext.callAs(actor.dealerId(), () -> desk.story(actor, customer, wanted, limit));
    }

    private Disclosed show(Actor actor, Disclosed.Subject subject) {
        return Objects.requireNonNull(
                DealerContext.callAs(actor.dealerId(), () -> disclosures.show(actor, fang, subject, NOW)));
    }

    private static List<UUID> ids(StoryPage page) {
        return page.lines().stream().map(StoryLine::id).toList();
    }
}
