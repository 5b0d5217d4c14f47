package org.opendcrc.dms;

import java.util.List;
import java.util.Objects;

/** Lines of a file of order lines 维修明细. */
class RepairLineRows extends RowReader {

    private static final int DECIMALS = 3;

    RepairLineRows(Circumstances circumstances) {
        super(FileKind.REPAIR_LINES, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "store_id", "order_no", "line_no", "kind", "kind_given", "code", "name", "quantity", "amount_fen");
    }

    @Override
    void read(Row row) {
        var store = store(row, circumstances().stores());
        var orderNo = row.text("order_no");
        var lineNo = row.text("line_no");
        var kindWord = row.text("kind");
        var kind = kindWord == null ? null : Words.lineKind(kindWord).orElse(null);
        if (kindWord != null && kind == null) {
            row.warn("kind", "kind-of-line-unknown");
        }
        var quantity = row.decimal("quantity", DECIMALS);
        var amount = row.fen("amount_yuan");
        if (row.isRejected() || store == null || orderNo == null || lineNo == null) {
            return;
        }
        begin(row, store.id(), orderNo, lineNo)
                .id(store.id())
                .text(orderNo)
                .text(lineNo)
                .text(Objects.requireNonNullElse(kind, "PART"))
                .text(kind == null ? kindWord : null)
                .text(row.text("code"))
                .text(row.text("name"))
                .number(quantity)
                .number(amount)
                .end();
    }
}
