package org.opendcrc.dms;

import java.util.List;

/** Lines of a file of calls that were made in another system 历史回访. */
class CallHistoryRows extends RowReader {

    private static final String OUTCOMES = "满意、不满意、未接通、空号、短信";
    private static final int DECIMALS = 2;

    CallHistoryRows(Circumstances circumstances) {
        super(FileKind.CALL_HISTORY, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "store_id",
                "order_no",
                "sale_no",
                "called_at",
                "staff_no",
                "outcome",
                "score",
                "satisfaction",
                "remark");
    }

    @Override
    void read(Row row) {
        var stores = circumstances().stores();
        var store = store(row, stores);
        var orderNo = row.text("order_no");
        var saleNo = row.text("sale_no");
        // The order counts where both are named.
        var subject = orderNo == null ? saleNo : orderNo;
        if (subject == null) {
            row.reject("order_no", "missing");
        }
        var zone = store == null ? stores.first().zone() : store.zone();
        var called = row.event("called_at", zone, circumstances().now());
        var word = row.text("outcome");
        var outcome = word == null ? null : Words.callOutcome(word).orElse(null);
        if (word != null && outcome == null) {
            row.reject("outcome", "outcome-unknown", OUTCOMES);
        }
        var score = row.points("score", DECIMALS);
        var satisfaction = row.points("satisfaction", DECIMALS);
        if (row.isRejected() || store == null || subject == null || called == null) {
            return;
        }
        begin(row, store.id(), orderNo == null ? "sale" : "order", subject, called.instant())
                .id(store.id())
                .text(orderNo)
                .text(saleNo)
                .moment(called.instant())
                .text(row.text("staff_no"))
                .text(outcome)
                .number(score)
                .number(satisfaction)
                .text(row.text("remark"))
                .end();
    }
}
