package org.opendcrc.dms;

import java.util.List;

/** Lines of a file of complaints that were kept in another system 历史投诉. */
class ComplaintHistoryRows extends RowReader {

    ComplaintHistoryRows(Circumstances circumstances) {
        super(FileKind.COMPLAINT_HISTORY, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "store_id",
                "complaint_no",
                "received_at",
                "customer_no",
                "vin",
                "kind",
                "content",
                "handler_no",
                "solved_at",
                "closed_at",
                "result");
    }

    @Override
    void read(Row row) {
        var stores = circumstances().stores();
        var store = store(row, stores);
        var zone = store == null ? stores.first().zone() : store.zone();
        var complaintNo = row.text("complaint_no");
        var vin = VehicleRows.vin(row);
        var now = circumstances().now();
        var received = row.event("received_at", zone, now);
        var solved = row.event("solved_at", zone, now);
        var closed = row.event("closed_at", zone, now);
        if (received != null && closed != null && closed.isBefore(received)) {
            row.warn("closed_at", "closed-before-received");
        }
        if (row.isRejected() || store == null || complaintNo == null || received == null) {
            return;
        }
        begin(row, store.id(), complaintNo)
                .id(store.id())
                .text(complaintNo)
                .moment(received.instant())
                .text(row.text("customer_no"))
                .text(vin == null ? null : vin.value())
                .text(row.text("kind"))
                .text(row.text("text"))
                .text(row.text("handler_no"))
                .moment(instant(solved))
                .moment(instant(closed))
                .text(row.text("result"))
                .end();
    }
}
