package org.opendcrc.customers.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.customers.Consents;
import org.opendcrc.customers.Customer;
import org.opendcrc.customers.CustomerFile;
import org.opendcrc.customers.Customers;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.PhoneNumber;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Problems;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers for programs. Identity numbers are never told, only their last four characters. */
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "customers")
class CustomersApiController {

    private static final int MOST = 200;

    private final Customers customers;
    private final Consents consents;
    private final Problems problems;
    private final Stores stores;
    private final Clock clock;

    CustomersApiController(Customers customers, Consents consents, Problems problems, Stores stores, Clock clock) {
        this.customers = customers;
        this.consents = consents;
        this.problems = problems;
        this.stores = stores;
        this.clock = clock;
    }

    /** @param next the customer number to go on behind; null on the last page */
    record CustomersAnswer(
            List<CustomerAnswer> customers,
            @org.jspecify.annotations.Nullable String next) {}

    record CustomerAnswer(
            UUID id,
            String customerNo,
            Customer.Kind kind,
            String name,
            Customer.Sex sex,
            String phone,
            Optional<String> idNo,
            Optional<String> province,
            Optional<String> city,
            Optional<String> address,
            Optional<String> postcode,
            boolean dnd,
            boolean smsConsent,
            boolean surveyConsent) {

        static CustomerAnswer of(Customer customer, Actor actor) {
            return new CustomerAnswer(
                    customer.id(),
                    customer.customerNo(),
                    customer.kind(),
                    customer.name(),
                    customer.sex(),
                    number(customer.phone(), actor),
                    customer.idNoTail().map(it -> "****" + it),
                    customer.province(),
                    customer.city(),
                    customer.address(),
                    customer.postcode(),
                    customer.dnd(),
                    customer.smsConsent(),
                    customer.surveyConsent());
        }
    }

    record PhoneAnswer(String number, boolean wrong) {}

    record ContactAnswer(String name, Optional<String> phone, Optional<String> relation) {}

    record CustomerFileAnswer(CustomerAnswer customer, List<PhoneAnswer> phones, List<ContactAnswer> contacts) {

        static CustomerFileAnswer of(CustomerFile file, Actor actor) {
            return new CustomerFileAnswer(
                    CustomerAnswer.of(file.customer(), actor),
                    file.phones().stream()
                            .map(it -> new PhoneAnswer(
                                    number(it.number(), actor), it.wrongSince().isPresent()))
                            .toList(),
                    file.contacts().stream()
                            .map(it -> new ContactAnswer(
                                    it.name(), it.phone().map(phone -> number(phone, actor)), it.relation()))
                            .toList());
        }
    }

    @GetMapping
    @Operation(
            summary = "Customers by telephone, beginning of the name or customer number, in the order of their numbers")
    CustomersAnswer list(
            @AuthenticationPrincipal Actor actor,
            @RequestParam Optional<String> phone,
            @RequestParam Optional<String> name,
            @RequestParam Optional<String> customerNo,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "50") int limit) {
        actor.require(UseCase.READ_CUSTOMERS);
        var most = Math.clamp(limit, 1, MOST);
        var number = phone.flatMap(it -> PhoneNumber.of(it, areaCode()));
        if (phone.isPresent() && number.isEmpty()) {
            return new CustomersAnswer(List.of(), null);
        }
        var found = customers.list(number, name, customerNo, after, most + 1);
        var shown = found.stream()
                .limit(most)
                .map(it -> CustomerAnswer.of(it, actor))
                .toList();
        return new CustomersAnswer(shown, found.size() > most ? shown.getLast().customerNo() : null);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A customer with his telephone numbers and contacts")
    CustomerFileAnswer find(@AuthenticationPrincipal Actor actor, @PathVariable UUID id) {
        actor.require(UseCase.READ_CUSTOMERS);
        return CustomerFileAnswer.of(customers.file(id), actor);
    }

    /** @param reason in the words of whoever was told */
    record DoNotDisturb(boolean dnd, Optional<String> reason) {}

    @PutMapping("/{id}/do-not-disturb")
    @Operation(summary = "Note whether a customer wants to be called")
    CustomerFileAnswer setDoNotDisturb(
            @AuthenticationPrincipal Actor actor, @PathVariable UUID id, @RequestBody DoNotDisturb word) {
        customers.setDoNotDisturb(actor, id, word.dnd(), word.reason(), clock.instant());
        return CustomerFileAnswer.of(customers.file(id), actor);
    }

    /** @param evidence what he said or signed, and where it is kept; needed for an agreement to texts or surveys */
    record ConsentSaid(
            @NotNull Consents.Purpose purpose,
            @NotNull Boolean given,
            Consents.@NotNull Channel channel,
            Optional<String> evidence) {}

    @PostMapping("/{id}/consents")
    @Operation(summary = "Record what a customer agreed to or took back", description = "It counts at once (A34).")
    @ApiResponse(responseCode = "200", description = "Recorded; the customer as he is now")
    @ApiResponse(responseCode = "422", description = "Without the evidence that is needed, or with too long a note")
    ResponseEntity<?> recordConsent(
            @AuthenticationPrincipal Actor actor, @PathVariable UUID id, @Valid @RequestBody ConsentSaid said) {
        var word = new Consents.Said(said.purpose(), said.given(), said.channel(), said.evidence());
        return switch (consents.record(actor, id, word, clock.instant())) {
            case Consents.Answer.Recorded() -> ResponseEntity.ok(CustomerFileAnswer.of(customers.file(id), actor));
            case Consents.Answer.Refused(var why) ->
                problems.refused(
                        why == Consents.Refusal.EVIDENCE_MISSING ? "evidence-missing" : "evidence-too-long",
                        why.sentence(),
                        "A34",
                        Map.of());
        };
    }

    private String areaCode() {
        return stores.all().stream().findFirst().map(it -> it.areaCode()).orElse("");
    }

    /** Whole for those who call; the middle hidden for all others. */
    private static String number(PhoneNumber phone, Actor actor) {
        if (actor.may(UseCase.MAKE_FOLLOW_UP_CALLS)) {
            return phone.value();
        }
        var digits = phone.national();
        var hidden = Math.min(4, digits.length() - 4);
        var from = Math.max(0, digits.length() - 4 - hidden);
        return digits.substring(0, from) + "*".repeat(hidden) + digits.substring(digits.length() - 4);
    }
}
