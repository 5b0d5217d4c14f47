package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendcrc.appointments.Booking.Refusal;

/**
 * What the jobs of a wish ask of a day, beyond the advisor (AP-25): parts that are short, campaigns, and somebody in the workshop who can do
 * them. Pure; an empty one asks nothing.
 *
 * @param parts only those that are short
 * @param campaigns those of the store in which one of the jobs is
 * @param lackingInWorkshop a skill that nobody of the workshop has; empty if all are there or nobody keeps them
 */
public record JobTerms(List<ShortPart> parts, List<CampaignDays> campaigns, Optional<String> lackingInWorkshop) {

    public static final JobTerms NONE = new JobTerms(List.of(), List.of(), Optional.empty());

    public JobTerms {
        parts = List.copyOf(parts);
        campaigns = List.copyOf(campaigns);
    }

    /**
     * A part of which there is not enough.
     *
     * @param from the first day on which the job can be done; empty where nobody knows when it comes
     */
    public record ShortPart(String name, Optional<LocalDate> from) {

        boolean isThereOn(LocalDate day) {
            return from.filter(it -> !it.isAfter(day)).isPresent();
        }
    }

    /**
     * A campaign.
     *
     * @param first its first day, included
     * @param last its last day, included
     * @param from store time, included; empty: all day
     * @param to not included
     * @param places cars a day
     * @param taken how many of them are promised, by day
     */
    public record CampaignDays(
            String name,
            LocalDate first,
            LocalDate last,
            Optional<LocalTime> from,
            Optional<LocalTime> to,
            int places,
            Map<LocalDate, Integer> taken) {

        public CampaignDays {
            taken = Map.copyOf(taken);
        }

        boolean isOn(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }

        boolean isFullOn(LocalDate day) {
            return isOn(day) && taken.getOrDefault(day, 0) >= places;
        }

        boolean prefers(LocalDate day, LocalTime start) {
            return isOn(day)
                    && from.filter(it -> !start.isBefore(it)).isPresent()
                    && to.filter(start::isBefore).isPresent();
        }
    }

    /** Parts that come to a store. */
    record Arrival(LocalDate day, BigDecimal quantity) {}

    /**
     * Whether a part is short.
     *
     * @param need what the jobs need
     * @param free what lies in stock and is not needed by appointments that were promised before
     * @param arrivals what is expected, in any order
     * @param daysAfter from an arrival to the first day on which the job can be done
     * @return empty if there is enough
     */
    static Optional<ShortPart> shortOf(
            String name, BigDecimal need, BigDecimal free, List<Arrival> arrivals, int daysAfter) {
        if (free.compareTo(need) >= 0) {
            return Optional.empty();
        }
        var there = free;
        for (var it :
                arrivals.stream().sorted(Comparator.comparing(Arrival::day)).toList()) {
            there = there.add(it.quantity());
            if (there.compareTo(need) >= 0) {
                return Optional.of(new ShortPart(name, Optional.of(it.day().plusDays(daysAfter))));
            }
        }
        return Optional.of(new ShortPart(name, Optional.empty()));
    }

    /** What stands against a day whatever the hour; empty if nothing does. The part that comes last is named. */
    Optional<Refusal> obstacle(LocalDate day) {
        if (lackingInWorkshop.isPresent()) { // AP-25
            return Optional.of(new Refusal.NoTechnician(lackingInWorkshop.get()));
        }
        var missing = parts.stream()
                .filter(it -> !it.isThereOn(day))
                .max(Comparator.comparing(it -> it.from().orElse(LocalDate.MAX)));
        if (missing.isPresent()) { // AP-25
            return Optional.of(
                    new Refusal.PartMissing(missing.get().name(), missing.get().from()));
        }
        return campaigns.stream()
                .filter(it -> it.isFullOn(day)) // AP-25
                .findFirst()
                .map(it -> new Refusal.CampaignFull(it.name(), day, it.places()));
    }

    /** The first day on which all short parts are there; empty if none is short, or nobody knows. */
    Optional<LocalDate> firstDay() {
        return parts.stream().allMatch(it -> it.from().isPresent())
                ? parts.stream().flatMap(it -> it.from().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Whether one of its campaigns would have the car then. */
    boolean prefers(LocalDate day, LocalTime start) {
        return campaigns.stream().anyMatch(it -> it.prefers(day, start));
    }
}
