package org.opendcrc.dms;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of our columns a heading may mean: a suggestion for a person to confirm, never a decision. */
class Likeness {

    /** Share of pairs of characters that both have: below it the likeness is chance. */
    private static final double ENOUGH = 0.5;

    /** Other names by which systems of the trade call our columns. */
    private static final Map<String, List<String>> OTHER_NAMES = Map.ofEntries(
            Map.entry("vin", List.of("底盘号", "车辆识别代号", "vin码", "车架", "vin号")),
            Map.entry("plate", List.of("牌照号", "车牌", "牌号", "车号")),
            Map.entry("order_no", List.of("工单号", "维修单号", "ro号", "单据号", "委托单号", "结算单号")),
            Map.entry("store_code", List.of("经销商代码", "服务站代码", "网点代码", "店代码", "门店编号", "门店")),
            Map.entry("phone", List.of("联系电话", "移动电话", "电话", "手机号码", "手机号", "车主电话")),
            Map.entry("name", List.of("客户姓名", "车主", "车主姓名", "用户名称", "员工姓名")),
            Map.entry("customer_no", List.of("客户代码", "客户号", "用户编号", "车主编号")),
            Map.entry("kind", List.of("维修类型", "修理类别", "业务类型", "工单类型", "客户类型")),
            Map.entry("sent_in_at", List.of("进厂时间", "接车时间", "开单时间", "送修日期", "进站时间")),
            Map.entry("completed_at", List.of("竣工时间", "完工日期", "竣工日期")),
            Map.entry("settled_at", List.of("结算日期", "收款时间", "结账时间")),
            Map.entry("mileage_km", List.of("行驶里程", "公里数", "里程数")),
            Map.entry("advisor_no", List.of("服务顾问", "sa工号", "接待员", "业务接待")),
            Map.entry("amount_yuan", List.of("总金额", "应收金额", "实收金额", "结算金额")),
            Map.entry("id_no", List.of("身份证号", "身份证", "证件号")),
            Map.entry("address", List.of("地址", "联系地址", "通讯地址")),
            Map.entry("staff_no", List.of("员工编号", "员工号")),
            Map.entry("role", List.of("职务", "职位", "角色")),
            Map.entry("brand", List.of("车辆品牌", "厂牌")),
            Map.entry("model", List.of("车辆型号", "型号")),
            Map.entry("color", List.of("车身颜色", "外观颜色")),
            Map.entry("engine_no", List.of("发动机编号", "引擎号")),
            Map.entry("sale_no", List.of("销售订单号", "订单号", "合同号")),
            Map.entry("dealt_on", List.of("销售日期", "成交时间", "开票时间")),
            Map.entry("delivered_on", List.of("交车日期", "提车时间")),
            Map.entry("part_no", List.of("零件号", "配件编号", "备件编码", "配件代码")),
            Map.entry("quantity", List.of("库存", "现存量")),
            Map.entry("shelf", List.of("库位", "仓位")),
            Map.entry("in_at", List.of("入厂时间", "进场时间")),
            Map.entry("out_at", List.of("离厂时间", "出场时间")),
            Map.entry("called_at", List.of("回访日期", "电访时间")),
            Map.entry("changed_at", List.of("修改时间", "最后更新时间", "更新日期")));

    private Likeness() {}

    /** The likeliest column that is still free; empty where none is alike enough, or two are equally. */
    static Optional<FileKind.Column> suggestion(FileKind kind, String heading, Set<String> taken) {
        var plain = MappingBook.plain(heading);
        FileKind.Column best = null;
        var likeness = 0.0;
        var twice = false;
        for (var column : kind.columns()) {
            if (taken.contains(column.name())) {
                continue;
            }
            var such = likeness(plain, column);
            if (such > likeness) {
                best = column;
                likeness = such;
                twice = false;
            } else if (such == likeness) {
                twice = true;
            }
        }
        return best == null || twice || likeness < ENOUGH ? Optional.empty() : Optional.of(best);
    }

    private static double likeness(String plain, FileKind.Column column) {
        if (OTHER_NAMES.getOrDefault(column.name(), List.of()).contains(plain)) {
            return 1;
        }
        return Math.max(shared(plain, MappingBook.plain(column.chinese())), shared(plain, column.name()));
    }

    /** Dice's share of common pairs; a text within the other counts as four fifths. */
    private static double shared(String one, String other) {
        if (one.length() >= 2 && other.length() >= 2 && (one.contains(other) || other.contains(one))) {
            return 0.8;
        }
        var first = pairs(one);
        var second = pairs(other);
        if (first.isEmpty() || second.isEmpty()) {
            return 0;
        }
        var common = new HashSet<>(first);
        common.retainAll(second);
        return 2.0 * common.size() / (first.size() + second.size());
    }

    private static Set<String> pairs(String text) {
        var pairs = new HashSet<String>();
        for (var i = 0; i + 1 < text.length(); i++) {
            pairs.add(text.substring(i, i + 2));
        }
        return pairs;
    }
}
