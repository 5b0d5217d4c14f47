package org.opendcrc.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.opendcrc.demo.DemoCars.Car;
import org.opendcrc.demo.DemoOrders.Order;
import org.opendcrc.demo.DemoStays.Kind;

/**
 * What the ERP of the invented dealer hands over in the night after the last day, with the canonical headings of the exchange format. The
 * same seed, last day, number of days, size and holidays make the same characters on every machine. Each file is written from front to
 * back without the others and without being held in memory, so a dealer may have any size.
 */
public final class DemoFiles {

    /** How many orders a file has at most, more or less: the import takes five million lines a file. */
    private static final int ORDERS_OF_FILE = 2_000_000;

    /** A car's stays follow each other so far apart, on the average and counted in orders. */
    private static final int DAYS_BETWEEN_ORDERS = 120;

    private static final List<String> PARTS =
            List.of("机油滤清器", "空气滤清器", "空调滤清器", "全合成机油4L", "前制动片", "后制动片", "雨刮片", "火花塞", "蓄电池", "制动液", "冷却液", "轮胎");
    private static final List<String> WORK =
            List.of("常规保养", "故障诊断", "更换制动片", "四轮定位", "钣金修复", "喷漆", "更换轮胎", "空调系统检查", "底盘检查", "软件升级");
    private static final List<String> ADVICE =
            List.of("前制动片磨损，建议更换", "轮胎花纹偏浅，建议更换", "蓄电池电压偏低", "空调滤清器脏污", "雨刮片老化", "制动液含水量偏高");

    /** So many days back sales owe a call when they come in; whoever bought before is asked by nobody. */
    private static final int SALES_ASKED = 12;

    private final DemoWorld world;
    private final DemoPhones phones;
    private final DemoOwners owners;
    private final DemoCars cars;
    private final DemoStays stays;
    private final DemoOrders orders;

    /**
     * The files of a dealer.
     *
     * @param anchorDay the last day of the data, in the stores' zone; it belongs to the seed
     * @param days of orders, up to the last one
     * @param customers how many, from 1 to 2,000,000; cars and orders follow from it
     * @param holidays days on which all stores are closed
     */
    public DemoFiles(long seed, LocalDate anchorDay, int days, int customers, Set<LocalDate> holidays) {
        world = new DemoWorld(seed, anchorDay, days, customers, holidays);
        phones = new DemoPhones(world.seed());
        owners = new DemoOwners(world, phones);
        cars = new DemoCars(world);
        stays = new DemoStays(world, cars);
        orders = new DemoOrders(world, owners, stays);
    }

    /** The staff file 员工. */
    public void writeStaff(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord("staff_no", "name", "role", "store_code", "phone", "active");
            var staff = DemoDealer.staff(world.stores());
            for (var place = 0; place < staff.size(); place++) {
                var colleague = staff.get(place);
                for (var store : colleague.stores()) {
                    csv.writeRecord(
                            colleague.staffNo(),
                            colleague.name(),
                            colleague.role().word(),
                            store.code(),
                            phones.ofStaff(place),
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
            for (var number = 1; number <= world.customers(); number++) {
                var owner = owners.owner(number);
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

    /** The vehicles file 车辆. The reading is that of the last stay, or of the last one before the first day. */
    public void writeVehicles(Writer writer) {
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
            var number = world.cars();
            for (var index = 0; index < number; index++) {
                var car = cars.car(index);
                var changed = changed(car);
                csv.writeRecord(
                        car.vin(),
                        cars.plate(car),
                        DemoDealer.BRAND,
                        car.model().series(),
                        car.model().name(),
                        car.color(),
                        car.engineNo(),
                        DemoOwners.customerNo(car.owner()),
                        LocalDate.ofEpochDay(car.delivered()).toString(),
                        LocalDate.ofEpochDay(car.delivered() - 1 - index % 3).toString(),
                        car.warrantyUntil().toString(),
                        Integer.toString(Car.warrantyKilometres()),
                        Integer.toString(
                                car.kilometresOn((int) changed.toLocalDate().toEpochDay())),
                        yesOrNo(car.jd()),
                        Digits.moment(changed));
            }
        });
    }

    private LocalDateTime changed(Car car) {
        var all = stays.of(car);
        if (!all.isEmpty()) {
            return LocalDate.ofEpochDay(all.getLast().day())
                    .atStartOfDay()
                    .plusMinutes(all.getLast().minute());
        }
        var before = world.start() - 1 - car.index() % 180;
        return LocalDate.ofEpochDay(Math.max(before, car.delivered())).atTime(10, 0);
    }

    /** The file of repair orders 维修委托书, all in one. */
    public void writeRepairOrders(Writer writer) {
        writeRepairOrders(writer, 0, 1);
    }

    /** How many files of repair orders a dealer of that size should hand over, so that the import takes each. */
    public int partsOfRepairOrders() {
        var days = world.end() - world.start() + 1;
        return (int) (1 + (long) world.cars() * days / DAYS_BETWEEN_ORDERS / ORDERS_OF_FILE);
    }

    /**
     * One of several files of repair orders, each of a stretch of days.
     *
     * @param part from 0; the last one holds the last day
     */
    public void writeRepairOrders(Writer writer, int part, int parts) {
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
            orders.inOrder(
                    firstOf(part, parts),
                    firstOf(part + 1, parts) - 1,
                    order -> record(
                            csv,
                            order.orderNo(),
                            order.store().code(),
                            order.car().vin(),
                            cars.plate(order.car()),
                            order.owner().customerNo(),
                            order.senderName(),
                            order.senderPhone(),
                            order.kind().word(),
                            Digits.moment(order.sentIn()),
                            order.completed().map(Digits::moment).orElse(""),
                            order.settled().map(Digits::moment).orElse(""),
                            Integer.toString(order.kilometres()),
                            order.advisorNo(),
                            order.technician(),
                            order.fen().map(Digits::yuan).orElse(""),
                            order.visitNo(),
                            order.status()));
        });
    }

    private int firstOf(int part, int parts) {
        var days = world.end() - world.start() + 1;
        return world.start() + (int) ((long) days * part / parts);
    }

    /** The sales file 销售: the cars that were delivered within the days. */
    public void writeSales(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord(
                    "sale_no",
                    "store_code",
                    "vin",
                    "customer_no",
                    "dealt_on",
                    "delivered_on",
                    "consultant_no",
                    "price_yuan",
                    "status");
            var number = world.cars();
            for (var index = 0; index < number; index++) {
                var car = cars.car(index);
                if (car.delivered() >= world.start()) {
                    var dice = world.dice('v', index);
                    csv.writeRecord(
                            "XS" + Digits.of(index, 8),
                            car.home().code(),
                            car.vin(),
                            DemoOwners.customerNo(car.owner()),
                            LocalDate.ofEpochDay(car.delivered() - dice.between(1, 45))
                                    .toString(),
                            LocalDate.ofEpochDay(car.delivered()).toString(),
                            dice.of(DemoDealer.consultants(car.home())),
                            Digits.yuan(dice.between(930, 3680) * 10_000L),
                            "有效");
                }
            }
        });
    }

    /** Buyers were called before, too: all whose car was picked up two days before the end or earlier, as far as anybody asks. */
    public void writeSaleCalls(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord("sale_no", "store_code", "called_at", "outcome");
            for (var index = 0; index < world.cars(); index++) {
                var car = cars.car(index);
                if (car.delivered() > world.end() - SALES_ASKED && car.delivered() <= world.end() - 2) {
                    csv.writeRecord(
                            "XS" + Digits.of(index, 8),
                            car.home().code(),
                            LocalDate.ofEpochDay(car.delivered() + 2) + " 16:30",
                            "满意");
                }
            }
        });
    }

    /** The file of repair lines 维修明细: the work, and mostly some parts; together they cost what the order costs. */
    public void writeRepairLines(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord("order_no", "store_code", "line_no", "kind", "code", "name", "quantity", "amount_yuan");
            orders.inOrder(world.start(), world.end(), order -> {
                var dice = dice('w', order);
                var parts = dice.below(4);
                var whole = order.fen().orElse(0L);
                var rest = whole;
                for (var line = 1; line <= parts; line++) {
                    var fen = whole / 100 * dice.between(5, 25);
                    rest -= fen;
                    var part = dice.below(PARTS.size());
                    record(
                            csv,
                            order.orderNo(),
                            order.store().code(),
                            Integer.toString(line),
                            "配件",
                            "P" + Digits.of(part + 101L, 5),
                            PARTS.get(part),
                            Integer.toString(dice.between(1, 4)),
                            Digits.yuan(fen));
                }
                var work = order.kind() == Kind.MAINTENANCE || order.kind() == Kind.FIRST_SERVICE
                        ? 0
                        : dice.between(1, WORK.size() - 1);
                record(
                        csv,
                        order.orderNo(),
                        order.store().code(),
                        Integer.toString(parts + 1),
                        "工时",
                        "W" + Digits.of(work + 11L, 3),
                        WORK.get(work),
                        "1",
                        Digits.yuan(rest));
            });
        });
    }

    /** The file of recommendations 维修建议: to one order in seven. */
    public void writeRecommendations(Writer writer) {
        write(writer, csv -> {
            csv.writeRecord("order_no", "store_code", "item", "usable_until", "usable_km", "accepted");
            orders.inOrder(world.start(), world.end(), order -> {
                var dice = dice('g', order);
                if (order.kind() != Kind.INTERNAL && dice.inThousand(140)) {
                    record(
                            csv,
                            order.orderNo(),
                            order.store().code(),
                            dice.of(ADVICE),
                            order.sentIn()
                                    .toLocalDate()
                                    .plusDays(dice.between(30, 180))
                                    .toString(),
                            Integer.toString(order.kilometres() + dice.between(1, 8) * 1000),
                            yesOrNo(dice.inThousand(300)));
                }
            });
        });
    }

    private Dice dice(char of, Order order) {
        return world.dice(of, order.orderNo().hashCode() * 31L + order.car().index());
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

    private static void record(CsvWriter csv, String... cells) {
        csv.writeRecord(cells);
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "是" : "否";
    }
}
