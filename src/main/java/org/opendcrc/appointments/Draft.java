package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The draft of a repair order 任务委托书 (AP-23): made with the appointment, edited by the advisor until the dealer system makes an order of it.
 *
 * @param number of the appointment's form
 * @param advisorNo staff number of the advisor
 * @param customerNo the dealer system's number of the customer
 * @param phone where he is reached, E.164
 * @param bay the pre-inspection bay
 * @param changedBy name of whoever changed it last; empty: the customer himself, who booked
 * @param filedAt when it last went into a file; empty: never
 * @param orderNo of the order that was made of it
 */
public record Draft(
        UUID appointment,
        String number,
        AppointmentState state,
        UUID store,
        String storeCode,
        String storeName,
        ZoneId zone,
        LocalDate day,
        LocalTime start,
        String advisorNo,
        String advisor,
        String customerNo,
        String customer,
        boolean person,
        String sex,
        String phone,
        Optional<String> vin,
        Optional<String> plate,
        String car,
        String bay,
        Optional<Integer> mileageKm,
        String needs,
        List<String> diagnosis,
        List<String> documents,
        String remark,
        List<Line> lines,
        Instant changedAt,
        String changedBy,
        Optional<Instant> filedAt,
        Optional<String> orderNo,
        int version) {

    public Draft {
        diagnosis = List.copyOf(diagnosis);
        documents = List.copyOf(documents);
        lines = List.copyOf(lines);
    }

    /** What a line is. */
    public enum Kind {
        LABOUR,
        PART
    }

    /**
     * A line of the order.
     *
     * @param quantity hours of a job, pieces of a part; more than nothing
     * @param amountFen of the whole line, in fen
     */
    public record Line(Kind kind, String code, String name, BigDecimal quantity, long amountFen) {}

    /** Sum of all lines, in fen. */
    public long amountFen() {
        return lines.stream().mapToLong(Line::amountFen).sum();
    }

    /** Hours of all jobs. */
    public BigDecimal hours() {
        return lines.stream()
                .filter(it -> it.kind() == Kind.LABOUR)
                .map(Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Draft with(List<Line> others) {
        return new Draft(
                appointment,
                number,
                state,
                store,
                storeCode,
                storeName,
                zone,
                day,
                start,
                advisorNo,
                advisor,
                customerNo,
                customer,
                person,
                sex,
                phone,
                vin,
                plate,
                car,
                bay,
                mileageKm,
                needs,
                diagnosis,
                documents,
                remark,
                others,
                changedAt,
                changedBy,
                filedAt,
                orderNo,
                version);
    }
}
