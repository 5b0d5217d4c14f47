package org.opendcrc.complaints.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.complaints.CaseAction;
import org.opendcrc.complaints.CaseDetails;
import org.opendcrc.complaints.CaseState;
import org.opendcrc.complaints.CaseView;
import org.opendcrc.complaints.Check;
import org.opendcrc.complaints.Closing;
import org.opendcrc.complaints.Consent;
import org.opendcrc.complaints.CrisisStep;
import org.opendcrc.complaints.EscalatedTo;
import org.opendcrc.complaints.Grade;
import org.opendcrc.complaints.PlanState;
import org.opendcrc.complaints.Rank;
import org.opendcrc.complaints.ReplyManner;
import org.opendcrc.complaints.Root;
import org.opendcrc.complaints.StandstillReason;
import org.opendcrc.site.ClockSign;
import org.opendcrc.site.Msg;

/**
 * The path of a case as it is shown: where it stands, what it waits for, what this person can do; all words are in his language already.
 *
 * @param next what the case waits for, in words
 * @param main the form of that, if it is this person's to do
 * @param forms what else he can do
 * @param outside whom the store calls outside the house, and what went out to them
 * @param asksOutside whether this case has gone or may now go to them
 * @param reminder what the handler is reminded of, null for nothing (CP-8, CP-10)
 * @param closing what closing needs, and whether it is there
 */
public record CasePage(
        List<Chip> chips,
        List<Step> path,
        List<Clock> clocks,
        String next,
        @Nullable Form main,
        List<Form> forms,
        List<FilePage.Fact> sheet,
        List<FilePage.Fact> people,
        List<Plan> plans,
        List<FilePage.Fact> promises,
        List<Item> closing,
        List<Link> others,
        @Nullable String crisis,
        List<Outside> outside,
        boolean asksOutside,
        @Nullable String reminder,
        String note,
        int version) {

    public record Chip(String tone, String icon, String text) {}

    /** A station of the path; {@code look} is {@code dc-done}, {@code dc-now} or empty. */
    public record Step(String name, String look) {}

    /** A clock besides the first contact's. */
    public record Clock(String name, ClockSign sign, String due) {}

    /** What somebody can do, with its fields; {@code refusal} is null before it was sent. */
    public record Form(
            CaseAction action,
            String title,
            List<Field> fields,
            boolean open,
            @Nullable String refusal) {}

    /** A field of a form. {@code type}: text, textarea, datetime-local, select or checkbox. */
    public record Field(
            String name, String id, String label, String type, String value, boolean required, List<Choice> choices) {}

    /**
     * Somebody outside.
     *
     * @param dial the address that a telephone dials; empty without a number
     * @param news what went out to him about this case; {@code bad} if somebody has to call
     */
    public record Outside(
            String role, String name, String phone, String dial, String email, String news, boolean bad) {}

    public record Choice(String value, String label, boolean chosen) {}

    public record Plan(
            String title, List<String> pros, List<String> cons, String meta, String state, String tone, boolean on) {}

    /** Of the list of what closing needs. */
    public record Item(String name, boolean there, String value) {}

    public record Link(String href, String text) {}

    /** What somebody typed into a form, kept when it is refused. */
    record Kept(CaseAction action, Map<String, String> values, String refusal) {}

    private static final Set<CaseAction> OF_A_CRISIS = EnumSet.of(
            CaseAction.CRISIS_STEP, CaseAction.END_CRISIS, CaseAction.PROMISE, CaseAction.ASK_HELP, CaseAction.TELL);

    private static final List<CaseState> STATIONS = List.of(
            CaseState.RECEIVED,
            CaseState.CONTACTED,
            CaseState.INVESTIGATING,
            CaseState.PLAN_PROPOSED,
            CaseState.PLAN_AGREED,
            CaseState.EXECUTING,
            CaseState.SOLVED,
            CaseState.FOLLOW_UP,
            CaseState.CLOSED_SATISFIED);

    static CasePage of(CaseView view, Instant now, Msg msg, Optional<Kept> kept) {
        var line = view.file().line();
        var zone = line.zone();
        var details = view.details();
        var main = view.next()
                .filter(it -> it != CaseAction.CONTACT && view.offered().contains(it))
                .map(it -> form(it, view, now, msg, kept, true))
                .orElse(null);
        var others = EnumSet.noneOf(CaseAction.class);
        others.addAll(view.offered());
        others.removeAll(EnumSet.of(CaseAction.CONTACT, CaseAction.NOTE));
        view.next().ifPresent(others::remove);
        return new CasePage(
                chips(view, msg),
                path(line.state(), msg),
                details.deadlines().stream()
                        .filter(it -> !it.withdrawn()
                                && (!it.rule().equals("CP-10") || it.running())
                                && (it.running()
                                        || it.missedAt().isPresent()
                                        || it.rule().equals("CP-33")))
                        .limit(7)
                        .map(it -> clock(it, zone, now, msg))
                        .toList(),
                view.next()
                        .map(it -> msg.t("complaint.next." + it))
                        .orElseGet(() -> msg.t("complaint.next.none." + line.state())),
                main,
                others.stream().map(it -> form(it, view, now, msg, kept, false)).toList(),
                sheet(view, msg),
                people(view, msg),
                details.plans().stream().map(it -> plan(it, msg)).toList(),
                details.promises().stream()
                        .map(it -> new FilePage.Fact(
                                moment(it.answerBy(), zone, now, msg),
                                it.keptAt()
                                        .map(at -> msg.t(
                                                "complaint.promise.kept", moment(at, zone, now, msg), it.keptWords()))
                                        .orElseGet(() -> msg.t("complaint.promise.open", it.words()))))
                        .toList(),
                closing(view, msg),
                details.sameMatter().stream()
                        .map(it -> new Link(
                                "/complaints/" + it.id(), it.number() + " · " + msg.t("complaint.state." + it.state())))
                        .toList(),
                line.crisis() || !details.steps().isEmpty() ? "/complaints/" + line.id() + "/crisis" : null,
                OutsideCard.of(details, zone, now, msg),
                OutsideCard.isWanted(view),
                reminder(view, now, msg),
                kept.filter(it -> it.action() == CaseAction.NOTE)
                        .map(it -> it.values().getOrDefault("words", ""))
                        .orElse(""),
                view.file().version());
    }

    /** CP-8: first calm the customer; CP-10: he has heard nothing for long. */
    private static @Nullable String reminder(CaseView view, Instant now, Msg msg) {
        if (!view.file().line().state().isOpen()) {
            return null;
        }
        var asked = view.details().log().stream()
                .filter(it -> it.what().equals("help-needed") || it.what().startsWith("help-asked."))
                .findFirst();
        var told = view.details().text("toldAt");
        var heard = told.isEmpty()
                ? Optional.<Instant>empty()
                : Optional.of(OffsetDateTime.parse(told).toInstant());
        if (asked.isPresent()
                && heard.filter(it -> !it.isBefore(asked.get().at())).isEmpty()) {
            return msg.t("complaint.reminder.calm");
        }
        return view.details().deadlines().stream()
                        .anyMatch(it -> it.rule().equals("CP-10")
                                && it.dueAt().isBefore(now)
                                && heard.filter(at -> at.isAfter(it.startedAt()))
                                        .isEmpty())
                ? msg.t("complaint.reminder.silent")
                : null;
    }

    private static List<Chip> chips(CaseView view, Msg msg) {
        var chips = new ArrayList<Chip>();
        var line = view.file().line();
        chips.add(new Chip(
                switch (line.grade()) {
                    case GENERAL -> "line";
                    case ESCALATED -> "warn";
                    case IMPORTANT -> "bad";
                },
                "flag",
                msg.t("complaint.grade." + line.grade())));
        if (line.crisis()) {
            chips.add(new Chip("bad", "flame", msg.t("complaint.crisis")));
        }
        view.escalatedTo()
                .ifPresent(it -> chips.add(
                        new Chip("warn", "arrow-up", msg.t("complaint.escalatedTo", msg.t("complaint.level." + it)))));
        if (view.round() > 1) {
            chips.add(new Chip("warn", "rotate", msg.t("complaint.round", view.round())));
        }
        if (view.standing()) {
            chips.add(new Chip("mute", "player-pause", msg.t("complaint.stands")));
        }
        return chips;
    }

    private static List<Step> path(CaseState state, Msg msg) {
        var here = switch (state) {
            case REOPENED -> STATIONS.indexOf(CaseState.CONTACTED) + 1;
            case CLOSED_UNRESOLVED, WITHDRAWN, MERGED -> STATIONS.size() - 1;
            default -> STATIONS.indexOf(state);
        };
        var steps = new ArrayList<Step>();
        for (int i = 0; i < STATIONS.size(); i++) {
            var last = i == STATIONS.size() - 1;
            steps.add(new Step(
                    msg.t("complaint.station." + (last && !state.isOpen() ? state : STATIONS.get(i))),
                    i < here || (!state.isOpen() && last) ? "dc-done" : i == here ? "dc-now" : ""));
        }
        return steps;
    }

    private static Clock clock(CaseDetails.Deadline it, ZoneId zone, Instant now, Msg msg) {
        var name = it.rule().equals("CP-17")
                ? msg.t("complaint.crisis." + it.subject())
                : msg.t("complaint.clock." + it.rule());
        return new Clock(
                name, DeadlineSign.of(it, now, msg), msg.t("complaint.clock.due", moment(it.dueAt(), zone, now, msg)));
    }

    private static List<FilePage.Fact> sheet(CaseView view, Msg msg) {
        var facts = new ArrayList<FilePage.Fact>();
        for (var name : List.of("people", "happened", "place", "object", "demand", "goal", "sourceNo")) {
            var value = view.details().text(name);
            if (!value.isEmpty()) {
                facts.add(new FilePage.Fact(msg.t("complaint.sheet." + name), value));
            }
        }
        if (!view.details().text("emergency").isEmpty()) {
            facts.add(new FilePage.Fact(
                    msg.t("complaint.sheet.emergency"),
                    msg.t("complaint.emergency." + view.details().text("emergency"))));
        }
        return facts;
    }

    private static List<FilePage.Fact> people(CaseView view, Msg msg) {
        var details = view.details();
        var facts = new ArrayList<FilePage.Fact>();
        facts.add(new FilePage.Fact(
                msg.t("complaint.sheet.handler"),
                details.text("handler").isEmpty() ? msg.t("complaint.sheet.nobody") : details.text("handler")));
        if (view.seesAccused() && !details.text("accused").isEmpty()) { // A22
            facts.add(new FilePage.Fact(msg.t("complaint.sheet.accused"), details.text("accused")));
        }
        if (!details.text("confirmedBy").isEmpty()) {
            facts.add(new FilePage.Fact(msg.t("complaint.sheet.confirmedBy"), details.text("confirmedBy")));
        }
        details.signatures()
                .forEach(it -> facts.add(new FilePage.Fact(msg.t("complaint.signed." + it.what()), it.by())));
        details.checks()
                .forEach(it -> facts.add(
                        new FilePage.Fact(msg.t("complaint.check"), msg.t("complaint.check." + it.ending()))));
        return facts;
    }

    private static Plan plan(CaseDetails.Plan it, Msg msg) {
        var waits = it.needs().isPresent() && it.approvedBy().isEmpty();
        var needs = it.needs()
                .map(rank -> it.approvedBy()
                        .map(by -> msg.t("complaint.plan.approvedBy", by))
                        .orElseGet(() -> msg.t("complaint.plan.needs", msg.t("complaint.rank." + rank))))
                .orElseGet(() -> msg.t("complaint.plan.within"));
        return new Plan(
                it.title(),
                it.pros().lines().toList(),
                it.cons().lines().toList(),
                msg.t("complaint.plan.cost", msg.amount(it.costFen())) + " · "
                        + (it.takes().isEmpty() ? "" : it.takes() + " · ") + needs,
                msg.t("complaint.plan.state." + (it.state() == PlanState.PROPOSED && waits ? "WAITS" : it.state())),
                switch (it.state()) {
                    case AGREED -> "ok";
                    case PROPOSED -> it.recommended() ? "info" : "line";
                    case REFUSED -> "bad";
                    case SUPERSEDED -> "mute";
                },
                it.state() == PlanState.AGREED);
    }

    private static List<Item> closing(CaseView view, Msg msg) {
        var missing = view.missing();
        return List.of("root", "cause", "department", "remedy", "signature", "check").stream()
                .map(it -> new Item(
                        msg.t("complaint.missing." + it),
                        !missing.contains(it),
                        it.equals("root") && !missing.contains(it)
                                ? msg.t("complaint.root." + view.details().text("root"))
                                : it.equals("department") ? view.details().text("department") : ""))
                .toList();
    }

    private static Form form(
            CaseAction action, CaseView view, Instant now, Msg msg, Optional<Kept> kept, boolean main) {
        var typed = kept.filter(it -> it.action() == action);
        var fields = fields(action, view, now, msg).stream()
                .map(it -> typed.map(k -> k.values().get(it.name()))
                        .map(value -> with(it, value))
                        .orElse(it))
                .toList();
        return new Form(
                action,
                msg.t("complaint.action." + action),
                fields,
                main || typed.isPresent(),
                typed.map(Kept::refusal).orElse(null));
    }

    private static Field with(Field it, String value) {
        return new Field(
                it.name(),
                it.id(),
                it.label(),
                it.type(),
                value,
                it.required(),
                it.choices().stream()
                        .map(c -> new Choice(c.value(), c.label(), c.value().equals(value)))
                        .toList());
    }

    private static List<Field> fields(CaseAction action, CaseView view, Instant now, Msg msg) {
        var zone = view.file().line().zone();
        var here = now.atZone(zone)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        var make = new Maker(action, msg);
        var details = view.details();
        return switch (action) {
            case CONTACT, INVESTIGATE, EXECUTE, COUNTERSIGN, GO_ON -> List.of();
            case TELL -> List.of(make.time("at", here, true), make.words(true));
            case CHECK ->
                List.of(
                        make.select(
                                "ending",
                                make.choices(
                                        new Check[] {Check.SATISFIED, Check.DISSATISFIED, Check.NOT_REACHED}, "check")),
                        make.time("at", here, true),
                        make.optional("speed", five(msg)),
                        make.optional("attitude", five(msg)),
                        make.words(true));
            case NEED_HELP -> List.of(make.words(true), make.field("calmed", "textarea", "", false, "calmed"));
            case NOTE, HELP_ANSWERED, DECLARE_CRISIS, END_CRISIS, WITHDRAW -> List.of(make.words(true));
            case CONFIRM -> List.of(make.words(false));
            case CLOSE ->
                List.of(
                        make.time("toldAt", called(details, zone), true),
                        make.select("manner", make.choices(ReplyManner.values(), "manner")),
                        make.words(false));
            case ATTEMPT -> List.of(make.time("at", here, true), make.words(true));
            case ASSIGN ->
                List.of(
                        make.select("handler", handlers(details, view.handlerRank())),
                        make.field(
                                "words",
                                "textarea",
                                "",
                                !details.text("handler").isEmpty(),
                                "reason"));
            case ACCUSE -> List.of(make.select("staff", everybody(details)));
            case FINDINGS ->
                List.of(
                        make.select("root", chosen(make.choices(Root.values(), "root"), details.text("root"))),
                        make.field("cause", "textarea", details.text("cause"), false, "cause"),
                        make.field("department", "text", details.text("department"), false, "department"),
                        make.field("responsible", "text", details.text("responsible"), false, "responsible"),
                        make.field("coResponsible", "text", details.text("coResponsible"), false, "coResponsible"),
                        make.field("correction", "textarea", details.text("correction"), false, "correction"),
                        make.field("prevention", "textarea", details.text("prevention"), false, "prevention"));
            case PROPOSE ->
                List.of(
                        make.field("title", "text", "", true, "title"),
                        make.field("pros", "textarea", "", true, "pros"),
                        make.field("cons", "textarea", "", true, "cons"),
                        make.field("cost", "text", "0", true, "cost"),
                        make.field("takes", "text", "", false, "takes"),
                        make.field("recommended", "checkbox", "", false, "recommended"));
            case APPROVE -> List.of(make.select("plan", plans(details, true)));
            case REFUSE -> List.of(make.select("plan", plans(details, false)), make.words(true));
            case AGREE ->
                List.of(
                        make.select("plan", plans(details, false)),
                        make.select("manner", make.choices(Consent.values(), "consent")),
                        make.words(false));
            case SOLVE ->
                List.of(
                        make.field("remedy", "textarea", "", true, "remedy"),
                        make.field("cost", "text", agreed(details), true, "cost"));
            case SET_GOAL -> List.of(make.field("goal", "textarea", "", true, "goal"));
            case CLOSE_UNRESOLVED ->
                List.of(
                        make.select(
                                "how",
                                make.choices(
                                        new Closing[] {Closing.UNREACHABLE, Closing.NO_AGREEMENT, Closing.MALICIOUS},
                                        "closing")),
                        make.words(true));
            case MERGE -> List.of(make.field("into", "text", "", true, "into"));
            case ESCALATE -> List.of(make.select("to", make.choices(EscalatedTo.values(), "level")), make.words(true));
            case REGRADE ->
                List.of(
                        make.select("grade", make.choices(new Grade[] {Grade.GENERAL, Grade.ESCALATED}, "grade")),
                        make.words(true));
            case ASK_HELP ->
                List.of(
                        make.select(
                                "to",
                                make.choices(
                                        new EscalatedTo[] {
                                            EscalatedTo.REGIONAL_MANAGER, EscalatedTo.ENGINEER, EscalatedTo.MANUFACTURER
                                        },
                                        "level")),
                        make.time("at", here, true),
                        make.words(true));
            case CRISIS_STEP ->
                List.of(
                        make.select(
                                "step",
                                Arrays.stream(CrisisStep.values())
                                        .filter(it -> !view.stepsDone().contains(it))
                                        .map(it -> new Choice(it.name(), msg.t("complaint.crisis." + it), false))
                                        .toList()),
                        make.time("at", here, true),
                        make.time("arrivesAt", "", false),
                        make.words(false));
            case PROMISE -> List.of(make.time("answerBy", "", true), make.words(true));
            case KEEP_PROMISE ->
                List.of(
                        make.select(
                                "promise",
                                details.promises().stream()
                                        .filter(it -> it.keptAt().isEmpty())
                                        .map(it -> new Choice(
                                                it.id().toString(), moment(it.answerBy(), zone, now, msg), false))
                                        .toList()),
                        make.time("at", here, true),
                        make.words(true));
            case ANSWER ->
                List.of(make.select("manner", make.choices(ReplyManner.values(), "manner")), make.words(true));
            case STAND_STILL ->
                List.of(make.select("reason", make.choices(StandstillReason.values(), "standstill")), make.words(true));
        };
    }

    /** Makes the fields of one form. */
    private record Maker(CaseAction action, Msg msg) {

        Field field(String name, String type, String value, boolean required, String label) {
            return new Field(
                    name,
                    action.name().toLowerCase(Locale.ROOT) + "-" + name,
                    msg.t("complaint.field." + label),
                    type,
                    value,
                    required,
                    List.of());
        }

        Field words(boolean required) {
            return field("words", "textarea", "", required, "words");
        }

        Field time(String name, String value, boolean required) {
            return field(name, "datetime-local", value, required, name);
        }

        Field select(String name, List<Choice> choices) {
            var it = field(name, "select", "", true, name);
            return new Field(name, it.id(), it.label(), "select", "", true, choices);
        }

        /** A choice that may stay open. */
        Field optional(String name, List<Choice> choices) {
            var all = new ArrayList<Choice>();
            all.add(new Choice("", msg.t("complaint.five.none"), true));
            all.addAll(choices);
            var it = field(name, "select", "", false, name);
            return new Field(name, it.id(), it.label(), "select", "", false, all);
        }

        List<Choice> choices(Enum<?>[] values, String words) {
            return Arrays.stream(values)
                    .map(it -> new Choice(it.name(), msg.t("complaint." + words + "." + it), false))
                    .toList();
        }
    }

    private static List<Choice> chosen(List<Choice> choices, String value) {
        return choices.stream()
                .map(it -> new Choice(it.value(), it.label(), it.value().equals(value)))
                .toList();
    }

    /** CP-11: he was told in the check call, unless it was at another time. */
    private static String called(CaseDetails details, ZoneId zone) {
        return details.checks().isEmpty()
                ? ""
                : details.checks()
                        .getLast()
                        .at()
                        .atZone(zone)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    private static List<Choice> five(Msg msg) {
        return IntStream.iterate(5, it -> it >= 1, it -> it - 1)
                .mapToObj(it -> new Choice(Integer.toString(it), msg.t("complaint.five." + it), false))
                .toList();
    }

    private static List<Choice> handlers(CaseDetails details, Rank least) {
        return details.colleagues().stream()
                .filter(it -> it.rank().compareTo(least) >= 0 && !it.name().equals(details.text("handler")))
                .map(it -> new Choice(it.id().toString(), it.name(), false))
                .toList();
    }

    private static List<Choice> everybody(CaseDetails details) {
        return details.colleagues().stream()
                .map(it -> new Choice(it.id().toString(), it.name(), false))
                .toList();
    }

    private static List<Choice> plans(CaseDetails details, boolean toApprove) {
        return details.plans().stream()
                .filter(it -> it.state() == PlanState.PROPOSED)
                .filter(it ->
                        !toApprove || (it.needs().isPresent() && it.approvedBy().isEmpty()))
                .map(it -> new Choice(it.id().toString(), it.title(), false))
                .toList();
    }

    private static String agreed(CaseDetails details) {
        return details.plans().stream()
                .filter(it -> it.state() == PlanState.AGREED)
                .reduce((_, later) -> later)
                .map(it -> BigDecimal.valueOf(it.costFen(), 2).toPlainString())
                .orElse("0");
    }

    static String moment(Instant at, ZoneId zone, Instant now, Msg msg) {
        return msg.moment(at, zone, now.atZone(zone).toLocalDate());
    }

    /** The rows of the crisis page, in their order. */
    static List<Item> crisisSteps(CaseView view, Instant now, Msg msg) {
        var zone = view.file().line().zone();
        var done = view.details().steps();
        return Arrays.stream(CrisisStep.values())
                .map(step -> done.stream()
                        .filter(it -> it.step() == step)
                        .findFirst()
                        .map(it -> new Item(
                                msg.t("complaint.crisis." + step),
                                true,
                                String.join(
                                        " · ",
                                        List.of(
                                                moment(it.doneAt(), zone, now, msg),
                                                it.by(),
                                                it.arrivesAt()
                                                        .map(at -> msg.t(
                                                                "complaint.crisis.arrives", moment(at, zone, now, msg)))
                                                        .orElse(it.words())))))
                        .orElseGet(() -> new Item(msg.t("complaint.crisis." + step), false, "")))
                .toList();
    }

    /** Whether it is done on the page of the crisis. */
    public static boolean ofACrisis(Form form) {
        return OF_A_CRISIS.contains(form.action());
    }
}
