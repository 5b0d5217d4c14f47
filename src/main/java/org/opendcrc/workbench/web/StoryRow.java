package org.opendcrc.workbench.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PlateSign;
import org.opendcrc.workbench.StoryFacts;
import org.opendcrc.workbench.StoryLine;

/**
 * A happening as it is drawn; all words are in the person's language already.
 *
 * @param year the heading above it, null where the year goes on
 * @param moment for machines, with offset
 * @param tone {@code ok}, {@code bad}, {@code info} or empty
 * @param href where it is shown whole, null where no page shows it
 * @param text the second line, may be empty
 * @param amount at the right, null for none
 */
public record StoryRow(
        @Nullable String year,
        String time,
        String moment,
        String tone,
        String icon,
        String title,
        @Nullable String href,
        String text,
        @Nullable String amount,
        @Nullable Sign sign) {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);

    /** A chip at the right. */
    public record Sign(String tone, String icon, String text) {}

    /** What a kind of happening shows; where and when are the same for all. */
    private record Drawn(
            String tone,
            String icon,
            String title,
            @Nullable String href,
            List<String> text,
            @Nullable String amount,
            @Nullable Sign sign) {}

    /** The rows of a part of a history; a year that is not the present one has a heading above its first row. */
    static List<StoryRow> of(List<StoryLine> lines, boolean severalCars, boolean severalStores, Instant now, Msg msg) {
        var rows = new ArrayList<StoryRow>();
        var year = Integer.MIN_VALUE;
        for (var line : lines) {
            var local = line.at().atZone(line.zone());
            var today = now.atZone(line.zone()).toLocalDate();
            var heading = year == local.getYear() || (rows.isEmpty() && local.getYear() == today.getYear())
                    ? null
                    : msg.t("customer.story.year", Integer.toString(local.getYear()));
            year = local.getYear();
            rows.add(row(line, heading, today, where(line, severalCars, severalStores), msg));
        }
        return List.copyOf(rows);
    }

    /** Of which car and where, as far as there is a choice. */
    private static Stream<String> where(StoryLine line, boolean severalCars, boolean severalStores) {
        return Stream.of(
                        severalCars ? line.plate().map(it -> PlateSign.of(it).text()) : Optional.<String>empty(),
                        severalStores ? line.store() : Optional.<String>empty())
                .flatMap(Optional::stream);
    }

    private static StoryRow row(
            StoryLine line, @Nullable String heading, LocalDate today, Stream<String> where, Msg msg) {
        var drawn = switch (line.facts()) {
            case StoryFacts.Repair it -> repair(it, msg);
            case StoryFacts.Sale it -> sale(it, today, msg);
            case StoryFacts.Arrival it -> arrival(it, line, today, msg);
            case StoryFacts.Call it -> call(it, line, msg);
            case StoryFacts.EarlierCall it -> earlierCall(it, msg);
            case StoryFacts.EarlierComplaint it -> earlierComplaint(it, msg);
            case StoryFacts.Remark it -> remark(it, line, msg);
            case StoryFacts.Lead it -> lead(it, line, msg);
            case StoryFacts.Complaint it -> complaint(it, line, msg);
            case StoryFacts.Appointment it -> appointment(it, line, today, msg);
            case StoryFacts.Text it -> text(it, msg);
            case StoryFacts.Change it -> change(it, msg);
        };
        return new StoryRow(
                heading,
                time(line, today, msg),
                line.at().toString(),
                drawn.tone(),
                drawn.icon(),
                drawn.title(),
                drawn.href(),
                Stream.concat(drawn.text().stream(), where)
                        .filter(it -> !it.isBlank())
                        .collect(Collectors.joining(" · ")),
                drawn.amount(),
                drawn.sign());
    }

    private static final int LINES = 6;

    /** Today and yesterday as people say them, else day and time: the year stands in the heading. */
    private static String time(StoryLine line, LocalDate today, Msg msg) {
        var local = line.at().atZone(line.zone());
        if (line.facts() instanceof StoryFacts.Sale) {
            return DAY.format(local); // a day without an hour
        }
        return local.toLocalDate().isBefore(today.minusDays(1))
                ? DAY_AND_TIME.format(local)
                : msg.moment(line.at(), line.zone(), today);
    }

    private static Drawn repair(StoryFacts.Repair it, Msg msg) {
        return new Drawn(
                "info",
                "tool",
                msg.t("customer.story.repair", it.orderNo(), msg.t("customer.order." + it.status())),
                null,
                Stream.of(
                                Optional.of(msg.t("followups.order." + it.orderKind())),
                                lines(it.lines(), msg),
                                it.advisor(),
                                it.mileageKm().map(km -> msg.t("customer.km", msg.number(km))))
                        .flatMap(Optional::stream)
                        .toList(),
                it.amountFen().map(msg::amount).orElse(null),
                null);
    }

    /** What was done; of a long order its beginning. */
    private static Optional<String> lines(List<String> lines, Msg msg) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var shown = String.join(
                msg.t("site.listSeparator"),
                lines.stream().distinct().limit(LINES).toList());
        return Optional.of(lines.size() > LINES ? msg.t("customer.story.lines", shown, lines.size()) : shown);
    }

    private static Drawn sale(StoryFacts.Sale it, LocalDate today, Msg msg) {
        var returned = it.status().equals("RETURNED");
        return new Drawn(
                returned ? "bad" : "ok",
                "car",
                msg.t(returned ? "customer.story.returned" : "customer.story.sale", it.saleNo()),
                null,
                Stream.of(
                                it.deliveredOn().map(day -> msg.t("customer.car.delivered", msg.date(day, today))),
                                it.consultant())
                        .flatMap(Optional::stream)
                        .toList(),
                null,
                null);
    }

    private static Drawn arrival(StoryFacts.Arrival it, StoryLine line, LocalDate today, Msg msg) {
        return new Drawn(
                "",
                "login",
                msg.t("customer.story.arrival"),
                null,
                it.outAt()
                        .map(out -> List.of(msg.t("customer.story.left", msg.moment(out, line.zone(), today))))
                        .orElse(List.of()),
                null,
                null);
    }

    private static Drawn earlierCall(StoryFacts.EarlierCall it, Msg msg) {
        var dissatisfied = it.outcome().equals("DISSATISFIED");
        var satisfied = it.outcome().equals("SATISFIED");
        return new Drawn(
                dissatisfied ? "bad" : satisfied ? "ok" : "",
                dissatisfied
                        ? "mood-sad"
                        : satisfied ? "phone-check" : it.outcome().equals("SMS") ? "message-2" : "phone-x",
                msg.t("customer.story.earlierCall", msg.t("customer.earlier." + it.outcome())),
                null,
                Stream.of(
                                it.words().map(words -> msg.t("customer.story.words", words)),
                                it.score().map(score -> msg.t("customer.story.score", plain(score))),
                                it.satisfaction().map(mark -> msg.t("customer.story.mark", plain(mark))),
                                it.staff(),
                                Optional.of(it.about()))
                        .flatMap(Optional::stream)
                        .toList(),
                null,
                null);
    }

    private static Drawn lead(StoryFacts.Lead it, StoryLine line, Msg msg) {
        return new Drawn(
                "info",
                it.person().isPresent() ? "user-plus" : "car",
                it.person()
                        .map(name -> msg.t("customer.story.referral", name))
                        .orElseGet(() -> msg.t("customer.story.opportunity")),
                line.opens() ? "/follow-ups/" + it.task() : null,
                Stream.of(
                                it.purchase().map(purchase -> msg.t("followups.lead.purchase." + purchase)),
                                it.wish(),
                                Optional.of(msg.t("followups.lead.planned." + it.planned())),
                                it.staff())
                        .flatMap(Optional::stream)
                        .toList(),
                null,
                null);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Drawn earlierComplaint(StoryFacts.EarlierComplaint it, Msg msg) {
        return new Drawn(
                "bad",
                "message-report",
                msg.t("customer.story.complaint", it.number(), it.kindGiven().orElse(""))
                        .strip(),
                null,
                Stream.of(
                                Optional.of(msg.t("customer.story.words", it.content())),
                                it.outcome(),
                                it.handler(),
                                Optional.of(msg.t("customer.story.elsewhere")))
                        .flatMap(Optional::stream)
                        .toList(),
                null,
                it.closedAt().isPresent() ? new Sign("", "check", msg.t("customer.story.closed")) : null);
    }

    private static Drawn call(StoryFacts.Call it, StoryLine line, Msg msg) {
        var kind = msg.t("followups.kind." + it.taskKind());
        var said = it.result()
                .map(result -> msg.t("followups.state.SUCCESS_" + result))
                .or(() -> it.answer().map(answer -> msg.t("followups.answer." + answer)))
                .orElseGet(() -> msg.t("followups.outcome." + it.outcome()));
        var dissatisfied = it.result().filter("DISSATISFIED"::equals).isPresent();
        return new Drawn(
                dissatisfied ? "bad" : it.result().or(it::answer).isPresent() ? "ok" : "",
                dissatisfied ? "mood-sad" : it.outcome().equals("CONNECTED") ? "phone-check" : "phone-x",
                msg.t("customer.story.call", kind, said),
                line.opens() ? "/follow-ups/" + it.task() : null,
                Stream.of(
                                it.total()
                                        .map(total -> msg.t(
                                                "customer.story.total",
                                                total,
                                                it.totalPossible().orElse(100))),
                                it.satisfaction().map(mark -> msg.t("customer.story.mark", mark)),
                                Optional.of(it.servicesTold() ? msg.t("customer.story.told") : ""), // FU-28
                                it.staff(),
                                Optional.of(it.orderNo()))
                        .flatMap(Optional::stream)
                        .toList(),
                null,
                null);
    }

    private static Drawn remark(StoryFacts.Remark it, StoryLine line, Msg msg) {
        return new Drawn(
                "",
                "note",
                msg.t("customer.story.remark", msg.t("followups.kind." + it.taskKind())),
                line.opens() ? "/follow-ups/" + it.task() : null,
                List.of(msg.t("customer.story.words", it.words()), it.staff().orElse(""), it.orderNo()),
                null,
                null);
    }

    private static Drawn complaint(StoryFacts.Complaint it, StoryLine line, Msg msg) {
        var contacted = it.contactedAt().isPresent();
        return new Drawn(
                "bad",
                "message-report",
                msg.t("customer.story.complaint", it.number(), msg.t("complaint.kind." + it.complaintKind())),
                "/complaints/" + line.id(),
                List.of(
                        msg.t("customer.story.words", it.content()),
                        it.grievanceSolved() ? msg.t("complaint.grievanceSolved") : ""),
                null,
                new Sign(
                        contacted ? "ok" : "bad",
                        contacted ? "phone-check" : "clock",
                        msg.t("complaint.state." + it.state())));
    }

    private static Drawn appointment(StoryFacts.Appointment it, StoryLine line, LocalDate today, Msg msg) {
        var unready = it.state().equals("NOT_READY");
        var live = unready || it.state().equals("BOOKED") || it.state().startsWith("CONFIRMED");
        return new Drawn(
                "info",
                "calendar-event",
                msg.t("customer.story.appointment", it.number(), msg.moment(it.startsAt(), line.zone(), today)),
                "/appointments/" + line.id(),
                List.of(it.needs()),
                null,
                new Sign(
                        unready || it.state().equals("NO_SHOW") ? "bad" : live ? "info" : "mute",
                        live ? "calendar-check" : "calendar-off",
                        msg.t("appointment.state." + it.state())));
    }

    private static Drawn text(StoryFacts.Text it, Msg msg) {
        var state = switch (it.state()) {
            case "SENT" ->
                msg.t(
                        it.channel().filter("simulation"::equals).isPresent()
                                ? "text.state.SIMULATED"
                                : "text.state.SENT");
            case "NOT_SENT", "UNDELIVERED" ->
                msg.t(
                        "text.state." + it.state(),
                        msg.t("text.reason." + it.reason().orElseThrow()));
            default -> msg.t("text.state." + it.state());
        };
        return new Drawn(
                it.state().equals("SENT") ? "ok" : "",
                switch (it.state()) {
                    case "NOT_SENT", "UNDELIVERED" -> "message-x";
                    case "SENT", "DELIVERED" -> "message-check";
                    default -> "message-2";
                },
                msg.t("customer.story.text", state),
                null,
                List.of(msg.t("customer.story.words", it.body()), it.phone()),
                null,
                null);
    }

    private static Drawn change(StoryFacts.Change it, Msg msg) {
        var fields = new TreeSet<String>();
        fields.addAll(it.before().keySet());
        fields.addAll(it.after().keySet());
        var changed = fields.stream()
                .map(field -> change(field, it.before().get(field), it.after().get(field), msg))
                .collect(Collectors.joining(msg.t("customer.story.separator")));
        return new Drawn(
                "",
                "pencil",
                msg.t("audit.action." + it.action()),
                null,
                List.of(changed, it.staff().orElseGet(() -> msg.t("customer.story.system"))),
                null,
                null);
    }

    private static String change(String field, @Nullable String before, @Nullable String after, Msg msg) {
        var name = switch (field) {
            case "name", "phone", "province", "city", "address", "postcode", "id_no", "dnd", "reason" ->
                msg.t("customer.field." + field);
            default -> field;
        };
        var now = value(field, after, msg);
        return before == null
                ? msg.t("customer.story.set", name, now)
                : msg.t("customer.story.changed", name, value(field, before, msg), now);
    }

    private static String value(String field, @Nullable String value, Msg msg) {
        if (value == null || value.isBlank()) {
            return Msg.NONE;
        }
        return field.equals("dnd") ? msg.t("customer.yes." + value) : value;
    }
}
