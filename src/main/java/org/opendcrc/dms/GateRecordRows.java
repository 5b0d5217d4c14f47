package org.opendcrc.dms;

import java.util.List;

/** Lines of a gate log 保安登记. */
class GateRecordRows extends RowReader {

    GateRecordRows(Circumstances circumstances) {
        super(FileKind.GATE_LOG, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of("store_id", "plate", "in_at", "out_at", "guard");
    }

    @Override
    void read(Row row) {
        var stores = circumstances().stores();
        var store = store(row, stores);
        var zone = store == null ? stores.first().zone() : store.zone();
        var plate = row.plate("plate");
        if (plate.cleared()) {
            row.reject("plate", "missing");
        }
        var now = circumstances().now();
        var in = row.event("in_at", zone, now);
        var out = row.event("out_at", zone, now);
        if (in != null && out != null && out.isBefore(in)) {
            row.warn("out_at", "out-before-in");
        }
        if (row.isRejected() || store == null || plate.plate() == null || in == null) {
            return;
        }
        begin(row, store.id(), plate.plate(), in.instant())
                .id(store.id())
                .text(plate.plate())
                .moment(in.instant())
                .moment(instant(out))
                .text(row.text("guard"))
                .end();
    }
}
