package org.opendcrc.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.opendcrc.demo.DemoPhones.Which;

/** Invents customers: names from lists, streets and quarters that are on no map, no identity numbers. */
final class DemoOwners {

    private static final List<String> SURNAMES = List.of(
            "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高", "罗", "郑",
            "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "萧", "田", "董", "潘", "袁", "蔡", "蒋", "余", "叶", "杜",
            "苏", "魏", "程", "吕", "丁", "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "陆", "范", "欧阳", "上官");
    private static final List<String> MEN = List.of(
            "伟", "强", "磊", "军", "勇", "涛", "明", "超", "刚", "平", "建国", "志强", "海波", "文斌", "俊杰", "宇航", "浩然", "子轩", "国庆",
            "晓东", "立新", "永康", "嘉诚", "天佑", "思远", "明轩", "一鸣", "振华", "少华", "德胜");
    private static final List<String> WOMEN = List.of(
            "芳", "娜", "敏", "静", "丽", "燕", "娟", "霞", "洁", "琳", "秀英", "桂兰", "晓雯", "雨桐", "梦琪", "欣怡", "佳宁", "美玲", "雪梅",
            "海燕", "思琪", "诗涵", "婉清", "若曦", "慧敏", "玉珍", "春花", "红梅", "静怡", "语嫣");
    /** Of given names put together from two characters, the first and the second one. */
    private static final String MEN_FIRST = "志建文海国永宏俊子浩晓家立明正云振少天嘉思德春荣泽宇凯博瑞世";

    private static final String MEN_SECOND = "强华军平伟斌杰峰龙辉波鹏飞明涛勇林生亮东良富祥贵新宁康毅超鸣";
    private static final String WOMEN_FIRST = "雨晓美秀玉雪思佳梦欣静婉慧春红海丽淑桂若诗语子文月亚小素金爱";
    private static final String WOMEN_SECOND = "芳娟敏丽霞燕琴萍英兰珍梅玲红琳洁云娜婷妍怡涵琪雯宁瑶颖倩莹蓉";
    private static final List<String> FIRM_NAMES =
            List.of("云帆", "启明", "鼎晟", "嘉禾", "瑞泽", "汇川", "远航", "金穗", "华茂", "安泰", "信达", "恒昌", "丰源", "博雅", "盛世", "天元");
    private static final List<String> FIRM_SUFFIXES = List.of("甲", "乙", "一", "二", "三", "之", "和", "新", "同", "德");
    private static final List<String> FIRM_TRADES = List.of("科技", "商贸", "物流", "建设", "文化传媒", "食品", "纺织", "信息技术");
    private static final List<String> CITIES =
            List.of("杭州市西湖区", "杭州市拱墅区", "杭州市余杭区", "杭州市滨江区", "杭州市萧山区", "杭州市上城区", "杭州市临平区", "杭州市富阳区", "湖州市德清县", "绍兴市柯桥区");
    private static final List<String> STREETS =
            List.of("青禾路", "远帆路", "星屿街", "听松路", "望澜大道", "鹿鸣街", "云杉路", "晴川路", "枫渡街", "麦浪路", "南雁路", "半山雨巷");
    private static final List<String> QUARTERS =
            List.of("澜庭", "云上花园", "青禾苑", "听松里", "星屿湾", "晴川府", "鹿鸣公馆", "远帆新村", "麦浪家园", "枫渡名邸");
    private static final List<String> RELATIONS = List.of("配偶", "父母", "子女", "朋友");

    /**
     * A customer as his file has him; an empty text is an empty cell.
     *
     * @param number from 1
     */
    record Owner(
            int number,
            boolean firm,
            String name,
            String sex,
            String phone,
            String phone2,
            String city,
            String address,
            String contactName,
            String contactPhone,
            String contactRelation,
            boolean doNotDisturb,
            boolean textsWelcome,
            boolean callsWelcome,
            LocalDateTime changedAt) {

        String customerNo() {
            return DemoOwners.customerNo(number);
        }
    }

    static String customerNo(int number) {
        return "C" + Digits.of(number, 6);
    }

    private final DemoWorld world;
    private final DemoPhones phones;

    DemoOwners(DemoWorld world, DemoPhones phones) {
        this.world = world;
        this.phones = phones;
    }

    /** The customer of that number; the first is the house itself, owner of the cars that it lends out. */
    Owner owner(int number) {
        return number == 1 ? house() : one(number);
    }

    private Owner house() {
        return new Owner(
                1,
                true,
                DemoDealer.NAME + "（自有车辆）",
                "",
                phones.ofOwner(1, Which.FIRST),
                "",
                "杭州市西湖区",
                "远帆路1号",
                "陈国强",
                phones.ofOwner(1, Which.CONTACT),
                "员工",
                false,
                false,
                true,
                LocalDate.ofEpochDay(world.start()).minusDays(30).atTime(9, 0));
    }

    private Owner one(int number) {
        var dice = world.dice('o', number);
        var cars = world.carsOf(number);
        var firm = dice.inThousand(cars > 3 ? 1000 : cars == 3 ? 400 : 40);
        var man = dice.inThousand(580);
        var person = person(dice, man);
        var second = dice.inThousand(100) ? phones.ofOwner(number, Which.SECOND) : "";
        var city = dice.ofMostlyFirst(CITIES);
        var address = dice.of(STREETS) + dice.between(1, 288) + "号"
                + (firm
                        ? ""
                        : dice.of(QUARTERS) + dice.between(1, 26) + "幢" + dice.between(1, 3) + "单元"
                                + (dice.between(1, 22) * 100 + dice.between(1, 4)) + "室");
        var withContact = firm || dice.inThousand(150);
        var contact = !withContact ? "" : firm ? person : person(dice, !man);
        var contactPhone = withContact ? phones.ofOwner(number, Which.CONTACT) : "";
        var relation = !withContact ? "" : firm ? "员工" : dice.of(RELATIONS);
        var doNotDisturb = dice.inThousand(20);
        var changed = LocalDate.ofEpochDay(world.start())
                .minusDays(dice.between(1, 700))
                .atTime(dice.between(9, 16), dice.below(60));
        return new Owner(
                number,
                firm,
                firm ? "杭州" + dice.of(FIRM_NAMES) + dice.of(FIRM_SUFFIXES) + dice.of(FIRM_TRADES) + "有限公司" : person,
                firm ? "" : man ? "男" : "女",
                phones.ofOwner(number, Which.FIRST),
                second,
                city,
                address,
                contact,
                contactPhone,
                relation,
                doNotDisturb,
                !doNotDisturb && dice.inThousand(850),
                dice.inThousand(990),
                changed);
    }

    /** A name such as drivers, relatives and mechanics bear. */
    static String person(Dice dice, boolean man) {
        var given = dice.inThousand(350)
                ? dice.of(man ? MEN : WOMEN)
                : "" + dice.of(man ? MEN_FIRST : WOMEN_FIRST) + dice.of(man ? MEN_SECOND : WOMEN_SECOND);
        return dice.ofMostlyFirst(SURNAMES) + given;
    }
}
