package org.opendcrc.dms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Vin;

/** Lines of a vehicles file 车辆. */
class VehicleRows extends RowReader {

    VehicleRows(Circumstances circumstances) {
        super(FileKind.VEHICLES, circumstances);
    }

    @Override
    List<String> staged() {
        return List.of(
                "vin",
                "vin_doubtful",
                "plate",
                "plate_cleared",
                "brand",
                "series",
                "model",
                "color",
                "engine_no",
                "customer_no",
                "delivered_on",
                "invoiced_on",
                "warranty_until",
                "warranty_km",
                "mileage_km",
                "jd_flag",
                "erp_changed_at");
    }

    @Override
    void read(Row row) {
        var zone = circumstances().stores().first().zone();
        var vin = vin(row);
        var plate = row.plate("plate");
        var brand = row.meaning(WordTopic.BRAND);
        if (brand != null && !circumstances().stores().brands().contains(brand) && !row.isDecided(WordTopic.BRAND)) {
            row.warn("brand", "brand-unknown");
        }
        // A planned delivery and a warranty may lie ahead.
        var delivered = row.date("delivered_on", zone);
        var invoiced = row.event("invoiced_on", zone, circumstances().now());
        var warranty = row.date("warranty_until", zone);
        var warrantyKm = row.kilometres("warranty_km");
        var mileage = row.kilometres("mileage_km");
        var jd = row.yesOrNo("jd_flag");
        var changed = row.event("changed_at", zone, circumstances().now());
        if (row.isRejected() || vin == null) {
            return;
        }
        begin(row, vin.value())
                .text(vin.value())
                .flag(vin.isDoubtful())
                .text(plate.plate())
                .flag(plate.cleared())
                .text(brand)
                .text(row.text("series"))
                .text(row.text("model"))
                .text(row.text("color"))
                .text(row.text("engine_no"))
                .text(row.text("customer_no"))
                .date(delivered)
                .date(invoiced == null ? null : invoiced.date())
                .date(warranty)
                .number(warrantyKm)
                .number(mileage)
                .flag(jd)
                .moment(instant(changed))
                .end();
    }

    /** The identification number of a line; a wrong check digit is a warning, another shape a rejection. */
    static @Nullable Vin vin(Row row) {
        var written = row.text("vin");
        if (written == null) {
            return null;
        }
        var vin = Vin.of(written).orElse(null);
        if (vin == null) {
            row.reject(
                    "vin",
                    "vin-impossible",
                    Integer.toString(written.replaceAll("\\s", "").length()));
        } else if (vin.isDoubtful()) {
            row.warn("vin", "vin-doubtful", Character.toString(Vin.checkDigit(vin.value())));
        }
        return vin;
    }
}
