package org.opendcrc.demo;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /**
     * A store.
     *
     * @param place in arrays and lists by store, from 0
     * @param letters with which its order numbers begin
     * @param open the days on which it is open
     * @param givesVisitNumbers whether its ERP numbers the stays of a car 进厂号
     * @param share of the orders of the first two stores on a weekday, in hundred
     */
    record DemoStore(
            int place,
            String code,
            String title,
            String letters,
            Set<DayOfWeek> open,
            boolean givesVisitNumbers,
            int share) {

        static final DemoStore CHENGXI =
                new DemoStore(0, "HZCX", "杭州城西店", "CX", EnumSet.allOf(DayOfWeek.class), true, 65);
        static final DemoStore BINJIANG =
                new DemoStore(1, "HZBJ", "杭州滨江店", "BJ", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), false, 35);

        DemoStore {
            open = Set.copyOf(open);
        }
    }

    /** A dealer of the size that {@code ./run} opens has these two; they are there in a dealer of any size. */
    static final List<DemoStore> FIRST_STORES = List.of(DemoStore.CHENGXI, DemoStore.BINJIANG);

    /** A dealer opens a further store for so many customers. */
    private static final int CUSTOMERS_OF_STORE = 25_000;

    private static final int MOST_STORES = 40;
    private static final List<String> TOWNS =
            List.of("杭州萧山", "杭州余杭", "宁波江北", "宁波鄞州", "绍兴柯桥", "嘉兴南湖", "湖州吴兴", "金华婺城", "台州椒江", "温州鹿城");
    private static final List<String> SURNAMES = List.of("许", "沈", "韩", "曹", "魏", "蒋", "董", "田", "潘", "袁");
    private static final List<String> GIVEN = List.of("伟", "芳", "娜", "强", "磊", "静", "洋", "艳", "勇", "杰", "涛", "明", "超");
    private static final int ADVISORS_OF_STORE = 3;
    private static final int CONSULTANTS_OF_STORE = 2;

    /** The stores of a dealer with so many customers: the first two, and another for each 25,000 beyond 50,000, up to forty. */
    static List<DemoStore> stores(int customers) {
        var number = Math.clamp(customers / CUSTOMERS_OF_STORE, FIRST_STORES.size(), MOST_STORES);
        return IntStream.range(0, number).mapToObj(DemoDealer::store).toList();
    }

    private static DemoStore store(int place) {
        if (place < FIRST_STORES.size()) {
            return FIRST_STORES.get(place);
        }
        var further = place - FIRST_STORES.size();
        var town = TOWNS.get(further % TOWNS.size());
        var round = further / TOWNS.size();
        return new DemoStore(
                place,
                "ZJ" + Digits.of(place + 1L, 2),
                town + (round == 0 ? "" : "第" + List.of("二", "三", "四").get(round - 1)) + "店",
                "Z" + Digits.of(place + 1L, 2),
                EnumSet.allOf(DayOfWeek.class),
                place % 2 == 0,
                0);
    }

    /** Somebody of the staff file; those of {@link #STAFF} can sign in. */
    record Colleague(String staffNo, String login, String name, Role role, List<DemoStore> stores) {}

    /** The first administrator is opened with the dealer and stands in no file. */
    static final Colleague ADMINISTRATOR = of("9000", "admin", "管理员", Role.ADMINISTRATOR, FIRST_STORES);

    static final List<Colleague> STAFF = List.of(
            of("1001", "zhou", "周晓雯", Role.AGENT, DemoStore.CHENGXI),
            of("1002", "he", "何敏", Role.AGENT, FIRST_STORES),
            of("1003", "lin", "林静", Role.CRC_MANAGER, FIRST_STORES),
            of("2001", "wang", "王建军", Role.ADVISOR, DemoStore.CHENGXI),
            of("2002", "li", "李海涛", Role.ADVISOR, DemoStore.CHENGXI),
            of("2003", "zhao", "赵敏", Role.ADVISOR, DemoStore.CHENGXI),
            of("2101", "sun", "孙磊", Role.ADVISOR, DemoStore.BINJIANG),
            of("3001", "qian", "钱莉", Role.CONSULTANT, DemoStore.CHENGXI),
            of("3101", "feng", "冯涛", Role.CONSULTANT, DemoStore.BINJIANG),
            of("2900", "chen", "陈国强", Role.SERVICE_MANAGER, FIRST_STORES),
            of("4001", "zheng", "郑丽", Role.PARTS, DemoStore.CHENGXI),
            of("5001", "ding", "丁伟", Role.WORKSHOP, DemoStore.CHENGXI),
            of("9001", "zong", "高志远", Role.GENERAL_MANAGER, FIRST_STORES),
            of("8001", "bao", "马大勇", Role.GUARD, DemoStore.CHENGXI),
            of("8002", "info", "唐佳", Role.INFORMATION, FIRST_STORES));

    private static final Map<DemoStore, List<String>> ADVISORS = staffNos(Role.ADVISOR);
    private static final Map<DemoStore, List<String>> CONSULTANTS = staffNos(Role.CONSULTANT);

    private DemoDealer() {}

    /** Everybody of the staff file: those who work for all stores do so for any number of them, and further stores have people of their own. */
    static List<Colleague> staff(List<DemoStore> stores) {
        var all = new ArrayList<Colleague>();
        for (var colleague : STAFF) {
            all.add(
                    colleague.stores().equals(FIRST_STORES)
                            ? of(colleague.staffNo(), colleague.login(), colleague.name(), colleague.role(), stores)
                            : colleague);
        }
        for (var store : stores.subList(FIRST_STORES.size(), stores.size())) {
            for (var number = 1; number <= ADVISORS_OF_STORE; number++) {
                all.add(further(store, Role.ADVISOR, number));
            }
            for (var number = 1; number <= CONSULTANTS_OF_STORE; number++) {
                all.add(further(store, Role.CONSULTANT, ADVISORS_OF_STORE + number));
            }
            all.add(further(store, Role.AGENT, 8));
            all.add(further(store, Role.GUARD, 9));
        }
        return List.copyOf(all);
    }

    private static Colleague further(DemoStore store, Role role, int number) {
        var who = store.place() * 10 + number;
        var name = SURNAMES.get(who * 7 % SURNAMES.size()) + GIVEN.get(who % GIVEN.size());
        return of(furtherNo(store, number), "", name, role, store);
    }

    private static String furtherNo(DemoStore store, int number) {
        return Integer.toString(10_000 + store.place() * 10 + number);
    }

    /** The staff numbers of a store's service advisors. */
    static List<String> advisors(DemoStore store) {
        return ADVISORS.getOrDefault(store, furtherNos(store, 1, ADVISORS_OF_STORE));
    }

    /** The staff numbers of a store's sales consultants. */
    static List<String> consultants(DemoStore store) {
        return CONSULTANTS.getOrDefault(
                store, furtherNos(store, ADVISORS_OF_STORE + 1, ADVISORS_OF_STORE + CONSULTANTS_OF_STORE));
    }

    private static List<String> furtherNos(DemoStore store, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(it -> furtherNo(store, it))
                .toList();
    }

    private static Map<DemoStore, List<String>> staffNos(Role role) {
        return FIRST_STORES.stream()
                .collect(Collectors.toUnmodifiableMap(
                        it -> it,
                        it -> STAFF.stream()
                                .filter(who ->
                                        who.role() == role && who.stores().contains(it))
                                .map(Colleague::staffNo)
                                .toList()));
    }

    private static Colleague of(String staffNo, String login, String name, Role role, DemoStore store) {
        return of(staffNo, login, name, role, List.of(store));
    }

    private static Colleague of(String staffNo, String login, String name, Role role, List<DemoStore> stores) {
        return new Colleague(staffNo, login, name, role, stores);
    }
}
