package org.opendcrc.demo;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendcrc.shared.Role;

/** Who the invented dealer is: stores, brand and people. The code is reserved for him; no real dealer should bear it. */
final class DemoDealer {

    static final String CODE = "hengyuan";
    static final String NAME = "恒远汽车";
    static final String BRAND = "岚峰";
    static final String AREA_CODE = "0571";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Of everybody: it is printed at each start and protects nothing. */
    static final String PASSWORD = "opendcrc-demo-2026";

    /** The pre-inspection bays of each store. */
    static final List<String> BAYS = List.of("预检 1", "预检 2");

    /** A job of the price list; the price in fen. */
    record PricedJob(String code, String name, int minutes, long priceFen) {}

    static final List<PricedJob> JOBS = List.of(
            new PricedJob("BY-05", "首次保养（免费）", 60, 0),
            new PricedJob("BY-10", "10,000 公里保养", 60, 46_800),
            new PricedJob("BY-30", "30,000 公里保养", 90, 86_800),
            new PricedJob("ZD-01", "前刹车片更换", 45, 39_900),
            new PricedJob("KT-01", "空调检查与清洗", 60, 19_800),
            new PricedJob("ZC-01", "冷车抖动检查", 40, 12_000));

    /** The stores, each with the days on which it is open. */
    enum DemoStore {
        CHENGXI(0, "HZCX", "杭州城西店", "CX", EnumSet.allOf(DayOfWeek.class), true, 65),
        BINJIANG(1, "HZBJ", "杭州滨江店", "BJ", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), false, 35);

        private final int place;
        private final String code;
        private final String title;
        private final String letters;

        @SuppressWarnings("ImmutableEnumChecker") // filled once, copied when handed out
        private final Set<DayOfWeek> open;

        private final boolean visitNumbers;
        private final int share;

        DemoStore(
                int place,
                String code,
                String title,
                String letters,
                Set<DayOfWeek> open,
                boolean givesVisitNumbers,
                int share) {
            this.place = place;
            this.code = code;
            this.title = title;
            this.letters = letters;
            this.open = open;
            this.visitNumbers = givesVisitNumbers;
            this.share = share;
        }

        /** In arrays by store. */
        int place() {
            return place;
        }

        String code() {
            return code;
        }

        String title() {
            return title;
        }

        /** With which its order numbers begin. */
        String letters() {
            return letters;
        }

        Set<DayOfWeek> open() {
            return Set.copyOf(open);
        }

        /** Whether its ERP numbers the stays of a car 进厂号. */
        boolean givesVisitNumbers() {
            return visitNumbers;
        }

        /** Of the dealer's orders on a weekday, in hundred. */
        int share() {
            return share;
        }
    }

    /** Somebody of the staff file who can sign in. */
    record Colleague(String staffNo, String login, String name, Role role, List<DemoStore> stores) {}

    /** The first administrator is opened with the dealer and stands in no file. */
    static final Colleague ADMINISTRATOR = of("9000", "admin", "管理员", Role.ADMINISTRATOR, DemoStore.values());

    static final List<Colleague> STAFF = List.of(
            of("1001", "zhou", "周晓雯", Role.AGENT, DemoStore.CHENGXI),
            of("1002", "he", "何敏", Role.AGENT, DemoStore.values()),
            of("1003", "lin", "林静", Role.CRC_MANAGER, DemoStore.values()),
            of("2001", "wang", "王建军", Role.ADVISOR, DemoStore.CHENGXI),
            of("2002", "li", "李海涛", Role.ADVISOR, DemoStore.CHENGXI),
            of("2003", "zhao", "赵敏", Role.ADVISOR, DemoStore.CHENGXI),
            of("2101", "sun", "孙磊", Role.ADVISOR, DemoStore.BINJIANG),
            of("3001", "qian", "钱莉", Role.CONSULTANT, DemoStore.CHENGXI),
            of("3101", "feng", "冯涛", Role.CONSULTANT, DemoStore.BINJIANG),
            of("2900", "chen", "陈国强", Role.SERVICE_MANAGER, DemoStore.values()),
            of("9001", "zong", "高志远", Role.GENERAL_MANAGER, DemoStore.values()),
            of("8001", "bao", "马大勇", Role.GUARD, DemoStore.CHENGXI),
            of("8002", "info", "唐佳", Role.INFORMATION, DemoStore.values()));

    private static final Map<DemoStore, List<String>> ADVISORS = staffNos(Role.ADVISOR);
    private static final Map<DemoStore, List<String>> CONSULTANTS = staffNos(Role.CONSULTANT);

    private DemoDealer() {}

    /** The staff numbers of a store's service advisors. */
    static List<String> advisors(DemoStore store) {
        return ADVISORS.getOrDefault(store, List.of());
    }

    /** The staff numbers of a store's sales consultants. */
    static List<String> consultants(DemoStore store) {
        return CONSULTANTS.getOrDefault(store, List.of());
    }

    private static Map<DemoStore, List<String>> staffNos(Role role) {
        var found = new EnumMap<DemoStore, List<String>>(DemoStore.class);
        for (var store : DemoStore.values()) {
            found.put(
                    store,
                    STAFF.stream()
                            .filter(it -> it.role() == role && it.stores().contains(store))
                            .map(Colleague::staffNo)
                            .toList());
        }
        return Map.copyOf(found);
    }

    private static Colleague of(String staffNo, String login, String name, Role role, DemoStore... stores) {
        return new Colleague(staffNo, login, name, role, List.of(stores));
    }
}
