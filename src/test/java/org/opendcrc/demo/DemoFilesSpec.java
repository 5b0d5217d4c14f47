package org.opendcrc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.Plate;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Vin;

/** The invented dealer's files: the same each time, and such that nobody real is in them. */
class DemoFilesSpec {

    /** A Friday. Qingming lies in the quarter before it. */
    private static final LocalDate FRIDAY = LocalDate.of(2026, 4, 10);

    private static final Set<LocalDate> QINGMING =
            Set.of(LocalDate.of(2026, 4, 4), LocalDate.of(2026, 4, 5), LocalDate.of(2026, 4, 6));
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int CUSTOMERS = 2000;
    private static final DemoFiles FILES = new DemoFiles(Demo.SEED, FRIDAY, Demo.DAYS, CUSTOMERS, QINGMING);

    private final List<NamedCsvRecord> staff = rows(FILES::writeStaff);
    private final List<NamedCsvRecord> customers = rows(FILES::writeCustomers);
    private final List<NamedCsvRecord> vehicles = rows(FILES::writeVehicles);
    private final List<NamedCsvRecord> orders = rows(FILES::writeRepairOrders);

    @Test
    void the_same_seed_makes_the_same_bytes() {
        assertThat(print(new DemoFiles(Demo.SEED, FRIDAY, Demo.DAYS, CUSTOMERS, QINGMING)))
                .isEqualTo(print(FILES))
                .as("on every JDK")
                .isEqualTo("e69032432268adde3e48afab15fd0302a5e50cbdc5dfdb457a72861f29f5cdc6");
    }

    @Test
    void another_seed_another_day_and_another_size_make_other_bytes() {
        assertThat(List.of(
                        print(FILES),
                        print(new DemoFiles(Demo.SEED, FRIDAY.plusDays(1), Demo.DAYS, CUSTOMERS, QINGMING)),
                        print(new DemoFiles(Demo.SEED + 1, FRIDAY, Demo.DAYS, CUSTOMERS, QINGMING)),
                        print(new DemoFiles(Demo.SEED, FRIDAY, Demo.DAYS - 1, CUSTOMERS, QINGMING)),
                        print(new DemoFiles(Demo.SEED, FRIDAY, Demo.DAYS, CUSTOMERS + 1, QINGMING))))
                .doesNotHaveDuplicates();
        assertThat(customersOf(new DemoFiles(Demo.SEED, FRIDAY.plusDays(1), Demo.DAYS, CUSTOMERS, QINGMING)))
                .isNotEqualTo(customersOf(FILES));
    }

    @Test
    void each_customer_is_the_same_in_a_dealer_of_any_size() {
        var larger = new DemoFiles(Demo.SEED, FRIDAY, Demo.DAYS, CUSTOMERS * 2, QINGMING);
        assertThat(customersOf(larger)).startsWith(customersOf(FILES));
    }

    @Test
    void a_larger_dealer_has_more_stores_and_people_of_their_own() {
        assertThat(DemoDealer.stores(1)).hasSize(2);
        assertThat(DemoDealer.stores(74_999)).hasSize(2);
        assertThat(DemoDealer.stores(75_000)).hasSize(3);
        assertThat(DemoDealer.stores(2_000_000))
                .hasSize(40)
                .extracting(DemoDealer.DemoStore::code)
                .doesNotHaveDuplicates();
        var large = new DemoFiles(Demo.SEED, FRIDAY, 2, 100_000, QINGMING);
        var people = rows(large::writeStaff);
        assertThat(column(people, "staff_no").stream().distinct()).hasSize(DemoDealer.STAFF.size() + 2 * 7);
        var orders = rows(large::writeRepairOrders);
        var byStore =
                orders.stream().collect(Collectors.groupingBy(it -> it.getField("store_code"), Collectors.counting()));
        assertThat(byStore).containsOnlyKeys("HZCX", "HZBJ", "ZJ03", "ZJ04");
        assertThat(column(people, "staff_no")).containsAll(column(orders, "advisor_no"));
    }

    /** Half a million rows, each gone as soon as it is written. */
    @Test
    void a_large_dealer_is_written_without_being_held() {
        var large = new DemoFiles(Demo.SEED, FRIDAY, 400, 200_000, QINGMING);
        var before = used();
        var most = new long[1];
        var rows = new int[1];
        Consumer<Consumer<Writer>> pass = file -> file.accept(new Writer() {
            @Override
            public void write(char[] text, int from, int length) {
                for (var i = from; i < from + length; i++) {
                    if (text[i] == '\n' && ++rows[0] % 400_000 == 0) {
                        most[0] = Math.max(most[0], used() - before);
                    }
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        pass.accept(large::writeCustomers);
        pass.accept(large::writeVehicles);
        pass.accept(writer -> large.writeRepairOrders(writer, 9, 10));
        assertThat(rows[0]).isGreaterThan(550_000);
        assertThat(most[0]).isLessThan(48L << 20);
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void a_dealer_has_one_and_a_half_cars_a_customer_and_firms_have_fleets() {
        assertThat(vehicles).hasSize(CUSTOMERS * 3 / 2);
        var owned = vehicles.stream()
                .collect(Collectors.groupingBy(it -> it.getField("customer_no"), Collectors.counting()));
        assertThat(owned).hasSize(CUSTOMERS);
        var firms = customers.stream()
                .filter(it -> it.getField("kind").equals("单位"))
                .map(it -> it.getField("customer_no"))
                .collect(Collectors.toSet());
        assertThat(firms).hasSizeBetween(CUSTOMERS / 20, CUSTOMERS / 8);
        assertThat(owned.entrySet().stream().filter(it -> it.getValue() > 3).map(Map.Entry::getKey))
                .hasSize(CUSTOMERS * 3 / 100)
                .allMatch(firms::contains);
        assertThat(owned.values()).contains(1L, 2L, 3L, 6L, 18L);
    }

    @Test
    void busy_months_and_days_of_the_week_are_busier() {
        var cx = orders.stream()
                .filter(it -> it.getField("store_code").equals("HZCX"))
                .toList();
        var byDay = cx.stream()
                .collect(Collectors.groupingBy(it -> moment(it, "sent_in_at").getDayOfWeek(), Collectors.counting()));
        assertThat(byDay.get(DayOfWeek.MONDAY)).isGreaterThan(byDay.getOrDefault(DayOfWeek.SUNDAY, 0L) * 5 / 4);
        var byMonth = cx.stream()
                .collect(Collectors.groupingBy(it -> moment(it, "sent_in_at").getMonthValue(), Collectors.counting()));
        assertThat(byMonth.getOrDefault(1, 0L) + byMonth.getOrDefault(9, 0L))
                .isGreaterThan(byMonth.getOrDefault(2, 0L) + byMonth.getOrDefault(10, 0L));
    }

    @Test
    void cars_come_again_and_a_few_come_again_too_soon() {
        var visits = orders.stream()
                .collect(Collectors.groupingBy(
                        it -> it.getField("vin"),
                        Collectors.mapping(it -> moment(it, "sent_in_at").toLocalDate(), Collectors.toSet())));
        assertThat(visits.values().stream().mapToInt(Set::size).average().orElseThrow())
                .isBetween(2.0, 3.6);
        var reworked = orders.stream()
                .filter(it -> it.getField("kind").equals("返修"))
                .collect(Collectors.groupingBy(it -> it.getField("vin"), Collectors.counting()));
        assertThat(reworked.values()).contains(1L).anyMatch(it -> it > 1);
    }

    @Test
    void parts_of_the_orders_are_the_orders() {
        assertThat(FILES.partsOfRepairOrders()).isEqualTo(1);
        assertThat(new DemoFiles(Demo.SEED, FRIDAY, 850, 1_000_000, Set.of()).partsOfRepairOrders())
                .as("ten million orders in files that the import takes")
                .isBetween(4, 8);
        var together = Stream.of(0, 1, 2)
                .flatMap(part -> rows(writer -> FILES.writeRepairOrders(writer, part, 3)).stream())
                .map(NamedCsvRecord::getFields)
                .toList();
        assertThat(together)
                .isEqualTo(orders.stream().map(NamedCsvRecord::getFields).toList());
    }

    @Test
    void sales_lines_and_recommendations_belong_to_cars_and_orders_and_add_up() {
        var sales = rows(FILES::writeSales);
        assertThat(sales).hasSizeGreaterThan(CUSTOMERS / 10);
        assertThat(column(vehicles, "vin")).containsAll(column(sales, "vin"));
        assertThat(column(staff, "staff_no")).containsAll(column(sales, "consultant_no"));
        assertThat(column(sales, "delivered_on"))
                .allSatisfy(it -> assertThat(LocalDate.parse(it)).isBetween(FRIDAY.minusDays(364), FRIDAY));
        var lines = rows(FILES::writeRepairLines);
        var amounts = lines.stream()
                .collect(Collectors.groupingBy(
                        it -> it.getField("store_code") + it.getField("order_no"),
                        Collectors.reducing(
                                BigDecimal.ZERO, it -> new BigDecimal(it.getField("amount_yuan")), BigDecimal::add)));
        assertThat(amounts).hasSize(orders.size());
        assertThat(orders).allSatisfy(it -> {
            var whole = it.getField("amount_yuan");
            assertThat(amounts.get(it.getField("store_code") + it.getField("order_no")))
                    .isEqualByComparingTo(whole.isEmpty() ? "0" : whole);
        });
        assertThat(lines)
                .extracting(it -> it.getField("store_code") + it.getField("order_no") + " " + it.getField("line_no"))
                .doesNotHaveDuplicates();
        var advice = rows(FILES::writeRecommendations);
        assertThat(advice).hasSizeBetween(orders.size() / 10, orders.size() / 5);
        assertThat(advice)
                .allSatisfy(it -> assertThat(amounts).containsKey(it.getField("store_code") + it.getField("order_no")));
    }

    @Test
    void the_command_takes_size_days_seed_and_last_day() {
        assertThat(DemoFilesCommand.Wish.of(
                        List.of("folder", "--customers=50", "--days=30", "--seed=7", "--until=2026-04-10"), FRIDAY))
                .isEqualTo(new DemoFilesCommand.Wish(Path.of("folder"), 7, FRIDAY, 30, 50));
        assertThat(DemoFilesCommand.Wish.of(List.of("folder"), FRIDAY))
                .isEqualTo(new DemoFilesCommand.Wish(
                        Path.of("folder"), Demo.SEED, FRIDAY.minusDays(1), Demo.DAYS, 20_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoFilesCommand.Wish.of(List.of("--customers=50"), FRIDAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoFilesCommand.Wish.of(List.of("folder", "--size=50"), FRIDAY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoFiles(Demo.SEED, FRIDAY, 365, 2_000_001, Set.of()));
    }

    @Test
    void every_number_is_one_that_nobody_has() throws NumberParseException {
        var util = PhoneNumberUtil.getInstance();
        var numbers = Stream.of(
                        column(staff, "phone"),
                        column(customers, "phone"),
                        column(customers, "phone2"),
                        column(customers, "contact_phone"),
                        column(orders, "sender_phone"))
                .flatMap(List::stream)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        assertThat(numbers).hasSizeGreaterThan(CUSTOMERS);
        for (var number : numbers) {
            assertThat(PhoneNumber.of(number, "")).as(number).isPresent();
            assertThat(util.isValidNumber(util.parse(number, "CN"))).as(number).isFalse();
        }
    }

    @Test
    void nobody_has_an_identity_number() {
        assertThat(column(customers, "id_no")).containsOnly("");
    }

    @Test
    void every_car_has_a_good_vin_and_a_regular_plate() {
        assertThat(column(vehicles, "vin"))
                .doesNotHaveDuplicates()
                .allSatisfy(it ->
                        assertThat(Vin.of(it).filter(vin -> !vin.isDoubtful())).isPresent());
        assertThat(column(vehicles, "plate"))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        it -> assertThat(Plate.of(it).filter(Plate::regular)).isPresent())
                .anyMatch(it -> it.length() == 7)
                .anyMatch(it -> it.length() == 8);
    }

    @Test
    void a_weekday_of_two_thousand_customers_settles_25_to_30_orders() {
        var settled = orders.stream()
                .filter(it -> it.getField("status").equals("结算"))
                .collect(Collectors.groupingBy(it -> moment(it, "settled_at").toLocalDate(), Collectors.counting()));
        // The first days lack what would have come in before them.
        var weekdays = settled.entrySet().stream()
                .filter(it -> it.getKey().isAfter(FRIDAY.minusMonths(2)) && !isWeekend(it.getKey()))
                .mapToLong(Map.Entry::getValue)
                .summaryStatistics();
        assertThat(weekdays.getAverage()).isBetween(25.0, 33.0);
        assertThat(weekdays.getMin()).isGreaterThanOrEqualTo(12);
        assertThat(settled.getOrDefault(FRIDAY, 0L)).isGreaterThanOrEqualTo(20);
        assertThat(settled.getOrDefault(FRIDAY.minusDays(12), 0L))
                .as("a Sunday")
                .isBetween(8L, 20L);
    }

    @Test
    void cars_come_in_while_the_store_is_open() {
        assertThat(orders).allSatisfy(it -> {
            var sentIn = moment(it, "sent_in_at");
            assertThat(sentIn.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(16, 30));
            assertThat(sentIn.toLocalDate()).isBetween(LocalDate.of(2025, 4, 11), FRIDAY);
            assertThat(QINGMING).doesNotContain(sentIn.toLocalDate());
            if (it.getField("store_code").equals("HZBJ")) {
                assertThat(isWeekend(sentIn.toLocalDate())).isFalse();
                assertThat(it.getField("visit_no")).isEmpty();
            } else {
                assertThat(it.getField("visit_no")).isNotEmpty();
            }
        });
    }

    @Test
    void every_order_is_paid_behind_its_completion_and_never_behind_the_anchor_day() {
        assertThat(orders).allSatisfy(it -> {
            if (it.getField("status").equals("结算")) {
                assertThat(moment(it, "completed_at")).isAfter(moment(it, "sent_in_at"));
                assertThat(moment(it, "settled_at"))
                        .isAfter(moment(it, "completed_at"))
                        .isBefore(FRIDAY.plusDays(1).atStartOfDay());
                assertThat(moment(it, "settled_at").toLocalTime()).isBefore(LocalTime.of(17, 31));
            } else {
                assertThat(it.getField("settled_at")).isEmpty();
            }
        });
    }

    @Test
    void the_mileage_of_a_car_never_falls() {
        var readings = new HashMap<String, Integer>();
        var byTime = orders.stream()
                .sorted((a, b) -> moment(a, "sent_in_at").compareTo(moment(b, "sent_in_at")))
                .toList();
        assertThat(byTime).allSatisfy(it -> {
            var now = Integer.parseInt(it.getField("mileage_km"));
            var before = readings.put(it.getField("vin"), now);
            assertThat(now).isGreaterThanOrEqualTo(before == null ? 0 : before);
        });
    }

    @Test
    void there_is_something_of_everything() {
        assertThat(column(orders, "kind")).contains("一般维修", "保养", "首保", "索赔", "事故", "返修", "内部");
        assertThat(column(orders, "status")).contains("在修", "结算", "作废");
        var disturbed = column(customers, "dnd").stream().filter("是"::equals).count();
        assertThat(disturbed).isBetween(20L, 60L);
        assertThat(column(vehicles, "jd_flag").stream().filter("是"::equals).count())
                .isBetween(50L, 140L);
        var visits = orders.stream()
                .filter(it -> !it.getField("visit_no").isEmpty())
                .collect(Collectors.groupingBy(it -> it.getField("visit_no"), Collectors.counting()));
        assertThat(visits.values()).contains(1L, 2L).allMatch(it -> it <= 2);
        assertThat(orders)
                .extracting(it -> it.getField("store_code") + it.getField("order_no"))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_staff_file_has_everybody_but_the_administrator() {
        assertThat(column(staff, "role"))
                .allSatisfy(it -> assertThat(Role.ofWord(it)).isPresent())
                .doesNotContain(Role.ADMINISTRATOR.word());
        assertThat(staff).hasSize(20);
    }

    @Test
    void a_small_dealer_has_calls_to_make_too() {
        for (int size : List.of(1, 2, 10, 60)) {
            var small = new DemoFiles(Demo.SEED, FRIDAY, Demo.DAYS, size, Set.of());
            assertThat(rows(small::writeCustomers)).hasSize(size);
            if (size >= 10) {
                assertThat(column(rows(small::writeRepairOrders), "settled_at"))
                        .anyMatch(it -> it.startsWith(FRIDAY.toString()));
            }
        }
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static LocalDateTime moment(NamedCsvRecord row, String column) {
        return LocalDateTime.parse(row.getField(column), MOMENT);
    }

    private static List<String> column(List<NamedCsvRecord> rows, String name) {
        return rows.stream().map(it -> it.getField(name)).toList();
    }

    private static List<NamedCsvRecord> rows(Consumer<Writer> file) {
        return CsvReader.builder().ofNamedCsvRecord(new StringReader(text(file))).stream()
                .toList();
    }

    private static String customersOf(DemoFiles files) {
        return text(files::writeCustomers);
    }

    private static String text(Consumer<Writer> file) {
        var writer = new StringWriter();
        file.accept(writer);
        return writer.toString();
    }

    private static String print(DemoFiles files) {
        var all = text(files::writeStaff)
                + text(files::writeCustomers)
                + text(files::writeVehicles)
                + text(files::writeSales)
                + text(files::writeRepairOrders)
                + text(files::writeRepairLines)
                + text(files::writeRecommendations);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
