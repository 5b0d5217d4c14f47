package org.opendcrc.workbench.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.CustomerSearch;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.vehicles.VehicleSearch;
import org.opendcrc.workbench.SearchDesk;
import org.opendcrc.workbench.SearchHits;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The search for programs. */
@RestController
@RequestMapping(path = "/api/v1/search", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "search")
class SearchApi {

    private static final int MOST = 50;

    private final SearchDesk desk;
    private final Clock clock;

    SearchApi(SearchDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** @param more whether there are more than were asked for */
    record HitsAnswer(
            List<CustomerAnswer> customers,
            List<VehicleAnswer> vehicles,
            List<OrderAnswer> orders,
            List<ComplaintAnswer> complaints,
            boolean more) {}

    record CustomerAnswer(
            UUID id,
            String customerNo,
            String name,
            CustomerSearch.Match match,
            String phone,
            List<String> plates,
            Optional<Instant> lastVisit,
            Optional<UUID> owedCall) {}

    record VehicleAnswer(
            UUID id,
            UUID ownerId,
            String owner,
            VehicleSearch.Match match,
            Optional<String> plate,
            String vin,
            String car) {}

    record OrderAnswer(UUID id, UUID customerId, UUID vehicleId, String orderNo, String store, Instant sentInAt) {}

    record ComplaintAnswer(UUID id, String number, String kind, String store, Instant receivedAt) {}

    @GetMapping
    @Operation(
            summary = "Customers, cars, repair orders and complaints by what is known of them, the best first",
            description = """
                    `q`: a telephone number or its last four digits and more, a plate with or without its province, a VIN or its
                    tail, a name, its pinyin or initials, two Chinese characters of it, a customer, order or complaint number.
                    Numbers are whole for those who make calls, their middle hidden for all others.""")
    HitsAnswer find(
            @AuthenticationPrincipal Actor actor,
            @RequestParam String q,
            @RequestParam(defaultValue = "10") int limit) {
        var hits = desk.find(actor, q, Math.clamp(limit, 1, MOST), clock.instant());
        return new HitsAnswer(
                hits.customers().stream().map(it -> customer(it, actor)).toList(),
                hits.vehicles().stream()
                        .map(it -> new VehicleAnswer(
                                it.id(), it.owner(), it.ownerName(), it.match(), it.plate(), it.vin(), it.car()))
                        .toList(),
                hits.orders().stream()
                        .map(it -> new OrderAnswer(
                                it.id(), it.customer(), it.vehicle(), it.orderNo(), it.store(), it.sentInAt()))
                        .toList(),
                hits.complaints().stream()
                        .map(it -> new ComplaintAnswer(it.id(), it.number(), it.kind(), it.store(), it.receivedAt()))
                        .toList(),
                hits.more());
    }

    private static CustomerAnswer customer(SearchHits.CustomerHit hit, Actor actor) {
        var phone = hit.phone();
        var shown = actor.may(UseCase.MAKE_FOLLOW_UP_CALLS) || phone.length() < 7
                ? phone
                : phone.substring(0, phone.length() - 8 < 0 ? 1 : phone.length() - 8)
                        + "****"
                        + phone.substring(phone.length() - 4);
        return new CustomerAnswer(
                hit.id(), hit.customerNo(), hit.name(), hit.match(), shown, hit.plates(), hit.lastVisit(), hit.owed());
    }
}
