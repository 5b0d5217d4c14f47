package org.opendcrc.casebook;

import static org.opendcrc.casebook.PaperForm.field;
import static org.opendcrc.casebook.PaperForm.ticks;
import static org.opendcrc.casebook.PaperForm.wide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opendcrc.casebook.PaperForm.Rows;
import org.opendcrc.casebook.PaperForm.Tick;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.complaints.Grade;
import org.opendcrc.complaints.Root;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;

/** Fills kh-03-01 and kh-03-02 from a case (CP-25, {@code domain.md} 6.1). Telephone numbers are masked: the paper leaves the house. */
final class CaseForms {

    /** How soon a case is answered, as the sister form has it: at once, or within so many hours. */
    private static final List<Integer> CLASSES = List.of(0, 12, 24, 48, 72);

    private static final int CALLS_OF_A_FORM = 3;
    private static final Set<String> REACHED = Set.of("CONNECTED");

    private CaseForms() {}

    // CP-25: kh-03-01, one a case
    static PaperForm handling(CasePaper it, Msg msg) {
        return new PaperForm(
                "kh-03-01",
                msg.t("paper.kh-03-01"),
                it.number(),
                List.of(received(it, msg), facts(it, msg), handled(it, msg), signed(it, msg)));
    }

    private static PaperForm.Part received(CasePaper it, Msg msg) {
        return new Rows()
                .row(
                        field("received", moment(it.receivedAt(), it)),
                        field("source", msg.t("complaint.source." + it.source())),
                        field("recorder", it.recordedBy()))
                .row(
                        field("customer", customer(it, msg)),
                        field("phone", phone(it, msg)),
                        field("oem-number", it.sourceNo().orElse("")))
                .row(wide("address", 5, it.address().orElse("")))
                .row(
                        wide("vin", 3, it.vin().orElse("")),
                        field("plate", it.plate().orElse("")))
                .row(
                        field("model", it.car().orElse("")),
                        field("bought", it.boughtOn().map(Object::toString).orElse("")),
                        field(
                                "mileage",
                                it.mileageKm().isPresent()
                                        ? msg.number(it.mileageKm().getAsInt())
                                        : ""))
                .row(ticks("kind", 5, words(ComplaintKind.values(), "complaint.kind.", it.kind(), msg)))
                .row(
                        ticks(
                                "grade",
                                3,
                                Stream.concat(
                                        words(Grade.values(), "complaint.grade.", it.grade(), msg),
                                        Stream.of(new Tick(msg.t("paper.crisis"), it.crisis())))),
                        ticks("class", 1, classes(it, msg)))
                .three("received");
    }

    private static PaperForm.Part facts(CasePaper it, Msg msg) {
        var who = it.accused()
                .map(accused -> msg.t(
                        "paper.who.accused",
                        it.people().orElseGet(() -> it.who().orElse("")),
                        accused))
                .orElseGet(() -> it.people().orElse(""));
        return new Rows()
                .row(field("who", who), field("when", it.happened().orElse("")))
                .row(field("what", it.content()), field("where", it.place().orElse("")))
                .row(
                        field("object", it.object().or(it::orderNo).orElse("")),
                        field("demand", it.demand().orElse("")))
                .two("facts");
    }

    private static PaperForm.Part handled(CasePaper it, Msg msg) {
        var help = it.helps().isEmpty()
                ? Optional.<CasePaper.Help>empty()
                : Optional.of(it.helps().getLast());
        var agreed = it.plans().stream()
                .filter(plan -> plan.round() == it.round() && plan.state().equals("AGREED"))
                .findFirst();
        var ended = it.closedAt().isPresent();
        return new Rows()
                .row(wide("first-contact", 5, contact(it, msg)))
                .tall(wide("investigation", 5, investigation(it)))
                .row(ticks(
                        "cause",
                        5,
                        words(Root.values(), "complaint.root.", it.root().orElse(""), msg),
                        it.cause().orElse("")))
                .tall(wide("plan", 5, plans(it, msg)))
                .row(
                        ticks("help", 1, yesNo(help.map(_ -> true), msg)),
                        field(
                                "help-asked",
                                help.flatMap(CasePaper.Help::askedAt)
                                        .map(at -> moment(at, it))
                                        .orElse("")),
                        field(
                                "help-answer",
                                help.flatMap(CasePaper.Help::answer).orElse("")))
                .row(
                        ticks(
                                "agreement",
                                1,
                                Stream.of(
                                        new Tick(
                                                agreed.map(plan -> msg.t("paper.plan", plan.position()))
                                                        .orElseGet(() -> msg.t("paper.plan", "___")),
                                                agreed.isPresent()),
                                        new Tick(
                                                msg.t("paper.disagrees"),
                                                it.plans().stream()
                                                                .anyMatch(plan -> plan.state()
                                                                        .equals("REFUSED"))
                                                        && agreed.isEmpty()))),
                        field(
                                "agreed-at",
                                agreed.flatMap(CasePaper.Plan::decidedAt)
                                        .map(at -> moment(at, it))
                                        .orElse("")),
                        field(
                                "customer-signature",
                                agreed.flatMap(CasePaper.Plan::manner)
                                        .map(manner -> msg.t("complaint.consent." + manner))
                                        .orElse("")))
                .tall(wide("execution", 5, execution(it)))
                .tall(
                        wide("result", 3, it.remedy().orElse("")),
                        field(
                                "cost",
                                it.costFen().isPresent()
                                        ? msg.amount(it.costFen().getAsLong())
                                        : ""))
                .row(
                        field("department", it.department().orElse("")),
                        field("responsible", it.responsible().orElse("")),
                        field("co-responsible", it.coResponsible().orElse("")))
                .row(wide("correction", 5, it.correction().orElse("")))
                .row(
                        wide("prevention", 3, it.prevention().orElse("")),
                        ticks(
                                "closed-loop",
                                1,
                                yesNo(
                                        ended ? Optional.of(it.state().equals("CLOSED_SATISFIED")) : Optional.empty(),
                                        msg)))
                .three("handled");
    }

    // CP-9: signed with one's own login, at that moment
    private static PaperForm.Part signed(CasePaper it, Msg msg) {
        var handler = signature(it, "HANDLER");
        var head = signature(it, "HEAD");
        var leader = it.signatures().stream()
                .filter(sign -> sign.rank().equals("GENERAL_MANAGER"))
                .reduce((_, last) -> last);
        return new Rows()
                .row(
                        field(
                                "handler",
                                handler.map(sign -> ranked(sign, msg))
                                        .or(it::handler)
                                        .orElse("")),
                        field(
                                "handler-signature",
                                handler.map(sign -> signs(sign, msg)).orElse("")),
                        field(
                                "handler-date",
                                handler.map(sign -> moment(sign.at(), it)).orElse("")))
                .row(
                        field("head", head.map(sign -> ranked(sign, msg)).orElse("")),
                        field(
                                "head-signature",
                                head.map(sign -> signs(sign, msg)).orElse("")),
                        field(
                                "head-date",
                                head.map(sign -> moment(sign.at(), it)).orElse("")))
                .row(
                        field(
                                "general-manager",
                                leader.map(CasePaper.Signature::name).orElse("")),
                        field(
                                "general-manager-signature",
                                leader.map(sign -> signs(sign, msg)).orElse("")),
                        field("closed", it.closedAt().map(at -> moment(at, it)).orElse("")))
                .signatures("signed", false);
    }

    private static Stream<Tick> five(Optional<Integer> chosen, Msg msg) {
        return IntStream.iterate(5, n -> n >= 1, n -> n - 1)
                .mapToObj(n -> new Tick(msg.t("paper.mark." + n), chosen.equals(Optional.of(n))));
    }

    // CP-25: kh-03-02, filed with kh-03-01
    static PaperForm check(CasePaper it, Msg msg) {
        var last = it.checks().isEmpty()
                ? Optional.<CasePaper.Check>empty()
                : Optional.of(it.checks().getLast());
        var satisfied = last.map(CasePaper.Check::ending).filter(Set.of("SATISFIED", "DISSATISFIED")::contains);
        var satisfaction = said(it, call -> call.handling().or(call::mark));
        var speed = last.flatMap(CasePaper.Check::speed).or(() -> said(it, CasePaper.Try::speed));
        var attitude = last.flatMap(CasePaper.Check::attitude).or(() -> said(it, CasePaper.Try::attitude));
        return new PaperForm(
                "kh-03-02",
                msg.t("paper.kh-03-02"),
                it.number(),
                List.of(
                        new Rows()
                                .row(
                                        field("number", it.number()),
                                        field("received", moment(it.receivedAt(), it)),
                                        field(
                                                "solved",
                                                it.solvedAt()
                                                        .map(at -> moment(at, it))
                                                        .orElse("")))
                                .row(
                                        field("customer", customer(it, msg)),
                                        field("phone", phone(it, msg)),
                                        field("plate", it.plate().orElse("")))
                                .row(
                                        wide("what", 3, it.content()),
                                        field("handler", it.handler().orElse("")))
                                .row(wide("result", 5, it.remedy().orElse("")))
                                .three("complaint"),
                        new PaperForm.Table(
                                "calls",
                                List.of("nth", "call-at", "call-phone", "daypart", "reached", "caller"),
                                calls(it, msg)),
                        new Rows()
                                .row(ticks("satisfied", 3, yes("SATISFIED", "DISSATISFIED", satisfied, msg)))
                                .row(ticks("satisfaction", 3, five(satisfaction, msg)))
                                .row(ticks("speed", 3, five(speed, msg)))
                                .row(ticks("attitude", 3, five(attitude, msg)))
                                .tall(wide(
                                        "wishes",
                                        3,
                                        last.flatMap(CasePaper.Check::words).orElse("")))
                                .two("says"),
                        new Rows()
                                .row(ticks("conclusion", 3, conclusion(it, msg)))
                                .tall(wide(
                                        "reopened",
                                        3,
                                        it.round() > 1
                                                ? msg.t(
                                                        "paper.round",
                                                        it.round() - 1,
                                                        it.goal().orElse(""))
                                                : ""))
                                .two("conclusion"),
                        new Rows()
                                .row(
                                        field(
                                                "check-caller",
                                                last.flatMap(CasePaper.Check::by)
                                                        .orElse("")),
                                        field(
                                                "check-date",
                                                last.map(check -> moment(check.at(), it))
                                                        .orElse("")))
                                .row(
                                        field(
                                                "crc-manager",
                                                signature(it, "CLOSING")
                                                        .map(sign -> signs(sign, msg))
                                                        .orElse("")),
                                        field(
                                                "crc-manager-date",
                                                signature(it, "CLOSING")
                                                        .map(sign -> moment(sign.at(), it))
                                                        .orElse("")))
                                .row(
                                        field(
                                                "head-signature",
                                                signature(it, "HEAD")
                                                        .map(sign -> signs(sign, msg))
                                                        .orElse("")),
                                        field(
                                                "head-date",
                                                signature(it, "HEAD")
                                                        .map(sign -> moment(sign.at(), it))
                                                        .orElse("")))
                                .signatures("signed", true)));
    }

    /** What he last said of it in a call. */
    private static Optional<Integer> said(CasePaper it, Function<CasePaper.Try, Optional<Integer>> of) {
        return it.attempts().stream().flatMap(call -> of.apply(call).stream()).reduce((_, later) -> later);
    }

    private static List<List<String>> calls(CasePaper it, Msg msg) {
        var rows = new ArrayList<List<String>>();
        for (int n = 0; n < Math.max(CALLS_OF_A_FORM, it.attempts().size()); n++) {
            if (n >= it.attempts().size()) {
                rows.add(List.of(Integer.toString(n + 1), "", "", "", reached(Optional.empty(), msg), ""));
                continue;
            }
            var call = it.attempts().get(n);
            rows.add(List.of(
                    Integer.toString(n + 1),
                    moment(call.at(), it),
                    phone(it, msg),
                    call.daypart().isEmpty() ? Msg.NONE : msg.t("followups.daypart." + call.daypart()),
                    reached(Optional.of(REACHED.contains(call.outcome())), msg),
                    call.by()));
        }
        return rows;
    }

    private static String reached(Optional<Boolean> reached, Msg msg) {
        return box(reached.filter(it -> it).isPresent()) + msg.t("paper.reached") + "  "
                + box(reached.filter(it -> !it).isPresent()) + msg.t("paper.unreached");
    }

    private static String box(boolean ticked) {
        return ticked ? "☑ " : "☐ ";
    }

    private static Stream<Tick> conclusion(CasePaper it, Msg msg) {
        return Stream.of(
                new Tick(msg.t("complaint.state.CLOSED_SATISFIED"), it.state().equals("CLOSED_SATISFIED")),
                new Tick(msg.t("complaint.state.CLOSED_UNRESOLVED"), it.state().equals("CLOSED_UNRESOLVED")),
                new Tick(msg.t("complaint.state.REOPENED"), it.state().equals("REOPENED")));
    }

    private static Stream<Tick> yes(String yes, String no, Optional<String> said, Msg msg) {
        return Stream.of(
                new Tick(msg.t("paper." + yes), said.filter(yes::equals).isPresent()),
                new Tick(msg.t("paper." + no), said.filter(no::equals).isPresent()));
    }

    private static Stream<Tick> yesNo(Optional<Boolean> said, Msg msg) {
        return Stream.of(
                new Tick(msg.t("paper.yes"), said.filter(it -> it).isPresent()),
                new Tick(msg.t("paper.no"), said.filter(it -> !it).isPresent()));
    }

    private static <E extends Enum<E>> Stream<Tick> words(E[] values, String prefix, String chosen, Msg msg) {
        return Arrays.stream(values)
                .map(it -> new Tick(msg.t(prefix + it.name()), it.name().equals(chosen)));
    }

    private static Stream<Tick> classes(CasePaper it, Msg msg) {
        var hours = it.deadlineMinutes().isPresent() ? it.deadlineMinutes().getAsInt() / 60.0 : -1;
        var chosen = it.crisis() || (hours >= 0 && hours <= 4)
                ? Optional.of(0)
                : hours < 0
                        ? Optional.<Integer>empty()
                        : CLASSES.stream().filter(limit -> limit >= hours).min(Comparator.naturalOrder());
        return CLASSES.stream()
                .map(limit -> new Tick(
                        limit == 0 ? msg.t("paper.at-once") : msg.t("paper.hours", limit),
                        chosen.filter(limit::equals).isPresent()));
    }

    private static String contact(CasePaper it, Msg msg) {
        if (!it.contactOwed()) {
            return msg.t("paper.contact.none");
        }
        return it.contactedAt()
                .map(at -> msg.t(
                        at.isAfter(it.contactDueAt()) ? "paper.contact.late" : "paper.contact.in-time",
                        moment(at, it),
                        msg.minutes(Duration.between(it.receivedAt(), at).toMinutes()),
                        it.contactedBy().orElse("")))
                .orElse("");
    }

    private static String investigation(CasePaper it) {
        return words(
                it,
                line -> line.what().startsWith("investigat")
                        || line.what().startsWith("finding")
                        || line.what().equals("note")
                        || line.what().equals("noted"));
    }

    private static String execution(CasePaper it) {
        return words(it, line -> line.what().startsWith("execut") || line.what().startsWith("solved"));
    }

    private static String words(CasePaper it, Predicate<CasePaper.Line> which) {
        return it.log().stream()
                .filter(which)
                .filter(line -> line.words().isPresent())
                .map(line -> moment(line.at(), it) + " " + line.words().orElse(""))
                .collect(Collectors.joining("；"));
    }

    private static String plans(CasePaper it, Msg msg) {
        return it.plans().stream()
                .filter(plan -> plan.round() == it.round())
                .map(plan -> msg.t(
                        plan.recommended() ? "paper.plan.recommended" : "paper.plan.line",
                        plan.position(),
                        plan.title(),
                        msg.amount(plan.costFen())))
                .collect(Collectors.joining("  "));
    }

    private static Optional<CasePaper.Signature> signature(CasePaper it, String what) {
        return it.signatures().stream().filter(sign -> sign.what().equals(what)).reduce((_, last) -> last);
    }

    private static String ranked(CasePaper.Signature it, Msg msg) {
        return msg.t("paper.ranked", it.name(), msg.t("complaint.rank." + it.rank()));
    }

    private static String signs(CasePaper.Signature it, Msg msg) {
        return msg.t("paper.signed", it.name());
    }

    private static String customer(CasePaper it, Msg msg) {
        return it.customer()
                .map(name -> PersonName.of(name, it.person(), it.sex().orElse(""), msg)
                        .whole())
                .or(it::complainantName)
                .orElseGet(() -> msg.t("complaint.complainant." + it.complainant()));
    }

    private static String phone(CasePaper it, Msg msg) {
        return it.phone().or(it::complainantPhone).map(msg::masked).orElse("");
    }

    private static String moment(Instant at, CasePaper it) {
        var local = at.atZone(it.zone()).toLocalDateTime();
        return local.toLocalDate() + " " + "%02d:%02d".formatted(local.getHour(), local.getMinute());
    }
}
