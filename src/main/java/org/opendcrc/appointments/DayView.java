package org.opendcrc.appointments;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The book of a day as the desk looks at it.
 *
 * @param changes how often the book has changed
 * @param stores all of the dealer, by code
 * @param lines what is promised, by start
 * @param strip the days around it
 * @param jobs those of the price list that are done
 * @param documents that customers are asked to bring
 */
public record DayView(
        UUID store,
        String storeCode,
        String storeName,
        List<StoreName> stores,
        int changes,
        AppointmentBook book,
        List<AppointmentLine> lines,
        List<DayCount> strip,
        List<Job> jobs,
        List<String> documents) {

    public DayView {
        stores = List.copyOf(stores);
        lines = List.copyOf(lines);
        strip = List.copyOf(strip);
        jobs = List.copyOf(jobs);
        documents = List.copyOf(documents);
    }

    /** A store to choose. */
    public record StoreName(UUID id, String code, String name) {}

    /**
     * A day of the strip.
     *
     * @param capacity how many regular starts the day has, as far as advisors and bays go
     */
    public record DayCount(LocalDate day, boolean open, int cars, int capacity) {}

    /** How many cars a day takes without insertions: at each regular start one an advisor present, and no more than the bays take. */
    static int capacity(AppointmentBook book) {
        return book.hours()
                .map(hours -> {
                    var starts = book.rule().starts(hours);
                    int cars = 0;
                    for (int i = 0; i < starts.size(); i += 2) {
                        cars += capacityAt(book, starts.get(i));
                    }
                    return cars;
                })
                .orElse(0);
    }

    /** How many cars one start takes. */
    public static int capacityAt(AppointmentBook book, java.time.LocalTime start) {
        int present = (int)
                book.advisors().stream().filter(it -> it.isPresentAt(start)).count();
        return Math.min(present, book.bays().size() * book.rule().carsPerBay());
    }
}
