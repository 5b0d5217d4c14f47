package org.opendcrc.dms;

import java.util.List;

/** Lines of a file of parts in stock 备件库存. */
class PartStockRows extends RowReader {

    private static final int DECIMALS = 3;

    PartStockRows(Circumstances circumstances) {
        super(FileKind.PARTS_STOCK, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of("store_id", "part_no", "name", "quantity", "shelf");
    }

    @Override
    void read(Row row) {
        var store = store(row, circumstances().stores());
        var partNo = row.text("part_no");
        var written = row.text("quantity");
        var quantity =
                written == null ? null : Figures.decimal(written, DECIMALS).orElse(null);
        if (written != null && quantity == null) {
            row.reject("quantity", "number-needed");
        }
        if (row.isRejected() || store == null || partNo == null) {
            return;
        }
        begin(row, store.id(), partNo)
                .id(store.id())
                .text(partNo)
                .text(row.text("name"))
                .number(quantity)
                .text(row.text("shelf"))
                .end();
    }
}
