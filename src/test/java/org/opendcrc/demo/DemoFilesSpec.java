package org.opendcrc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
    private static final DemoFiles FILES = DemoFiles.generate(Demo.SEED, FRIDAY, CUSTOMERS, QINGMING);

    private final List<NamedCsvRecord> staff = rows(FILES::writeStaff);
    private final List<NamedCsvRecord> customers = rows(FILES::writeCustomers);
    private final List<NamedCsvRecord> vehicles = rows(FILES::writeVehicles);
    private final List<NamedCsvRecord> orders = rows(FILES::writeRepairOrders);

    @Test
    void the_same_seed_makes_the_same_bytes() throws NoSuchAlgorithmException {
        assertThat(print(DemoFiles.generate(Demo.SEED, FRIDAY, CUSTOMERS, QINGMING)))
                .isEqualTo(print(FILES))
                .as("on every JDK")
                .isEqualTo("5049687622426cb0bb5a58d565557a30f9bc734921673c7f93f27248bd623d9b");
    }

    @Test
    void the_anchor_day_belongs_to_the_seed() throws NoSuchAlgorithmException {
        assertThat(print(DemoFiles.generate(Demo.SEED, FRIDAY.plusDays(1), CUSTOMERS, QINGMING)))
                .isNotEqualTo(print(FILES));
        assertThat(print(DemoFiles.generate(Demo.SEED + 1, FRIDAY, CUSTOMERS, QINGMING)))
                .isNotEqualTo(print(FILES));
        assertThat(customersOf(DemoFiles.generate(Demo.SEED, FRIDAY.plusDays(1), CUSTOMERS, QINGMING)))
                .isNotEqualTo(customersOf(FILES));
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
        assertThat(weekdays.getAverage()).isBetween(25.0, 30.0);
        assertThat(weekdays.getMin()).isGreaterThanOrEqualTo(18);
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
            assertThat(sentIn.toLocalDate()).isBetween(LocalDate.of(2026, 1, 11), FRIDAY);
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
                .isBetween(20L, 120L);
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
        assertThat(staff).hasSize(16);
    }

    @Test
    void a_small_dealer_has_calls_to_make_too() {
        for (int size : List.of(1, 2, 10, 60)) {
            var small = DemoFiles.generate(Demo.SEED, FRIDAY, size, Set.of());
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

    private static String print(DemoFiles files) throws NoSuchAlgorithmException {
        var all = text(files::writeStaff)
                + text(files::writeCustomers)
                + text(files::writeVehicles)
                + text(files::writeRepairOrders);
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
    }
}
