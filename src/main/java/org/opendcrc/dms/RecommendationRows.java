package org.opendcrc.dms;

import java.util.List;

/** Lines of a file of recommendations 维修建议. */
class RecommendationRows extends RowReader {

    RecommendationRows(Circumstances circumstances) {
        super(FileKind.RECOMMENDATIONS, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of("store_id", "order_no", "item", "usable_until", "usable_km", "accepted");
    }

    @Override
    void read(Row row) {
        var stores = circumstances().stores();
        var store = store(row, stores);
        var orderNo = row.text("order_no");
        var item = row.text("item");
        var until = row.date("usable_until", store == null ? stores.first().zone() : store.zone());
        var kilometres = row.kilometres("usable_km");
        var accepted = row.yesOrNo("accepted");
        if (row.isRejected() || store == null || orderNo == null || item == null) {
            return;
        }
        begin(row, store.id(), orderNo, item)
                .id(store.id())
                .text(orderNo)
                .text(item)
                .date(until)
                .number(kilometres)
                .flag(accepted)
                .end();
    }
}
