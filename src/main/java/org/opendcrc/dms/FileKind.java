package org.opendcrc.dms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The kinds of files, in the order in which those of one night are taken. A kind is a constant here, a {@link RowReader}, a staging
 * table and a {@link org.opendcrc.shared.Merge} of the owning module.
 */
public enum FileKind {
    STAFF(
            "organisation.staff_staging",
            StaffRows::new,
            must("staff_no", "工号"),
            must("name", "姓名"),
            must("role", "岗位"),
            must("store_code", "门店代码"),
            may("phone", "手机"),
            may("active", "在职")),
    CUSTOMERS(
            "customers.customer_staging",
            CustomerRows::new,
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
            VehicleRows::new,
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
    SALES(
            "vehicles.sale_staging",
            SaleRows::new,
            must("sale_no", "销售单号"),
            must("store_code", "门店代码"),
            must("vin", "车架号"),
            must("customer_no", "客户编号"),
            must("dealt_on", "成交日期"),
            may("delivered_on", "提车日期"),
            may("consultant_no", "销售顾问工号"),
            may("price_yuan", "成交价"),
            may("status", "状态")),
    REPAIR_ORDERS(
            "vehicles.repair_order_staging",
            RepairOrderRows::new,
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
            may("status", "状态")),
    REPAIR_LINES(
            "vehicles.repair_line_staging",
            RepairLineRows::new,
            must("order_no", "委托书号"),
            must("store_code", "门店代码"),
            must("line_no", "行号"),
            must("kind", "类别"),
            may("code", "代码"),
            must("name", "名称"),
            may("quantity", "数量"),
            may("amount_yuan", "金额")),
    RECOMMENDATIONS(
            "vehicles.recommendation_staging",
            RecommendationRows::new,
            must("order_no", "委托书号"),
            must("store_code", "门店代码"),
            must("item", "项目"),
            may("usable_until", "可用至"),
            may("usable_km", "可用里程"),
            may("accepted", "客户同意")),
    PARTS_STOCK(
            "vehicles.part_stock_staging",
            PartStockRows::new,
            must("store_code", "门店代码"),
            must("part_no", "备件号"),
            may("name", "备件名称"),
            must("quantity", "库存数量"),
            may("shelf", "货位")),
    GATE_LOG(
            "vehicles.gate_record_staging",
            GateRecordRows::new,
            must("store_code", "门店代码"),
            must("plate", "车牌号"),
            must("in_at", "进厂时间"),
            may("out_at", "出厂时间"),
            may("guard", "保安")),
    CALL_HISTORY(
            "followups.call_history_staging",
            CallHistoryRows::new,
            may("order_no", "委托书号"),
            may("sale_no", "销售单号"),
            must("store_code", "门店代码"),
            must("called_at", "回访时间"),
            may("staff_no", "工号"),
            must("outcome", "回访结果"),
            may("score", "总分"),
            may("satisfaction", "满意度"),
            may("remark", "备注")),
    COMPLAINT_HISTORY(
            "complaints.history_staging",
            ComplaintHistoryRows::new,
            must("complaint_no", "投诉单号"),
            must("store_code", "门店代码"),
            must("received_at", "受理时间"),
            may("customer_no", "客户编号"),
            may("vin", "车架号"),
            may("kind", "投诉类别"),
            must("text", "投诉内容"),
            may("handler_no", "处理人工号"),
            may("solved_at", "解决时间"),
            may("closed_at", "关闭时间"),
            may("result", "处理结果"));

    /**
     * A column of the exchange format.
     *
     * @param name the canonical heading, English
     * @param chinese the canonical heading, Chinese
     * @param mandatory whether the file and each row must have it
     */
    public record Column(String name, String chinese, boolean mandatory) {}

    private final String staging;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Function<RowReader.Circumstances, RowReader> reader;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
    private final List<Column> columns;

    FileKind(String staging, Function<RowReader.Circumstances, RowReader> reader, Column... columns) {
        this.staging = staging;
        this.reader = reader;
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

    RowReader reader(RowReader.Circumstances circumstances) {
        return reader.apply(circumstances);
    }

    /** The mandatory columns that a file with those columns lacks. A call of the history names its order or its sale. */
    List<Column> missingIn(Set<String> given) {
        return columns.stream()
                .filter(it -> !given.contains(it.name()))
                .filter(it -> it.mandatory()
                        || (this == CALL_HISTORY && it.name().equals("order_no") && !given.contains("sale_no")))
                .toList();
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
