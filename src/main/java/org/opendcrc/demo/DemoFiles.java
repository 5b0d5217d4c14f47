package org.opendcrc.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendcrc.demo.DemoCars.Car;
import org.opendcrc.demo.DemoDealer.Colleague;
import org.opendcrc.demo.DemoOrders.Order;
import org.opendcrc.demo.DemoOwners.Owner;

/**
 * What the ERP of the invented dealer hands over in the night after the anchor day: staff, customers, cars and a quarter of a year of
 * repair orders, with the canonical headings of the exchange format. The same seed, anchor day, size and holidays make the same
 * characters on every machine.
 */
public final class DemoFiles {

    private final Map<Colleague, String> staffPhones;
    private final List<Owner> owners;
    private final List<Car> cars;
    private final List<Order> orders;
    private final LocalDate start;

    private DemoFiles(
            Map<Colleague, String> staffPhones,
            List<Owner> owners,
            List<Car> cars,
            List<Order> orders,
            LocalDate start) {
        this.staffPhones = staffPhones;
        this.owners = owners;
        this.cars = cars;
        this.orders = orders;
        this.start = start;
    }

    /**
     * Invents the dealer's data.
     *
     * @param anchorDay the last day of the data, in the stores' zone; it belongs to the seed
     * @param customers how many, at least 1; orders and cars follow from it
     * @param holidays days on which both stores are closed
     */
    public static DemoFiles generate(long seed, LocalDate anchorDay, int customers, Set<LocalDate> holidays) {
        if (customers < 1) {
            throw new IllegalArgumentException("a dealer has customers, not " + customers);
        }
        // The odd number spreads neighbouring days over all bits.
        var dice = new Dice(seed ^ (anchorDay.toEpochDay() * 0x9E3779B97F4A7C15L));
        var phones = new DemoPhones(dice);
        var start = firstDay(anchorDay);
        var staffPhones = new HashMap<Colleague, String>();
        DemoDealer.STAFF.forEach(it -> staffPhones.put(it, phones.next()));
        var owners = DemoOwners.invent(dice, phones, customers, start);
        var cars = DemoCars.invent(dice, owners, anchorDay);
        var orders = DemoOrders.invent(dice, start, anchorDay, customers, cars, holidays);
        return new DemoFiles(staffPhones, owners, cars, orders, start);
    }

    /** The first day with orders of a quarter that ends on that day. */
    static LocalDate firstDay(LocalDate anchorDay) {
        return anchorDay.minusMonths(3).plusDays(1);
    }

    /** The staff file 员工. */
    public void writeStaff(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord("staff_no", "name", "role", "store_code", "phone", "active");
            for (var colleague : DemoDealer.STAFF) {
                for (var store : colleague.stores()) {
                    csv.writeRecord(
                            colleague.staffNo(),
                            colleague.name(),
                            colleague.role().word(),
                            store.code(),
                            staffPhones.getOrDefault(colleague, ""),
                            "是");
                }
            }
        });
    }

    /** The customers file 客户. */
    public void writeCustomers(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord(
                    "customer_no",
                    "kind",
                    "name",
                    "sex",
                    "id_no",
                    "phone",
                    "phone2",
                    "province",
                    "city",
                    "address",
                    "postcode",
                    "contact_name",
                    "contact_phone",
                    "contact_relation",
                    "dnd",
                    "sms_consent",
                    "survey_consent",
                    "changed_at");
            for (var owner : owners) {
                csv.writeRecord(
                        owner.customerNo(),
                        owner.firm() ? "单位" : "个人",
                        owner.name(),
                        owner.sex(),
                        "",
                        owner.phone(),
                        owner.phone2(),
                        "浙江省",
                        owner.city(),
                        owner.address(),
                        "",
                        owner.contactName(),
                        owner.contactPhone(),
                        owner.contactRelation(),
                        yesOrNo(owner.doNotDisturb()),
                        yesOrNo(owner.textsWelcome()),
                        yesOrNo(owner.callsWelcome()),
                        Digits.moment(owner.changedAt()));
            }
        });
    }

    /** The vehicles file 车辆. The reading is that of the last stay, or of the last one before the quarter. */
    public void writeVehicles(Writer writer) {
        var lastOrders = new HashMap<Integer, Order>();
        orders.forEach(it -> lastOrders.put(it.car().index(), it));
        write(writer, csv -> {
            csv.writeRecord(
                    "vin",
                    "plate",
                    "brand",
                    "series",
                    "model",
                    "color",
                    "engine_no",
                    "customer_no",
                    "delivered_on",
                    "invoiced_on",
                    "warranty_until",
                    "warranty_km",
                    "mileage_km",
                    "jd_flag",
                    "changed_at");
            for (var car : cars) {
                var changed = changed(car, lastOrders.get(car.index()));
                csv.writeRecord(
                        car.vin(),
                        car.plate(),
                        DemoDealer.BRAND,
                        car.series(),
                        car.model(),
                        car.color(),
                        car.engineNo(),
                        car.owner().customerNo(),
                        car.delivered().toString(),
                        car.delivered().minusDays(1 + car.index() % 3).toString(),
                        car.warrantyUntil().toString(),
                        Integer.toString(Car.warrantyKilometres()),
                        Integer.toString(car.kilometresOn(changed.toLocalDate())),
                        yesOrNo(car.jd()),
                        Digits.moment(changed));
            }
        });
    }

    private LocalDateTime changed(Car car, @Nullable Order last) {
        if (last != null) {
            return last.sentIn();
        }
        var before = start.minusDays(1 + car.index() * 13L % 180);
        return (before.isBefore(car.delivered()) ? car.delivered() : before).atTime(10, 0);
    }

    /** The file of repair orders 维修委托书. */
    public void writeRepairOrders(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord(
                    "order_no",
                    "store_code",
                    "vin",
                    "plate",
                    "customer_no",
                    "sender_name",
                    "sender_phone",
                    "kind",
                    "sent_in_at",
                    "completed_at",
                    "settled_at",
                    "mileage_km",
                    "advisor_no",
                    "technician",
                    "amount_yuan",
                    "visit_no",
                    "status");
            for (var order : orders) {
                csv.writeRecord(
                        order.orderNo(),
                        order.store().code(),
                        order.car().vin(),
                        order.car().plate(),
                        order.car().owner().customerNo(),
                        order.senderName(),
                        order.senderPhone(),
                        order.kind(),
                        Digits.moment(order.sentIn()),
                        order.completed().map(Digits::moment).orElse(""),
                        order.settled().map(Digits::moment).orElse(""),
                        Integer.toString(order.kilometres()),
                        order.advisorNo(),
                        order.technician(),
                        order.fen().map(Digits::yuan).orElse(""),
                        order.visitNo(),
                        order.status());
            }
        });
    }

    @FunctionalInterface
    private interface Lines {
        void writeTo(CsvWriter csv) throws IOException;
    }

    private static void write(Writer writer, Lines lines) {
        try {
            var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
            lines.writeTo(csv);
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "是" : "否";
    }
}
