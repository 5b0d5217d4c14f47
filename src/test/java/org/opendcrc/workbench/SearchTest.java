package org.opendcrc.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.customers.CustomerSearch.Match;
import org.opendcrc.dms.FileKind;
import org.opendcrc.dms.ImportDesk;
import org.opendcrc.dms.ImportedFile;
import org.opendcrc.organisation.SettableClock;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vin;
import org.opendcrc.vehicles.VehicleSearch;
import org.opendcrc.workbench.SearchHits.CustomerHit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Five customers of a dealer with two stores, brought in by files and looked for. */
@ApplicationTest
@Import(TestHouse.class)
class SearchTest {

    private static final Instant NIGHT = Instant.parse("2026-04-10T15:30:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-04-11T02:00:00Z");
    private static final String VIN = vin("LFPH3ABC0N1000001");
    private static final String OTHER_VIN = vin("LFPH3ABC0N1000002");

    @Autowired
    TestHouse.Builder builder;

    @Autowired
    ImportDesk imports;

    @Autowired
    SearchDesk desk;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    TestHouse.House house;
    Actor info;
    Actor clerk;

    @BeforeEach
    void bringThemIn() {
        ((SettableClock) clock).set(NIGHT);
        house = builder.open();
        builder.employ(house, "info", Map.of(house.east(), Set.of(Role.INFORMATION)));
        builder.employ(house, "clerk", Map.of(house.east(), Set.of(Role.AGENT)));
        info = builder.actor(house, "info");
        clerk = builder.actor(house, "clerk");
        bring(FileKind.CUSTOMERS, """
                customer_no,name,sex,phone,phone2,contact_name,contact_phone
                K1,方志强,男,13800006621,0571-88886666,,
                K2,范雪峰,女,15200006621,,,
                K3,杭州申达物流有限公司,,0571-85551234,,章工,13900006621
                K4,吕志强,男,13700001111,,,
                6621-A,John Smith,男,13600002222,,,
                """);
        bring(
                FileKind.VEHICLES,
                "vin,plate,brand,series,customer_no\n%s,浙A·7K3F9,岚峰,X7,K1\n%s,浙AD36621,岚峰,E6,K2\n"
                        .formatted(VIN, OTHER_VIN));
        bring(FileKind.REPAIR_ORDERS, """
                order_no,store_code,vin,kind,sent_in_at,settled_at,status
                WT1,east,%s,保养,2026-04-09 09:00,2026-04-09 16:00,结算
                WT2,west,%s,保养,2026-04-10 09:00,2026-04-10 16:00,结算
                """.formatted(VIN, OTHER_VIN));
    }

    @Test
    void the_last_four_digits_find_each_number_and_the_contact_persons_too_last_visit_first() {
        assertThat(find("6621").customers())
                .extracting(CustomerHit::customerNo, CustomerHit::match, CustomerHit::phone)
                .containsExactly(
                        tuple("K2", Match.PHONE_TAIL, "15200006621"),
                        tuple("K1", Match.PHONE_TAIL, "13800006621"),
                        tuple("K3", Match.PHONE_TAIL, "13900006621"),
                        tuple("6621-A", Match.CUSTOMER_NO, "13600002222"));
        assertThat(find("6621").customers().get(2).contact()).hasValue("章工");
        assertThat(find("6621").customers().getFirst().contact()).isEmpty();
        assertThat(find("6621").vehicles())
                .singleElement()
                .satisfies(it -> assertThat(it.match()).isEqualTo(VehicleSearch.Match.PLATE_TAIL));
    }

    @Test
    void a_whole_number_its_last_eight_digits_and_its_beginning_find_the_same_customer() {
        assertThat(numbers("13800006621")).containsExactly("K1");
        assertThat(numbers("00006621")).containsExactlyInAnyOrder("K1", "K2", "K3");
        assertThat(numbers("1380000")).containsExactly("K1");
        assertThat(numbers("0571-88886666")).containsExactly("K1");
        assertThat(numbers("88886666")).containsExactly("K1");
    }

    @Test
    void a_name_its_pinyin_its_initials_and_two_characters_of_it_find_the_customer() {
        assertThat(numbers("方志强")).containsExactly("K1");
        assertThat(numbers("方")).containsExactly("K1");
        assertThat(numbers("志强")).containsExactlyInAnyOrder("K1", "K4");
        assertThat(numbers("申达物流")).containsExactly("K3");
        assertThat(numbers("申达货运")).isEmpty();
        assertThat(numbers("fzq")).containsExactly("K1");
        assertThat(numbers("FangZhi")).containsExactly("K1");
        assertThat(numbers("lvzhi")).containsExactly("K4");
        assertThat(numbers("luzhi")).containsExactly("K4");
        assertThat(numbers("john sm")).containsExactly("6621-A");
    }

    @Test
    void a_plate_with_and_without_its_province_and_a_vin_or_its_tail_find_the_car() {
        for (var typed :
                List.of("浙A·7K3F9", "浙a7k3", "7K3F9", "7k3", "k3f9", VIN, VIN.substring(11), VIN.substring(13))) {
            assertThat(find(typed).vehicles())
                    .as(typed)
                    .extracting(SearchHits.VehicleHit::vin)
                    .contains(VIN);
        }
        assertThat(find("浙B7K3F9").vehicles()).isEmpty();
        assertThat(find("3F9").vehicles()).as("a tail needs four characters").isEmpty();
    }

    @Test
    void an_order_is_found_by_the_beginning_of_its_number_in_the_persons_stores_alone() {
        bring(
                FileKind.REPAIR_ORDERS,
                "order_no,store_code,vin,kind,sent_in_at\nWT20260410-0001,east,%s,保养,2026-04-10 10:00\nWT20260410-0002,west,%s,保养,2026-04-10 10:00\n"
                        .formatted(VIN, VIN));
        assertThat(find("wt20260410").orders())
                .extracting(SearchHits.OrderHit::orderNo)
                .containsExactly("WT20260410-0001");
    }

    @Test
    void a_customer_who_is_owed_a_call_leads_to_it_and_one_of_another_store_does_not() {
        // The import's event is heard after the save.
        await().untilAsserted(() -> assertThat(owed("K1")).isPresent());
        assertThat(owed("K2")).isEmpty();
    }

    @Test
    void FU_19_who_is_restricted_is_led_to_his_own_calls_alone() {
        await().untilAsserted(() -> assertThat(owed("K1")).isPresent());
        builder.in(
                house,
                () -> jdbc.sql("""
                        insert into followups.restriction (dealer_id, store_id, staff_id, changed_by, changed_at)
                        values (:dealer, :store, :staff, :staff, :now)
                        """)
                        .param("dealer", house.dealer())
                        .param("store", house.east())
                        .param("staff", clerk.staffId())
                        .param("now", java.sql.Timestamp.from(NIGHT))
                        .update());
        assertThat(owed("K1")).as("its page is not there for him").isEmpty();
        builder.in(
                house,
                () -> jdbc.sql("""
                        update followups.contact c
                           set assigned_to = :staff, assigned_at = :now
                         where c.dealer_id = :dealer
                        """)
                        .param("dealer", house.dealer())
                        .param("staff", clerk.staffId())
                        .param("now", java.sql.Timestamp.from(NIGHT))
                        .update());
        assertThat(owed("K1")).isPresent();
    }

    private Optional<UUID> owed(String customerNo) {
        return DealerContext.callAs(house.dealer(), () -> desk.find(clerk, "6621", 10, NEXT_DAY)).customers().stream()
                .filter(it -> it.customerNo().equals(customerNo))
                .findFirst()
                .orElseThrow()
                .owed();
    }

    @Test
    void a_changed_name_a_new_plate_and_a_plate_that_went_to_another_car_are_found_as_they_are_now() {
        bring(FileKind.VEHICLES, "vin,plate,brand,customer_no\n%s,浙A99999,岚峰,K1\n".formatted(VIN));
        assertThat(find("7K3F9").vehicles()).isEmpty();
        assertThat(find("99999").vehicles())
                .extracting(SearchHits.VehicleHit::vin)
                .containsExactly(VIN);
        bring(FileKind.VEHICLES, "vin,plate,brand,customer_no\n%s,浙A99999,岚峰,K2\n".formatted(OTHER_VIN));
        assertThat(find("99999").vehicles())
                .extracting(SearchHits.VehicleHit::vin)
                .containsExactly(OTHER_VIN);
        assertThat(find("D36621").vehicles()).isEmpty();
    }

    @Test
    void more_than_was_asked_for_is_said() {
        var hits = DealerContext.callAs(house.dealer(), () -> desk.find(clerk, "6621", 2, NIGHT));
        assertThat(hits.customers()).hasSize(2);
        assertThat(hits.more()).isTrue();
    }

    @Test
    void another_dealer_finds_nothing() {
        var other = builder.open();
        builder.employ(other, "clerk", Map.of(other.east(), Set.of(Role.AGENT)));
        var stranger = builder.actor(other, "clerk");
        assertThat(DealerContext.callAs(other.dealer(), () -> desk.find(stranger, "6621", 10, NIGHT))
                        .count())
                .isZero();
    }

    @Test
    void who_may_not_see_customers_finds_none() {
        assertThatThrownBy(() -> DealerContext.callAs(house.dealer(), () -> desk.find(info, "6621", 10, NIGHT)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void whatever_is_typed_is_no_fault() {
        for (var typed : List.of(
                "%",
                "_",
                "'",
                "\\",
                "\0",
                "a\0bc",
                "😀😀",
                "浙",
                "浙A",
                "10FFFF",
                "\uDBFF\uDFFF",
                "--",
                "9".repeat(400),
                "王 ' or 1=1")) {
            assertThat(find(typed).count()).as(typed).isZero();
        }
    }

    private SearchHits find(String typed) {
        return DealerContext.callAs(house.dealer(), () -> desk.find(clerk, typed, 10, NIGHT));
    }

    private List<String> numbers(String typed) {
        return find(typed).customers().stream().map(CustomerHit::customerNo).toList();
    }

    private void bring(FileKind kind, String text) {
        var file = DealerContext.callAs(
                house.dealer(),
                () -> imports.takeNow(
                        info, kind, kind + ".csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        assertThat(file.state()).isEqualTo(ImportedFile.State.DONE);
        assertThat(file.counts().rejected()).isZero();
    }

    private static String vin(String pattern) {
        return new Vin(pattern.substring(0, 8) + Vin.checkDigit(pattern) + pattern.substring(9)).value();
    }
}
