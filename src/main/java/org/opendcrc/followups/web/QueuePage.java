package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.followups.QueueFilter;
import org.opendcrc.followups.QueueLine;
import org.opendcrc.followups.QueueSides.Named;
import org.opendcrc.followups.QueueSort;
import org.opendcrc.followups.QueueView;
import org.opendcrc.followups.TaskState;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.LastLoad;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.Try;

/**
 * The queue as it is shown; all words are in the person's language already.
 *
 * @param own the person's own view that is shown, to be changed
 * @param chips the filters that hold, each with the address without it
 * @param fields the filters to choose from
 * @param given the whole filter, for forms
 * @param query the same as an address carries it
 * @param mayCall whether the person makes calls, so that a row opens the call instead of the record
 * @param mayAssign whether rows can be ticked and given to clerks
 * @param mayText whether texts can be sent to several at once
 * @param said what happened before, null for nothing
 * @param hints what to look at if nothing is shown (FU-19)
 * @param switches by which day the calls after a sale are sorted (FU-17); empty on other lists
 */
public record QueuePage(
        QueueView view,
        List<Tab> tabs,
        Optional<Own> own,
        List<Chip> chips,
        List<Field> fields,
        Map<String, String> given,
        String query,
        int open,
        List<Row> rows,
        boolean severalStores,
        boolean mayCall,
        boolean mayAssign,
        boolean mayText,
        boolean mayOrganise,
        List<Choice> clerks,
        @Nullable String said,
        String sorted,
        List<String> hints,
        boolean narrowed,
        List<Tab> switches,
        String export,
        Paging paging) {

    static final int ROWS = 30;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final int KEYS = 9;

    /** Those before the person's own views, and those behind them. */
    private static final List<QueueView> FIRST =
            List.of(QueueView.DAY, QueueView.OPEN, QueueView.AGAIN, QueueView.TODAY, QueueView.OVERDUE, QueueView.TEXT);

    private static final List<QueueView> LAST = List.of(QueueView.DONE, QueueView.ALL, QueueView.SALES);

    private static final List<String> ORDER_KINDS =
            List.of("GENERAL", "MAINTENANCE", "FIRST_SERVICE", "WARRANTY", "ACCIDENT", "REWORK");

    private static final List<String> KINDS =
            Arrays.stream(CallKind.values()).map(Enum::name).toList();

    private static final List<QueueSort> SALE_SORTS = List.of(QueueSort.DUE, QueueSort.SETTLED, QueueSort.PICKED_UP);

    private static final List<QueueSort> SORTS = List.of(QueueSort.DUE, QueueSort.SETTLED, QueueSort.NEWEST);

    /** A list and how many rows it has; {@code key} opens it, empty for none. */
    public record Tab(String href, String label, String count, boolean current, String key, boolean own) {}

    /** The person's own view that is shown. */
    public record Own(UUID id, String name, boolean standard) {}

    /** A filter that holds. */
    public record Chip(String text, String off) {}

    /** A value to choose. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A filter to fill in: choices, or {@code date}, {@code search} or {@code checkbox}. */
    public record Field(String name, String label, String type, String value, List<Choice> choices) {}

    /** A mark or a state. */
    public record Sign(String tone, String icon, String text) {}

    /**
     * A row.
     *
     * @param task what the button that opens the call sends
     * @param elsewhere whether somebody else is on it, so that it stands back
     * @param pickedUp when the car was picked up, for calls after a sale (FU-17)
     * @param why says why it is the first one
     */
    public record Row(
            UUID task,
            boolean callable,
            boolean textable,
            boolean elsewhere,
            Due due,
            String kind,
            String store,
            String customer,
            String title,
            Optional<String> plate,
            String car,
            String orderNo,
            String orderKind,
            String settled,
            Optional<String> pickedUp,
            String advisor,
            List<Try> tries,
            String triesInWords,
            List<Sign> marks,
            Sign state,
            Optional<String> why) {

        Row first(String reason) {
            return new Row(
                    task,
                    callable,
                    textable,
                    elsewhere,
                    due,
                    kind,
                    store,
                    customer,
                    title,
                    plate,
                    car,
                    orderNo,
                    orderKind,
                    settled,
                    pickedUp,
                    advisor,
                    tries,
                    triesInWords,
                    marks,
                    state,
                    Optional.of(reason));
        }
    }

    static QueuePage of(
            FollowUpFiles.Desk desk,
            FilterForm form,
            QueueFilter filter,
            Actor actor,
            @Nullable String said,
            Optional<LastLoad> load,
            Instant now,
            Msg msg) {
        var mayCall = actor.may(UseCase.MAKE_OWN_CALLS);
        var view = filter.view();
        var query = form.query().isEmpty() ? "view=" + view : form.query();
        var list = desk.list();
        var sides = desk.sides();
        var rows = new ArrayList<>(
                list.lines().stream().map(it -> row(it, mayCall, now, msg)).toList());
        if (!rows.isEmpty() && list.previous().isEmpty()) {
            why(list.lines().getFirst(), filter, now, msg)
                    .ifPresent(it -> rows.set(0, rows.getFirst().first(it)));
        }
        var sorted = msg.t(sortWord(filter, filter.sorted()));
        return new QueuePage(
                view,
                tabs(desk, form, query, view, msg),
                sides.views().stream()
                        .filter(it -> it.filter().equals(query))
                        .map(it -> new Own(it.id(), it.name(), it.standard()))
                        .findFirst(),
                chips(form, desk, msg),
                fields(form, filter, desk, msg),
                form.given().isEmpty() ? Map.of("view", view.name()) : form.given(),
                query,
                sides.counts().open(),
                rows,
                actor.storesFor(UseCase.OPEN_FOLLOW_UPS).size() > 1,
                mayCall,
                actor.may(UseCase.ASSIGN_FOLLOW_UPS),
                actor.may(UseCase.TEXT_FOLLOW_UPS_IN_BULK),
                actor.may(UseCase.RESTRICT_FOLLOW_UPS),
                sides.clerks().stream()
                        .map(it -> new Choice(it.id().toString(), it.name(), false))
                        .toList(),
                said,
                sorted,
                hints(desk, form, load, msg),
                !form.narrowed().isEmpty(),
                switches(form, filter, msg),
                "/follow-ups.xlsx?" + query,
                new Paging(
                        list.previous()
                                .map(it -> "/follow-ups?" + query + "&before=" + it)
                                .orElse(null),
                        list.next()
                                .map(it -> "/follow-ups?" + query + "&after=" + it)
                                .orElse(null),
                        msg.t("followups.summary", ROWS, sorted)));
    }

    // ---- what stands around the rows

    /** FU-17: the list of sales is turned to the day of the deal, or of the pick-up. */
    private static List<Tab> switches(FilterForm form, QueueFilter filter, Msg msg) {
        if (filter.view() != QueueView.SALES) {
            return List.of();
        }
        return SALE_SORTS.stream()
                .map(it -> {
                    var given = form.given();
                    given.put("view", QueueView.SALES.name());
                    given.put("sort", it.name());
                    return new Tab(
                            "/follow-ups?" + FilterForm.query(given),
                            msg.t("followups.sales.by." + it),
                            "",
                            it == filter.sorted(),
                            "",
                            false);
                })
                .toList();
    }

    /** A sale is not settled: its list is sorted by the day of the deal. */
    private static String sortWord(QueueFilter filter, QueueSort sort) {
        return filter.view() == QueueView.SALES && sort == QueueSort.SETTLED
                ? "followups.sort.DEALT"
                : "followups.sort." + sort;
    }

    private static List<Tab> tabs(FollowUpFiles.Desk desk, FilterForm form, String query, QueueView view, Msg msg) {
        var sides = desk.sides();
        var own = sides.views().stream().anyMatch(it -> it.filter().equals(query));
        Function<QueueView, Tab> tab = it -> new Tab(
                "/follow-ups?" + FilterForm.of(it, form.store()).query(),
                msg.t("followups.view." + it),
                sides.counts().of(it).isPresent()
                        ? Integer.toString(sides.counts().of(it).getAsInt())
                        : "",
                !own && it == view,
                "",
                false);
        var all = Stream.of(
                        FIRST.stream().map(tab),
                        sides.views().stream()
                                .map(it -> new Tab(
                                        "/follow-ups?" + it.filter(),
                                        it.name(),
                                        "",
                                        it.filter().equals(query),
                                        "",
                                        true)),
                        LAST.stream().map(tab))
                .flatMap(it -> it)
                .toList();
        var keyed = new ArrayList<Tab>();
        for (int n = 0; n < all.size(); n++) {
            var it = all.get(n);
            var key = n < KEYS ? Integer.toString(n + 1) : "";
            keyed.add(new Tab(it.href(), it.label(), it.count(), it.current(), key, it.own()));
        }
        return keyed;
    }

    private static List<Chip> chips(FilterForm form, FollowUpFiles.Desk desk, Msg msg) {
        var chips = new ArrayList<Chip>();
        for (var span : List.of("sent", "settled", "completed", "dealt", "picked")) {
            var given = form.given();
            var from = given.get(span + "From");
            var to = given.get(span + "To");
            if (from != null || to != null) {
                var words = from == null
                        ? msg.t("followups.filter.until", String.valueOf(to))
                        : to == null
                                ? msg.t("followups.filter.since", from)
                                : from.equals(to) ? from : msg.t("followups.filter.between", from, to);
                chips.add(new Chip(
                        msg.t("followups.filter." + span) + " " + words,
                        "/follow-ups?" + form.without(span + "From", span + "To")));
            }
        }
        form.narrowed().forEach((name, value) -> {
            if (name.endsWith("From") || name.endsWith("To")) {
                return;
            }
            var words = switch (name) {
                case "advisor" ->
                    msg.t("followups.filter.advisor") + " " + named(desk.sides().advisors(), value);
                case "orderKind" -> msg.t("followups.order." + value);
                case "kind" -> msg.t("followups.kind." + value);
                case "state" -> msg.t("followups.state." + value);
                case "jd", "dnd" -> msg.t("followups.filter." + name + "." + value);
                case "assigned" ->
                    value.equals("me") || value.equals("nobody")
                            ? msg.t("followups.filter.assigned." + value)
                            : msg.t(
                                    "followups.filter.assigned.to",
                                    named(desk.sides().clerks(), value));
                case "q" -> msg.t("followups.filter.found", value);
                default -> msg.t("followups.filter." + name);
            };
            chips.add(new Chip(words, "/follow-ups?" + form.without(name)));
        });
        return chips;
    }

    private static String named(List<Named> people, String id) {
        return people.stream()
                .filter(it -> it.id().toString().equals(id))
                .map(Named::name)
                .findFirst()
                .orElse(Msg.NONE);
    }

    private static List<Field> fields(FilterForm form, QueueFilter filter, FollowUpFiles.Desk desk, Msg msg) {
        var given = form.given();
        var fields = new ArrayList<Field>();
        fields.add(new Field("q", msg.t("followups.filter.q"), "search", given.getOrDefault("q", ""), List.of()));
        var sales = filter.view() == QueueView.SALES;
        for (var span : sales ? List.of("dealt", "picked") : List.of("settled", "sent", "completed")) {
            for (var end : List.of("From", "To")) {
                var name = span + end;
                fields.add(new Field(
                        name, msg.t("followups.filter." + name), "date", given.getOrDefault(name, ""), List.of()));
            }
        }
        fields.add(choose(given, "advisor", people(desk.sides().advisors()), msg));
        if (!sales) {
            fields.add(choose(given, "orderKind", words(ORDER_KINDS, "followups.order.", msg), msg));
            fields.add(choose(given, "kind", words(KINDS, "followups.kind.", msg), msg));
        }
        fields.add(choose(
                given,
                "state",
                words(Arrays.stream(TaskState.values()).map(Enum::name).toList(), "followups.state.", msg),
                msg));
        fields.add(choose(given, "dnd", words(List.of("true", "false"), "followups.filter.dnd.", msg), msg));
        fields.add(choose(given, "jd", words(List.of("true", "false"), "followups.filter.jd.", msg), msg));
        var assigned = words(List.of("me", "nobody"), "followups.filter.assigned.", msg);
        assigned.putAll(people(desk.sides().clerks()));
        fields.add(choose(given, "assigned", assigned, msg));
        fields.add(new Field(
                "sort",
                msg.t("followups.filter.sort"),
                "select",
                "",
                (sales ? SALE_SORTS : SORTS)
                        .stream()
                                .map(it -> new Choice(it.name(), msg.t(sortWord(filter, it)), it == filter.sorted()))
                                .toList()));
        for (var flag : List.of("overdue", "faded")) {
            fields.add(new Field(
                    flag, msg.t("followups.filter." + flag), "checkbox", given.getOrDefault(flag, ""), List.of()));
        }
        return fields;
    }

    private static Map<String, String> people(List<Named> people) {
        var choices = new LinkedHashMap<String, String>();
        people.forEach(it -> choices.put(it.id().toString(), it.name()));
        return choices;
    }

    private static Map<String, String> words(List<String> values, String prefix, Msg msg) {
        var choices = new LinkedHashMap<String, String>();
        values.forEach(it -> choices.put(it, msg.t(prefix + it)));
        return choices;
    }

    private static Field choose(Map<String, String> given, String name, Map<String, String> choices, Msg msg) {
        var chosen = given.getOrDefault(name, "");
        var all = new ArrayList<Choice>();
        all.add(new Choice("", msg.t("followups.filter.any"), chosen.isEmpty()));
        choices.forEach((value, label) -> all.add(new Choice(value, label, value.equals(chosen))));
        return new Field(name, msg.t("followups.filter." + name), "select", chosen, all);
    }

    /** FU-19: first whether the data came in, then whether he sees only what is assigned to him, then the filter. */
    private static List<String> hints(FollowUpFiles.Desk desk, FilterForm form, Optional<LastLoad> load, Msg msg) {
        var hints = new ArrayList<String>();
        load.ifPresent(last -> hints.add(last.lastLoad()
                .map(it -> it.missedNight()
                        .map(night -> msg.t("followups.hint.missed", night.toString(), MOMENT.format(it.finishedAt())))
                        .orElseGet(() -> msg.t("followups.hint.loaded", MOMENT.format(it.finishedAt()))))
                .orElseGet(() -> msg.t("followups.hint.never"))));
        if (desk.list().lines().isEmpty() && desk.sides().restricted()) {
            hints.add(msg.t("followups.hint.restricted"));
        }
        if (desk.list().lines().isEmpty() && !form.narrowed().isEmpty()) {
            hints.add(msg.t("followups.hint.narrowed"));
        }
        return hints;
    }

    // ---- rows

    /** Why a row is the first one of the list. */
    private static Optional<String> why(QueueLine line, QueueFilter filter, Instant now, Msg msg) {
        var task = line.task();
        if (!task.state().isOpen() || filter.sorted() != QueueSort.DUE) {
            return Optional.empty();
        }
        if (task.promisedAt().filter(it -> !it.isAfter(now)).isPresent()) {
            return Optional.of(msg.t("followups.why.promised"));
        }
        return Optional.of(msg.t(task.dueAt().isAfter(now) ? "followups.why.due" : "followups.why.overdue"));
    }

    static Row row(QueueLine line, boolean mayCall, Instant now, Msg msg) {
        var task = line.task();
        var today = now.atZone(line.zone()).toLocalDate();
        var person = PersonName.of(task.customer(), line.person(), line.sex(), msg);
        return new Row(
                task.id(),
                mayCall && task.state().isOpen() && !task.dueFrom().isAfter(now),
                mayCall && task.state().isOpen() && !task.dueFrom().isAfter(now) && task.textOnly(),
                line.elsewhere(),
                task.closedAt()
                        .map(it -> new Due(msg.moment(it, line.zone(), today), ""))
                        .orElseGet(() -> Due.of(task.dueAt(), line.zone(), now, msg)),
                msg.t("followups.kind." + task.kind()),
                line.store(),
                person.full(),
                person.title(),
                task.plate(),
                line.car(),
                task.subject().number(),
                msg.t("followups.order."
                        + task.orderKind().orElseGet(() -> task.kind().name())),
                msg.date(task.subject().happenedAt().atZone(line.zone()).toLocalDate(), today),
                task.kind() == CallKind.SALES
                        ? Optional.of(task.pickedUpOn()
                                .map(it -> msg.t("followups.pickedUp", msg.date(it, today)))
                                .orElseGet(() -> msg.t("followups.pickedUp.notYet")))
                        : Optional.empty(),
                task.advisor().orElse(Msg.NONE),
                task.kind().isAtAnHour() ? List.of() : Tries.of(task.daypartsUsed(), Optional.empty(), msg),
                Tries.label(task.attempts(), task.daypartsUsed(), msg),
                marks(line, now, msg),
                state(line, now, msg),
                Optional.empty());
    }

    private static List<Sign> marks(QueueLine line, Instant now, Msg msg) {
        var task = line.task();
        var today = now.atZone(line.zone()).toLocalDate();
        var marks = new ArrayList<Sign>();
        task.claimedBy().ifPresent(it -> marks.add(new Sign("info", "phone-call", msg.t("followups.mark.held", it))));
        task.promisedAt()
                .ifPresent(it -> marks.add(new Sign(
                        "warn", "clock-plus", msg.t("followups.mark.promised", msg.moment(it, line.zone(), today)))));
        if (line.corrected()) {
            marks.add(new Sign("ok", "phone-check", msg.t("followups.mark.corrected"))); // FU-6
        }
        if (task.textOnly()) {
            marks.add(new Sign("purple", "bell-off", msg.t("followups.mark.dnd"))); // FU-14
        }
        if (task.surveyed()) {
            marks.add(new Sign("line", "award", msg.t("followups.mark.jd"))); // FU-13
        }
        if (line.together() > 1) {
            marks.add(new Sign("line", "link", msg.t("followups.mark.together", line.together())));
        }
        task.assignee().ifPresent(it -> marks.add(new Sign("line", "user", it))); // FU-19
        return marks;
    }

    private static Sign state(QueueLine line, Instant now, Msg msg) {
        var task = line.task();
        if (!task.state().isOpen()) {
            return closed(task.state(), msg);
        }
        if (task.dueFrom().isAfter(now)) { // FU-17: the car is not picked up yet
            var local = now.atZone(line.zone()).toLocalDate();
            return new Sign(
                    "",
                    "clock",
                    msg.t(
                            "followups.state.ahead",
                            msg.date(task.dueFrom().atZone(line.zone()).toLocalDate(), local)));
        }
        if (task.textOnly()) {
            return new Sign("purple", "message", msg.t("followups.state.textOnly"));
        }
        if (!task.fadesAt().isAfter(now)) {
            return new Sign("bad", "alert-circle", msg.t("followups.state.faded")); // FU-2
        }
        if (!task.dueAt().isAfter(now)) {
            return new Sign("bad", "alert-triangle", msg.t("followups.state.overdue"));
        }
        if (task.promisedAt().isEmpty()
                && task.notBefore().filter(it -> it.isAfter(now)).isPresent()) {
            return new Sign(
                    "",
                    "arrows-exchange",
                    msg.t(
                            "followups.state.later",
                            msg.moment(
                                    task.notBefore().get(),
                                    line.zone(),
                                    now.atZone(line.zone()).toLocalDate())));
        }
        return task.state() == TaskState.RETRY
                ? new Sign("warn", "phone-x", msg.t("followups.state.RETRY"))
                : new Sign("info", "circle-dashed", msg.t("followups.state.PENDING"));
    }

    static Sign closed(TaskState state, Msg msg) {
        var text = msg.t("followups.state." + state);
        return switch (state) {
            case PENDING -> new Sign("info", "circle-dashed", text);
            case RETRY -> new Sign("warn", "phone-x", text);
            case SUCCESS_SATISFIED -> new Sign("ok", "mood-smile", text);
            case SUCCESS_DISSATISFIED -> new Sign("bad", "mood-sad", text);
            case TEXTING -> new Sign("purple", "message", text);
            case ANSWERED -> new Sign("ok", "phone-check", text);
            case SMS_DONE -> new Sign("ok", "message-check", text);
            case UNREACHED -> new Sign("warn", "mail", text);
            case GIVEN_UP -> new Sign("mute", "phone-x", text);
            case WRONG_NUMBER -> new Sign("warn", "ban", text);
            case LINKED -> new Sign("ok", "link", text);
            case CANCELLED -> new Sign("mute", "x", text);
            case LAPSED -> new Sign("bad", "clock-exclamation", text);
        };
    }
}
