package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything about one appointment.
 *
 * @param phone where he is reached about it, E.164
 * @param minutes estimate, of all jobs
 * @param priceFen estimate, of all jobs, in fen
 * @param car brand, series and model, as far as they are known
 * @param bookedBy empty: the customer himself
 * @param movedTo the appointment that took its place
 * @param confirmations what came of the confirmations, by step
 * @param arrived what the reconciliation found; empty while the day has not brought anything
 */
public record AppointmentFile(
        AppointmentLine line,
        UUID store,
        String storeCode,
        String storeName,
        ZoneId zone,
        LocalDate day,
        String advisor,
        String bay,
        String phone,
        Optional<UUID> vehicleId,
        Optional<String> vin,
        Optional<String> car,
        Optional<Integer> mileageKm,
        Optional<Boolean> boughtHere,
        List<String> diagnosis,
        List<String> documents,
        List<PricedJob> jobs,
        int minutes,
        long priceFen,
        Channel channel,
        Instant bookedAt,
        Optional<String> bookedBy,
        Optional<UUID> movedTo,
        Optional<UUID> movedFrom,
        Optional<Instant> endedAt,
        Optional<String> cancelReason,
        List<ConfirmationFact> confirmations,
        Optional<Arrived> arrived) {

    public AppointmentFile {
        diagnosis = List.copyOf(diagnosis);
        documents = List.copyOf(documents);
        jobs = List.copyOf(jobs);
        confirmations = List.copyOf(confirmations);
    }

    /** A job as it was priced when it was booked. */
    public record PricedJob(UUID job, String name, int minutes, long priceFen) {}
}
