package org.opendcrc.dms;

import java.util.List;

/** Lines of a sales file 销售. */
class SaleRows extends RowReader {

    private static final String STATES = "有效、退车";

    SaleRows(Circumstances circumstances) {
        super(FileKind.SALES, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "store_id",
                "sale_no",
                "vin",
                "customer_no",
                "dealt_on",
                "delivered_on",
                "consultant_no",
                "price_fen",
                "status");
    }

    @Override
    void read(Row row) {
        var stores = circumstances().stores();
        var store = store(row, stores);
        var zone = store == null ? stores.first().zone() : store.zone();
        var saleNo = row.text("sale_no");
        var vin = VehicleRows.vin(row);
        var dealt = row.event("dealt_on", zone, circumstances().now());
        // A planned delivery may lie ahead.
        var delivered = row.date("delivered_on", zone);
        var price = row.fen("price_yuan");
        var statusWord = row.text("status");
        var status = statusWord == null ? null : Words.saleStatus(statusWord).orElse(null);
        if (statusWord != null && status == null) {
            row.reject("status", "status-unknown", STATES);
        }
        if (row.isRejected() || store == null || saleNo == null || vin == null || dealt == null) {
            return;
        }
        begin(row, store.id(), saleNo)
                .id(store.id())
                .text(saleNo)
                .text(vin.value())
                .text(row.text("customer_no"))
                .date(dealt.date())
                .date(delivered)
                .text(row.text("consultant_no"))
                .number(price)
                .text(status)
                .end();
    }
}
