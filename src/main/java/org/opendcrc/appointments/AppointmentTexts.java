package org.opendcrc.appointments;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.opendcrc.customers.Customer;
import org.opendcrc.customers.Customers;
import org.opendcrc.messaging.Outbox;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextRequest;
import org.opendcrc.messaging.Written;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.Surname;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.springframework.stereotype.Component;

/** Writes to the customer what was promised, moved or taken back; part of the desk's transaction. Texts are Chinese. */
@Component
class AppointmentTexts {

    private static final int LONGEST = 70;

    private final Outbox outbox;
    private final Customers customers;
    private final Settings settings;
    private final SelfLinks links;
    private final Msg words;

    AppointmentTexts(Outbox outbox, Customers customers, Settings settings, SelfLinks links, Messages messages) {
        this.outbox = outbox;
        this.customers = customers;
        this.settings = settings;
        this.links = links;
        this.words = messages.in(Locale.CHINA);
    }

    /** Answers why no text was written; empty if one was, or the store writes none. */
    Optional<Sentence> booked(HouseOfTheDay house, Answer.Made made, UUID customer, String phone, Instant now) {
        return promised(house, made, customer, phone, "appointment.text.booked", now);
    }

    Optional<Sentence> moved(HouseOfTheDay house, Answer.Made made, UUID customer, String phone, Instant now) {
        return promised(house, made, customer, phone, "appointment.text.moved", now);
    }

    private Optional<Sentence> promised(
            HouseOfTheDay house, Answer.Made made, UUID customer, String phone, String key, Instant now) {
        var local = made.startsAt().atZone(house.calendar().zone()).toLocalDateTime();
        var advisor = house.advisors().stream()
                .filter(it -> it.id().equals(made.place().advisor()))
                .map(HouseOfTheDay.Advisor::name)
                .findFirst()
                .orElse("");
        var papers = String.join("、", AppointmentSettings.documents(house.settings()));
        var forms = new ArrayList<String>();
        if (house.settings().flag(AppointmentSettings.TEXTS)) {
            links.write(DealerContext.require(), house.settings(), made.appointment(), made.startsAt(), now)
                    .ifPresent(link -> forms.addAll(List.of(
                            words.t(key + ".link", house.name(), salutation(customer), when(local), advisor, link),
                            words.t(key + ".link.short", house.name(), when(local), link),
                            words.t(key + ".link.shortest", when(local), link))));
        }
        forms.add(words.t(key, house.name(), salutation(customer), when(local), advisor, papers));
        forms.add(words.t(key + ".short", house.name(), salutation(customer), when(local), advisor));
        forms.add(words.t(key + ".shortest", house.name(), when(local)));
        var body = firstThatFits(forms.toArray(String[]::new));
        return write(house.store(), customer, phone, body, AppointmentDesk.CAUSE, made.appointment(), now);
    }

    void cancelled(AppointmentFile file, Instant now) {
        var local = file.line().startsAt().atZone(file.zone()).toLocalDateTime();
        var body = firstThatFits(
                words.t(
                        "appointment.text.cancelled",
                        file.storeName(),
                        salutation(file.line().customerId()),
                        when(local)),
                words.t("appointment.text.cancelled.short", file.storeName(), when(local)));
        write(
                file.store(),
                file.line().customerId(),
                file.phone(),
                body,
                "appointment-cancelled",
                file.line().id(),
                now);
    }

    private Optional<Sentence> write(
            UUID store, UUID customer, String phone, String body, String cause, UUID causeId, Instant now) {
        if (!settings.of(store).flag(AppointmentSettings.TEXTS)) {
            return Optional.empty();
        }
        var written = outbox.write(
                new TextRequest(
                        store, customer, phone, new TextRequest.Words.Body(body), TextClass.SERVICE, cause, causeId),
                now);
        return written instanceof Written.Refused(var why) ? Optional.of(why.sentence()) : Optional.empty();
    }

    private static String firstThatFits(String... forms) {
        return Stream.of(forms)
                .filter(it -> it.length() <= LONGEST) // A20
                .findFirst()
                .orElse(forms[forms.length - 1]);
    }

    private String when(LocalDateTime at) {
        return words.t(
                "appointment.text.when",
                at.getMonthValue(),
                at.getDayOfMonth(),
                "%d:%02d".formatted(at.getHour(), at.getMinute()));
    }

    private String salutation(UUID id) {
        var customer = customers.find(id).orElseThrow();
        var surname = customer.kind() == Customer.Kind.PERSON ? Surname.of(customer.name()) : Optional.<String>empty();
        return surname.map(it -> words.t("appointment.text.to." + customer.sex(), it))
                .orElseGet(() -> words.t("appointment.text.to"));
    }
}
