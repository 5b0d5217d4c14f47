package org.opendcrc.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.organisation.TestHouse.PASSWORD;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.organisation.NewToken;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.organisation.TokenDesk;
import org.opendcrc.organisation.web.Browser;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.StaleVersion;
import org.opendcrc.vehicles.VisitsRecorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The three guarantees on PostgreSQL: alarms planned from files of orders, raised once, demands with their terms; and their pages. */
@ApplicationTest
@Import(TestHouse.class)
class GuaranteesTest {

    private static final ZoneId HANGZHOU = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    private int port;

    @Autowired
    private GuaranteeDesk desk;

    @Autowired
    private GuaranteeJob job;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private TokenDesk tokens;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor manager;
    private Actor general;
    private Actor agent;
    private UUID car = Ids.next();
    private UUID customer = Ids.next();
    private int orders;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.employ(house, "guan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.employ(house, "zong", Map.of(house.east(), Set.of(Role.GENERAL_MANAGER)));
        builder.agent(house, "zhou");
        manager = builder.actor(house, "guan");
        general = builder.actor(house, "zong");
        agent = builder.actor(house, "zhou");
        builder.in(house, () -> {
            customer = TestRows.customer(jdbc, "钱雪梅", "FEMALE");
            car = TestRows.vehicle(jdbc, customer, "浙A5Q8L0");
            jdbc.sql(
                            "update vehicles.vehicle v set delivered_on = '2026-01-15' where v.dealer_id = :dealer and v.id = :id")
                    .param("dealer", house.dealer())
                    .param("id", car)
                    .update();
            jdbc.sql("""
                            insert into vehicles.sale (dealer_id, id, store_id, sale_no, vehicle_id, customer_id, dealt_on, price_fen, status, created_at,
                                                       changed_at)
                            values (:dealer, :id, :store, 'X1', :car, :customer, '2026-01-10', 15980000, 'VALID', '2026-01-10Z', '2026-01-10Z')
                            """)
                    .param("dealer", house.dealer())
                    .param("id", Ids.next())
                    .param("store", house.east())
                    .param("car", car)
                    .param("customer", customer)
                    .update();
            return true;
        });
    }

    @Test
    void a_repair_that_goes_on_calls_somebody_before_the_sixth_day_and_again_when_it_begins() {
        var run = Ids.next();
        order(run, "WARRANTY", "2026-11-16T09:00", null);
        cameIn(run, "2026-11-16T23:30");
        assertThat(alarms("2026-11-20T09:00")).isEmpty();
        assertThat(alarms("2026-11-20T09:01")).containsExactly(AlarmKind.SUBSTITUTE_SOON);
        assertThat(alarms("2026-11-21T09:00")).containsExactly(AlarmKind.SUBSTITUTE_SOON);
        assertThat(alarms("2026-11-21T09:01")).containsExactly(AlarmKind.SUBSTITUTE_OWED, AlarmKind.SUBSTITUTE_SOON);
        assertThat(alarms("2026-11-21T10:00"))
                .as("once, however often one looks")
                .hasSize(2);
        assertThat(file("2026-11-21T09:01").repairs()).singleElement().satisfies(it -> {
            assertThat(it.days()).isEqualTo(6);
            assertThat(it.substituteOwed()).isTrue();
        });
    }

    @Test
    void a_repair_that_is_completed_takes_its_alarms_off_the_plan() {
        var run = Ids.next();
        var order = order(run, "WARRANTY", "2026-11-16T09:00", null);
        cameIn(run, "2026-11-16T23:30");
        var second = Ids.next();
        complete(second, order, "2026-11-18T17:00");
        cameIn(second, "2026-11-18T23:30");
        assertThat(alarms("2026-11-30T09:00")).isEmpty();
        assertThat(file("2026-11-30T09:00").days()).isEqualTo(3);
    }

    @Test
    void what_is_no_defect_of_the_product_does_not_count_until_somebody_decides_so() {
        var run = Ids.next();
        var order = order(run, "GENERAL", "2026-11-10T09:00", "2026-11-16T10:00");
        cameIn(run, "2026-11-16T23:30");
        assertThat(file("2026-11-17T09:00").days()).isZero();
        assertThat(alarms("2026-11-17T09:00")).isEmpty();
        var mark = new GuaranteeDesk.Mark(true, 0, "变速器漏油", List.of(), 0);
        assertThat(in(() -> desk.mark(manager, car, order, mark, at("2026-11-17T10:00"))))
                .isInstanceOf(Kept.Written.class);
        assertThat(file("2026-11-17T10:00").days()).isEqualTo(7);
        assertThat(file("2026-11-17T10:00").alarms())
                .extracting(CarFile.Alarm::kind)
                .as("raised at once: both moments are over")
                .containsExactly(AlarmKind.SUBSTITUTE_OWED, AlarmKind.SUBSTITUTE_SOON);
        assertThatThrownBy(() -> in(() -> desk.mark(manager, car, order, mark, at("2026-11-17T10:01"))))
                .as("somebody else has decided meanwhile")
                .isInstanceOf(StaleVersion.class);
        var exempt = new GuaranteeDesk.Mark(true, 49 * 60, "特制零件海运两天", List.of(), 1);
        in(() -> desk.mark(manager, car, order, exempt, at("2026-11-17T10:02")));
        assertThat(file("2026-11-17T10:02").days()).isEqualTo(4);
    }

    @Test
    void the_fifth_repair_of_one_problem_is_an_alarm_and_a_right() {
        var problem = ((Kept.Written)
                        in(() -> desk.name(manager, car, "变速器顿挫", Problem.Nature.ORDINARY, at("2026-11-01T09:00"))))
                .id();
        for (int n = 1; n <= 5; n++) {
            var order = order(Ids.next(), "WARRANTY", "2026-10-0" + n + "T09:00", "2026-10-0" + n + "T11:00");
            var mark = new GuaranteeDesk.Mark(true, 0, "同一故障", List.of(problem), 0);
            in(() -> desk.mark(manager, car, order, mark, at("2026-11-02T09:00")));
            assertThat(file("2026-11-02T09:00").grounds()).isEqualTo(n == 5 ? Set.of(Ground.REPAIRS) : Set.of());
        }
        assertThat(file("2026-11-02T09:00").alarms())
                .extracting(CarFile.Alarm::kind)
                .containsExactly(AlarmKind.REPAIRS_OVER, AlarmKind.REPAIRS_SOON);
        assertThat(in(() -> desk.name(manager, car, " 变速器顿挫 ", Problem.Nature.SAFETY, at("2026-11-03T09:00"))))
                .isEqualTo(new Kept.Refused(Kept.Refusal.NAME_TAKEN));
    }

    @Test
    void old_repairs_of_a_first_load_call_nobody_but_stand_on_the_cars_page() {
        var run = Ids.next();
        order(run, "WARRANTY", "2026-02-01T09:00", "2026-03-15T09:00");
        cameIn(run, "2026-11-16T23:30");
        assertThat(alarms("2026-11-17T09:00")).isEmpty();
        assertThat(file("2026-11-17T09:00").days()).isEqualTo(42);
        assertThat(file("2026-11-17T09:00").grounds()).containsExactly(Ground.DAYS);
    }

    @Test
    void a_demand_has_ten_and_twenty_working_days_with_the_states_make_up_days() {
        var demand = demand("2026-09-30", "2026-09-30T15:00");
        var its = file("2026-09-30T15:00").demands().getFirst();
        assertThat(its.answerDueAt()).as("24:00 of 20 October").isEqualTo(at("2026-10-21T00:00"));
        assertThat(its.doneDueAt()).as("24:00 of 3 November").isEqualTo(at("2026-11-04T00:00"));
        assertThat(alarms("2026-10-18T23:59")).isEmpty();
        assertThat(alarms("2026-10-19T00:00")).containsExactly(AlarmKind.ANSWER_SOON);
        assertThat(alarms("2026-10-20T23:59")).doesNotContain(AlarmKind.ANSWER_MISSED);
        assertThat(alarms("2026-10-21T00:00")).containsExactly(AlarmKind.ANSWER_MISSED, AlarmKind.ANSWER_SOON);
        assertThat(in(() ->
                        desk.close(manager, demand, false, "已换车", at("2026-10-21T09:00"), 1, at("2026-10-21T09:00"))))
                .isEqualTo(new Kept.Refused(Kept.Refusal.NOT_AGREED));
        assertThat(in(() ->
                        desk.answer(general, demand, true, "同意换车", at("2026-10-21T09:00"), 1, at("2026-10-21T09:00"))))
                .isInstanceOf(Kept.Written.class);
        assertThat(file("2026-10-21T09:00").demands().getFirst().answeredInTime(at("2026-10-21T09:00")))
                .isFalse();
        assertThat(in(() ->
                        desk.close(manager, demand, false, "已换车", at("2026-10-28T09:00"), 2, at("2026-10-28T09:00"))))
                .isInstanceOf(Kept.Written.class);
        assertThat(alarms("2026-12-01T00:00")).as("done in time").hasSize(2);
    }

    @Test
    void one_demand_about_a_car_is_open_and_only_who_leads_may_answer_it() {
        var demand = demand("2026-11-10", "2026-11-10T15:00");
        assertThat(in(() -> desk.demand(manager, car, asked("2026-11-11"), at("2026-11-11T09:00"))))
                .isEqualTo(new Kept.Refused(Kept.Refusal.DEMAND_OPEN));
        assertThat(in(() -> desk.demand(manager, car, asked("2026-11-12"), at("2026-11-11T09:00"))))
                .isEqualTo(new Kept.Refused(Kept.Refusal.IN_THE_FUTURE));
        assertThatThrownBy(() -> in(() ->
                        desk.answer(manager, demand, true, "同意", at("2026-11-11T09:00"), 1, at("2026-11-11T09:00"))))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(() -> desk.demand(agent, car, asked("2026-11-11"), at("2026-11-11T09:00"))))
                .isInstanceOf(NotAllowed.class);
        var other = builder.open();
        builder.employ(other, "wai", Map.of(other.east(), Set.of(Role.CRC_MANAGER, Role.GENERAL_MANAGER)));
        var stranger = builder.actor(other, "wai");
        assertThatThrownBy(() -> builder.in(other, () -> desk.find(stranger, car, at("2026-11-11T09:00"))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> builder.in(
                        other,
                        () -> desk.answer(
                                stranger, demand, true, "同意", at("2026-11-11T09:00"), 1, at("2026-11-11T09:00"))))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void a_substitute_is_written_down_with_its_sum_or_without() {
        var order = order(Ids.next(), "WARRANTY", "2026-11-10T09:00", null);
        assertThat(substitute(order, Repair.Substitute.Kind.MONEY, "2026-11-15T10:00", Optional.empty()))
                .isEqualTo(new Kept.Refused(Kept.Refusal.NO_SUM));
        assertThat(substitute(order, Repair.Substitute.Kind.CAR, "2026-11-15T10:00", Optional.of(10_000L)))
                .isEqualTo(new Kept.Refused(Kept.Refusal.NO_SUM));
        assertThat(substitute(order, Repair.Substitute.Kind.CAR, "2026-11-10T08:59", Optional.empty()))
                .isEqualTo(new Kept.Refused(Kept.Refusal.BEFORE_THE_REPAIR));
        assertThat(substitute(order, Repair.Substitute.Kind.CAR, "2026-11-16T09:01", Optional.empty()))
                .isEqualTo(new Kept.Refused(Kept.Refusal.IN_THE_FUTURE));
        assertThat(substitute(order, Repair.Substitute.Kind.MONEY, "2026-11-15T10:00", Optional.of(10_000L)))
                .isInstanceOf(Kept.Written.class);
        assertThat(file("2026-11-16T09:00").repairs().getFirst().repair().substitute())
                .hasValueSatisfying(it -> assertThat(it.dayFen()).contains(10_000L));
    }

    @Test
    void somebody_takes_note_and_the_list_and_the_desk_forget_the_car() {
        var run = Ids.next();
        order(run, "WARRANTY", "2026-11-16T09:00", null);
        cameIn(run, "2026-11-16T23:30");
        alarms("2026-11-22T09:00");
        assertThat(watched()).containsExactly(car);
        assertThat(in(() -> desk.waiting(manager, Optional.empty())).limits()).isEqualTo(1);
        in(() -> {
            desk.acknowledge(manager, car, at("2026-11-22T09:00"));
            desk.acknowledge(manager, car, at("2026-11-22T09:05"));
            return true;
        });
        assertThat(watched()).isEmpty();
        assertThat(in(() -> desk.waiting(manager, Optional.empty())).cars()).isZero();
        assertThat(file("2026-11-22T09:10").alarms())
                .allSatisfy(it -> assertThat(it.acknowledgedAt()).contains(at("2026-11-22T09:00")));
    }

    @Test
    void machines_read_mark_and_demand_over_the_wire_and_the_list_is_a_workbook() throws Exception {
        var run = Ids.next();
        order(run, "WARRANTY", "2026-10-01T09:00", "2026-11-03T09:00");
        cameIn(run, "2026-11-03T23:30");
        builder.systemClock().set(at("2026-11-22T09:00"));
        alarms("2026-11-22T09:00");
        var vehicle = "/vehicles/" + car;
        assertThat(api("guan", "GET", "?view=ALARMS", "").body()).contains(car.toString());
        assertThat(api("guan", "GET", vehicle, "").body()).contains("\"days\":33");
        assertThat(api("guan", "GET", "/compensation?priceFen=15980000&km=12345&factor=50", "")
                        .body())
                .contains("\"compensationFen\":986366");
        var problem = api("guan", "POST", vehicle + "/problems", "{\"name\": \"变速箱\", \"nature\": \"SAFETY\"}");
        assertThat(problem.statusCode()).as(problem.body()).isBetween(200, 201);
        var mark =
                "{\"quality\": true, \"notCountedMinutes\": 1440, \"reason\": \"专用件运输\", \"problems\": [], \"version\": 0}";
        var marked = api("guan", "PUT", vehicle + "/repairs/" + lastOrder(), mark);
        assertThat(marked.statusCode()).as(marked.body()).isBetween(200, 201);
        assertThat(api("guan", "GET", vehicle, "").body()).contains("\"days\":32");
        assertThat(api("guan", "PUT", vehicle + "/repairs/" + lastOrder(), mark).statusCode())
                .as("somebody else has decided meanwhile")
                .isIn(409, 422);
        var demand = "{\"store\": \"%s\", \"wants\": \"RETURN\", \"words\": \"要退车\", \"on\": \"2026-11-20\"}"
                .formatted(house.east());
        assertThat(api("guan", "POST", vehicle + "/demands", demand).statusCode())
                .isBetween(200, 201);
        assertThat(api("guan", "POST", vehicle + "/demands", demand).statusCode())
                .isEqualTo(422);
        assertThat(api("zhou", "POST", vehicle + "/demands", demand).statusCode())
                .isEqualTo(403);
        assertThat(api("guan", "POST", vehicle + "/acknowledgements", "").statusCode())
                .isBetween(200, 204);
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        assertThat(browser.bytes("/guarantees.xlsx?view=DEMANDS")).startsWith('P', 'K');
    }

    private String token(String login) {
        return DealerContext.callAs(
                house.dealer(), () -> ((NewToken.Issued) tokens.issue(builder.actor(house, login), "测试", 1)).secret());
    }

    private java.net.http.HttpResponse<String> api(String login, String method, String path, String body)
            throws java.io.IOException, InterruptedException {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(
                    java.net.http.HttpRequest.newBuilder(
                                    java.net.URI.create("http://127.0.0.1:" + port + "/api/v1/guarantees" + path))
                            .header("Authorization", "Bearer " + token(login))
                            .header("Content-Type", "application/json")
                            .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void the_pages_show_the_count_the_rights_and_the_compensation() {
        var run = Ids.next();
        order(run, "WARRANTY", "2026-10-01T09:00", "2026-11-03T09:00");
        cameIn(run, "2026-11-03T23:30");
        builder.systemClock().set(at("2026-11-22T09:00"));
        alarms("2026-11-22T09:00");
        var browser = new Browser(port);
        browser.signIn("guan@" + house.code(), PASSWORD);
        var list = browser.get("/guarantees");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).contains("/guarantees/vehicles/" + car, "累计修理超过三十日");
        var page = browser.get("/guarantees/vehicles/" + car + "?order=" + lastOrder());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("33 天，限 30 天", "累计修理超过三十日：换车或退车", "判定 WT1", "value=\"159800.00\"");
        assertThat(browser.get("/guarantees/vehicles/" + car + "?price=159800&km=12345&factor=0.5")
                        .body())
                .contains("补偿费 9,863.66 元");
        assertThat(browser.get("/guarantees/vehicles/" + car + "?price=159800&km=12345&factor=0.51")
                        .body())
                .contains("系数在 0 到 0.5 之间");
        var demands = "/guarantees/vehicles/" + car + "/demands";
        var asked = Map.of("store", house.east().toString(), "wants", "RETURN", "on", "2026-11-20", "words", "要退车");
        assertThat(browser.post(demands, asked).statusCode()).isEqualTo(302);
        var refused = browser.post(demands, asked);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("role=\"alert\"", "还有一件没办结的退换要求");
        assertThat(browser.get("/guarantees?view=DEMANDS").body()).contains("待答复");
        var readOnly = new Browser(port);
        readOnly.signIn("zhou@" + house.code(), PASSWORD);
        assertThat(readOnly.get("/guarantees/vehicles/" + car).body())
                .contains("33 天")
                .doesNotContain("guarantee-demand\"", "<form method=\"post\" action=\"/guarantees");
        assertThat(readOnly.post(demands, asked).statusCode()).isEqualTo(403);
        assertThat(browser.get("/").body()).contains("desk-guarantees", "1 辆车已到法定限度");
    }

    private UUID lastOrder() {
        return in(() -> jdbc.sql("select o.id from vehicles.repair_order o where o.dealer_id = :dealer")
                .param("dealer", house.dealer())
                .query(UUID.class)
                .single());
    }

    private List<UUID> watched() {
        return in(() -> desk.list(
                                manager,
                                WatchView.ALARMS,
                                Optional.empty(),
                                Optional.empty(),
                                at("2026-11-22T09:00"),
                                10)
                        .lines())
                .stream()
                .map(WatchedCar::vehicleId)
                .toList();
    }

    private Kept substitute(UUID order, Repair.Substitute.Kind kind, String from, Optional<Long> fen) {
        var given = new Repair.Substitute(kind, at(from), Optional.empty(), fen, "浙A00001");
        return in(() -> desk.substitute(manager, car, order, given, at("2026-11-16T09:00")));
    }

    private UUID demand(String on, String now) {
        return ((Kept.Written) in(() -> desk.demand(manager, car, asked(on), at(now)))).id();
    }

    private GuaranteeDesk.Asked asked(String on) {
        return new GuaranteeDesk.Asked(
                house.east(), Optional.empty(), Demand.Wants.EXCHANGE, "要换车", LocalDate.parse(on));
    }

    private CarFile file(String now) {
        return in(() -> desk.find(manager, car, at(now)));
    }

    /** What was raised by then, the latest first. */
    private List<AlarmKind> alarms(String now) {
        job.run(at(now));
        return file(now).alarms().stream().map(CarFile.Alarm::kind).toList();
    }

    /** As the import tells it; the listener works in another thread. */
    private void cameIn(UUID run, String at) {
        in(() -> {
            events.publishEvent(new VisitsRecorded(house.dealer(), run, false, at(at)));
            return true;
        });
        for (int n = 0; n < 2_000; n++) {
            if (jdbc.sql("select count(*) from infrastructure.event_publication")
                            .query(Integer.class)
                            .single()
                    == 0) {
                return;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("the event was not heard");
    }

    private UUID order(UUID run, String kind, String from, @Nullable String until) {
        var id = Ids.next();
        in(() -> jdbc.sql("""
                        insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                           completed_at, mileage_km, status, created_at, changed_at, changed_in_run)
                        values (:dealer, :id, :store, :no, :car, :customer, :kind, '索赔', :from, :until, 8000, :status, '2026-01-02Z', '2026-01-02Z',
                                :run)
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("store", house.east())
                .param("no", "WT" + ++orders)
                .param("car", car)
                .param("customer", customer)
                .param("kind", kind)
                .param("from", Timestamp.from(at(from)))
                .param("until", until == null ? null : Timestamp.from(at(until)))
                .param("status", until == null ? "IN_REPAIR" : "COMPLETED")
                .param("run", run)
                .update());
        return id;
    }

    private void complete(UUID run, UUID order, String until) {
        in(() -> jdbc.sql("""
                        update vehicles.repair_order o
                           set completed_at = :until, status = 'COMPLETED', changed_in_run = :run
                         where o.dealer_id = :dealer
                           and o.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", order)
                .param("until", Timestamp.from(at(until)))
                .param("run", run)
                .update());
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return builder.in(house, work);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(HANGZHOU).toInstant();
    }
}
