package org.opendcrc.dms;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lines of a file of repair orders 维修委托书. */
class RepairOrderRows extends RowReader {

    private static final String STATES = String.join("、", Arrays.asList("在修", "完工", "结算", "作废"));

    RepairOrderRows(Circumstances circumstances) {
        super(FileKind.REPAIR_ORDERS, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "order_no",
                "store_id",
                "vin",
                "plate",
                "plate_cleared",
                "customer_no",
                "sender_name",
                "sender_phone",
                "kind",
                "kind_given",
                "sent_in_at",
                "completed_at",
                "settled_at",
                "mileage_km",
                "advisor_no",
                "technician",
                "amount_fen",
                "visit_no",
                "status");
    }

    @Override
    void read(Row row) {
        var stores = circumstances().stores();
        var store = store(row, stores);
        var zone = store == null ? stores.first().zone() : store.zone();
        var vin = VehicleRows.vin(row);
        var plate = row.plate("plate");
        var senderPhones = row.phones("sender_phone", store == null ? "" : store.areaCode());
        var kindWord = row.text("kind");
        var kindMeant = row.meaning(WordTopic.ORDER_KIND);
        var kind = kindMeant == null ? null : Words.orderKind(kindMeant).orElse(null);
        if (kindWord != null && kind == null) {
            row.warn("kind", "kind-of-order-unknown");
        }
        var times = times(row, zone);
        var mileage = row.kilometres("mileage_km");
        var amount = row.fen("amount_yuan");
        var statusWord = row.text("status");
        var status = statusWord == null ? null : Words.orderStatus(statusWord).orElse(null);
        if (statusWord != null && status == null) {
            row.reject("status", "status-unknown", STATES);
        }
        var orderNo = row.text("order_no");
        if (row.isRejected() || store == null || vin == null || orderNo == null) {
            return;
        }
        begin(row, store.id(), orderNo)
                .text(orderNo)
                .id(store.id())
                .text(vin.value())
                .text(plate.plate())
                .flag(plate.cleared())
                .text(row.text("customer_no"))
                .text(row.text("sender_name"))
                .text(senderPhones.isEmpty() ? null : senderPhones.getFirst().value())
                .text(Objects.requireNonNullElse(kind, "GENERAL"))
                .text(kindWord)
                .moment(instant(times.sentIn()))
                .moment(instant(times.completed()))
                .moment(instant(times.settled()))
                .number(mileage)
                .text(row.text("advisor_no"))
                .text(row.text("technician"))
                .number(amount)
                .text(row.text("visit_no"))
                .text(status)
                .end();
    }

    private record Times(
            @Nullable FileMoment sentIn,
            @Nullable FileMoment completed,
            @Nullable FileMoment settled) {}

    private Times times(Row row, ZoneId zone) {
        var now = circumstances().now();
        var sentIn = row.event("sent_in_at", zone, now);
        var completed = row.event("completed_at", zone, now);
        var settled = row.event("settled_at", zone, now);
        if (sentIn != null && settled != null && settled.isBefore(sentIn)) {
            row.reject("settled_at", "settled-before-sent-in");
        }
        if (sentIn != null && completed != null && completed.isBefore(sentIn)) {
            row.warn("completed_at", "completed-before-sent-in");
        }
        if (completed != null && settled != null && settled.isBefore(completed)) {
            row.warn("settled_at", "settled-before-completed");
        }
        return new Times(sentIn, completed, settled);
    }
}
