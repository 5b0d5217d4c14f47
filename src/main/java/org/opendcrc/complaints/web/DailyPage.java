package org.opendcrc.complaints.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.DailyDesk;
import org.opendcrc.complaints.Grade;
import org.opendcrc.site.Msg;

/** The daily list as it is shown; all words are in the person's language already. */
public record DailyPage(List<Look> looks, List<Tab> tabs, List<Row> rows, int unanswered, String xlsx) {

    /** By what the list is sorted. */
    public enum Order {
        AGE,
        HANDLER,
        DUE,
        TOLD
    }

    static final List<String> COLUMNS =
            List.of("number", "customer", "kind", "state", "age", "handler", "due", "told", "answered", "store");

    /** Of a store: who has looked through it today, and whether this person still may say so. */
    public record Look(String store, String name, List<String> done, boolean owed, boolean may) {}

    public record Tab(String href, String label, boolean current) {}

    /** A case; {@code due} is loud while its clock runs out, {@code told} where the customer has waited too long for a word. */
    public record Row(
            String id,
            String href,
            String number,
            String customer,
            String kind,
            String state,
            String marks,
            String age,
            String handler,
            String due,
            String dueTone,
            String told,
            boolean silent,
            String answered,
            String store) {

        List<String> cells() {
            return List.of(number, customer, kind, state, age, handler, due, told, answered, store);
        }
    }

    static DailyPage of(
            List<DailyDesk.Line> lines,
            List<DailyDesk.OfStore> stores,
            Predicate<UUID> may,
            Optional<UUID> store,
            Order order,
            Instant now,
            Msg msg) {
        var only = store.map(it -> "&store=" + it).orElse("");
        return new DailyPage(
                stores.stream()
                        .map(it -> new Look(
                                it.id().toString(),
                                it.name(),
                                it.looks().stream()
                                        .map(look -> msg.t(
                                                look.words().isEmpty()
                                                        ? "complaint.daily.looked"
                                                        : "complaint.daily.looked.words",
                                                look.by(),
                                                CasePage.moment(look.at(), it.zone(), now, msg),
                                                look.open(),
                                                look.unanswered(),
                                                look.words()))
                                        .toList(),
                                it.looks().isEmpty(),
                                may.test(it.id())))
                        .toList(),
                Arrays.stream(Order.values())
                        .map(it -> new Tab(
                                "/complaints/daily?order=" + it + only,
                                msg.t("complaint.daily.order." + it),
                                it == order))
                        .toList(),
                rows(lines, order, now, msg),
                (int) lines.stream().filter(it -> !it.answered()).count(),
                "/complaints/daily.xlsx?order=" + order + only);
    }

    static List<Row> rows(List<DailyDesk.Line> lines, Order order, Instant now, Msg msg) {
        return lines.stream().sorted(by(order)).map(it -> row(it, now, msg)).toList();
    }

    private static Comparator<DailyDesk.Line> by(Order order) {
        var age = Comparator.comparing(DailyDesk.Line::receivedAt).thenComparing(DailyDesk.Line::number);
        return switch (order) {
            case AGE -> age;
            case HANDLER -> Comparator.comparing(DailyDesk.Line::handler).thenComparing(age);
            case DUE ->
                Comparator.comparing((DailyDesk.Line it) -> it.nextDue().orElse(Instant.MAX))
                        .thenComparing(age);
            case TOLD ->
                Comparator.comparing((DailyDesk.Line it) -> it.told().orElse(it.receivedAt()))
                        .thenComparing(age);
        };
    }

    private static Row row(DailyDesk.Line it, Instant now, Msg msg) {
        var zone = it.zone();
        return new Row(
                "row-" + it.number(),
                "/complaints/" + it.id(),
                it.number(),
                it.customer().isEmpty() ? msg.t("complaint.anonymous") : it.customer(),
                msg.t("complaint.kind." + it.kind()),
                msg.t("complaint.state." + it.state()),
                it.crisis()
                        ? msg.t("complaint.crisis")
                        : it.grade() == Grade.GENERAL ? "" : msg.t("complaint.grade." + it.grade()),
                msg.t(
                        "complaint.daily.days",
                        Duration.between(it.receivedAt(), now).toDays()),
                it.handler().isEmpty() ? msg.t("complaint.sheet.nobody") : it.handler(),
                it.nextDue()
                        .map(at -> msg.t(
                                "complaint.daily.next",
                                it.nextRule().equals("CP-1")
                                        ? msg.t("complaint.clock.firstContact")
                                        : msg.t("complaint.clock." + it.nextRule()),
                                CasePage.moment(at, zone, now, msg)))
                        .orElse(it.state() == CaseState.SOLVED ? msg.t("complaint.daily.check") : Msg.NONE),
                it.nextDue().filter(at -> at.isBefore(now)).isPresent()
                        ? "dc-bad"
                        : it.nextDue()
                                        .filter(at -> at.isBefore(now.plus(Duration.ofHours(2))))
                                        .isPresent()
                                ? "dc-warn"
                                : "",
                it.told()
                        .map(at -> CasePage.moment(at, zone, now, msg))
                        .orElseGet(() -> msg.t("complaint.daily.never")),
                it.silent(),
                msg.t(it.answered() ? "complaint.daily.yes" : "complaint.daily.no"),
                it.store());
    }
}
