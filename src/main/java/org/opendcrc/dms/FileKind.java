package org.opendcrc.dms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files, in the order in which those of one night are taken. */
public enum FileKind {
    STAFF(
            "organisation.staff_staging",
            must("staff_no", "工号"),
            must("name", "姓名"),
            must("role", "岗位"),
            must("store_code", "门店代码"),
            may("phone", "手机"),
            may("active", "在职")),
    CUSTOMERS(
            "customers.customer_staging",
            must("customer_no", "客户编号"),
            may("kind", "客户性质"),
            must("name", "客户名称"),
            may("sex", "性别"),
            may("id_no", "证件号码"),
            must("phone", "手机"),
            may("phone2", "其他电话"),
            may("province", "省区"),
            may("city", "市县"),
            may("address", "详细地址"),
            may("postcode", "邮编"),
            may("contact_name", "联系人"),
            may("contact_phone", "联系人电话"),
            may("contact_relation", "关系"),
            may("dnd", "免打扰"),
            may("sms_consent", "短信服务"),
            may("survey_consent", "接受回访"),
            may("changed_at", "更新时间")),
    VEHICLES(
            "vehicles.vehicle_staging",
            must("vin", "车架号"),
            may("plate", "车牌号"),
            must("brand", "品牌"),
            may("series", "车系"),
            may("model", "车型"),
            may("color", "颜色"),
            may("engine_no", "发动机号"),
            must("customer_no", "客户编号"),
            may("delivered_on", "提车日期"),
            may("invoiced_on", "开票日期"),
            may("warranty_until", "质保到期日"),
            may("warranty_km", "质保里程"),
            may("mileage_km", "里程"),
            may("jd_flag", "JD标识"),
            may("changed_at", "更新时间")),
    REPAIR_ORDERS(
            "vehicles.repair_order_staging",
            must("order_no", "委托书号"),
            must("store_code", "门店代码"),
            must("vin", "车架号"),
            may("plate", "车牌号"),
            may("customer_no", "客户编号"),
            may("sender_name", "送修人"),
            may("sender_phone", "送修人电话"),
            must("kind", "维修类别"),
            must("sent_in_at", "送修时间"),
            may("completed_at", "完工时间"),
            may("settled_at", "结算时间"),
            may("mileage_km", "进厂里程"),
            may("advisor_no", "服务顾问工号"),
            may("technician", "技师"),
            may("amount_yuan", "金额"),
            may("visit_no", "进厂号"),
            may("status", "状态"));

    /**
     * A column of the exchange format.
     *
     * @param name the canonical heading, English
     * @param chinese the canonical heading, Chinese
     * @param mandatory whether the file and each row must have it
     */
    public record Column(String name, String chinese, boolean mandatory) {}

    private final String staging;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
    private final List<Column> columns;

    FileKind(String staging, Column... columns) {
        this.staging = staging;
        this.columns = List.of(columns);
    }

    /** As it stands in addresses and file names: {@code repair_orders}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All columns that we know. */
    public List<Column> columns() {
        return columns;
    }

    String staging() {
        return staging;
    }

    /** The kind of that word, as addresses have it. */
    public static Optional<FileKind> ofWord(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** The kind of a file in the drop folder by the beginning of its name: {@code repair_orders-20260410.csv}. */
    static Optional<FileKind> ofFileName(String name) {
        return Arrays.stream(values())
                .filter(it -> name.toLowerCase(Locale.ROOT).startsWith(it.word()))
                .findFirst();
    }

    private static Column must(String name, String chinese) {
        return new Column(name, chinese, true);
    }

    private static Column may(String name, String chinese) {
        return new Column(name, chinese, false);
    }
}
