package org.opendcrc.workbench;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.CustomerSearch;
import org.opendcrc.vehicles.VehicleSearch;

/**
 * What was found, in each list the best first.
 *
 * @param more whether one of the lists holds more than was asked for
 */
public record SearchHits(
        List<CustomerHit> customers,
        List<VehicleHit> vehicles,
        List<OrderHit> orders,
        List<ComplaintHit> complaints,
        boolean more) {

    public SearchHits {
        customers = List.copyOf(customers);
        vehicles = List.copyOf(vehicles);
        orders = List.copyOf(orders);
        complaints = List.copyOf(complaints);
    }

    public static SearchHits none() {
        return new SearchHits(List.of(), List.of(), List.of(), List.of(), false);
    }

    public int count() {
        return customers.size() + vehicles.size() + orders.size() + complaints.size();
    }

    /**
     * A customer.
     *
     * @param match by what he was found
     * @param phone the digits of the number that matched, else of the first one, as they are dialled
     * @param contact whose number it is, where it is a contact person's
     * @param plates of the cars that he owns, at most three
     * @param cars how many he owns
     * @param lastVisit when a car of his was last sent in, in which zone and by which advisor received
     * @param owed the call that is owed to him and may be made, in the stores whose queue the person may see
     */
    public record CustomerHit(
            UUID id,
            String customerNo,
            String name,
            boolean person,
            String sex,
            CustomerSearch.Match match,
            String phone,
            Optional<String> contact,
            List<String> plates,
            int cars,
            Optional<Instant> lastVisit,
            Optional<ZoneId> zone,
            Optional<String> advisor,
            Optional<UUID> owed) {

        public CustomerHit {
            plates = List.copyOf(plates);
        }
    }

    /** A car. */
    public record VehicleHit(
            UUID id,
            UUID owner,
            String ownerName,
            VehicleSearch.Match match,
            Optional<String> plate,
            String vin,
            String car,
            Optional<Integer> mileageKm) {}

    /** A repair order of a store that the person may see. */
    public record OrderHit(
            UUID id,
            UUID customer,
            UUID vehicle,
            String orderNo,
            String store,
            ZoneId zone,
            Instant sentInAt,
            String customerName,
            Optional<String> plate) {}

    /** A complaint of a store that the person may see. */
    public record ComplaintHit(UUID id, String number, String kind, String store, ZoneId zone, Instant receivedAt) {}
}
