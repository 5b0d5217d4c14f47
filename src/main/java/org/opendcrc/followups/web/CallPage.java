package org.opendcrc.followups.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.calendar.Daypart;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.AttemptOutcome;
import org.opendcrc.followups.CallFile;
import org.opendcrc.followups.CallKind;
import org.opendcrc.followups.FollowUpFiles;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.questionnaires.Asked;
import org.opendcrc.questionnaires.OpeningWords;
import org.opendcrc.questionnaires.OpeningWords.Field;
import org.opendcrc.questionnaires.Said;
import org.opendcrc.questionnaires.Scored;
import org.opendcrc.questionnaires.Scoring;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;
import org.opendcrc.site.PersonName;
import org.opendcrc.site.Try;

/**
 * The call that a clerk has in his hand; all words are in his language already.
 *
 * @param said what was recorded before, null for nothing
 * @param refusal why it was not recorded, null before it was sent
 * @param lastTry what happens if nobody answers this time, null unless it is the last attempt
 * @param dial the number to be called first, null if none is good
 * @param linked which other orders this call serves, null for none
 * @param questionnaire the version that is shown; it travels with the form
 * @param lastWords what is said last, null for nothing
 * @param missing which elements are still open, empty if none is
 * @param callBacks times that a customer often names
 * @param complaints of the customer, not closed
 * @param draft when what stands here was typed, null if it was typed just now
 * @param warrantyEnds what to say of the warranty, null if it does not end soon
 * @param counting what a call that nobody answers counts as now, and why; null where nobody is called
 * @param appointments that the customer has
 * @param file what the file says of a buyer, to be checked with him (RP-19); empty in other calls
 * @param mayBook whether the person may book him another one from here
 */
public record CallPage(
        UUID task,
        String name,
        String customer,
        @Nullable String plate,
        String kind,
        String sub,
        String round,
        List<Try> tries,
        String triesInWords,
        @Nullable String lastTry,
        @Nullable String said,
        @Nullable String refusal,
        boolean textOnly,
        @Nullable PhoneLine dial,
        List<Facts> facts,
        @Nullable String linked,
        Said opening,
        List<Asked> elements,
        UUID questionnaire,
        @Nullable Said lastWords,
        int answered,
        String missing,
        String total,
        String totalPossible,
        String satisfaction,
        List<PhoneLine> numbers,
        List<Happened> history,
        List<Choice> reasons,
        List<Choice> complaintKinds,
        List<Choice> callBacks,
        String customerHref,
        List<Complained> complaints,
        @Nullable String draft,
        @Nullable String warrantyEnds,
        @Nullable String counting,
        List<Complained> appointments,
        boolean mayBook,
        List<FileLine> file,
        Typed typed) {

    /** A card of facts. */
    public record Facts(String id, String icon, String title, List<Fact> lines) {}

    public record Fact(String name, String value) {}

    /** A number, whole, because it is dialled by hand. {@code wrong} says since when it is wrong, null if it is good. */
    public record PhoneLine(
            String e164,
            String link,
            String shown,
            @Nullable String wrong,
            boolean first) {}

    /** An item of the file: what it says, what he said of it, and what is right instead. */
    public record FileLine(String item, String label, String inFile, String answer, String right, boolean phone) {}

    /** A complaint that is open, or an appointment that he has. */
    public record Complained(String href, String text) {}

    /** A call of the past. */
    public record Happened(String at, String icon, String text) {}

    /** Something to choose with a digit. */
    public record Choice(String value, String digit, String label, int points, boolean chosen, boolean wantsWords) {}

    /** What was typed, and what stands there before. */
    public record Typed(
            String result,
            String remark,
            String backDay,
            String backTime,
            String wrongPhone,
            String complaintWords,
            String accused,
            boolean spokenAbout,
            boolean solved,
            boolean servicesTold) {}

    private static final int WARRANTY_ENDS_SOON_DAYS = 60;

    static CallPage of(
            FollowUpFiles.Call call,
            Actor actor,
            CallForm form,
            @Nullable String said,
            @Nullable String refusal,
            Instant now,
            Msg msg) {
        var file = call.file();
        var zone = file.zone();
        var today = now.atZone(zone).toLocalDate();
        var person = PersonName.of(
                file.customer().name(),
                file.customer().person(),
                file.customer().sex(),
                msg);
        var due = Due.of(file.due(), zone, now, msg);
        var numbers = numbers(file, now, msg);
        var sheet = form.sheet(call.questionnaire());
        var elements = elements(call, form, sheet, person, msg);
        var score = Scoring.score(call.questionnaire(), sheet);
        var missing = elements.stream()
                .filter(it -> !it.done() && !it.optional()) // FU-4
                .map(it -> Integer.toString(it.number()))
                .collect(Collectors.joining(msg.t("site.listSeparator")));
        return new CallPage(
                file.task(),
                person.whole(),
                person.spoken(),
                file.vehicle().plate().orElse(null),
                msg.t("followups.kind." + CallKind.shownAs(file.order().kind())),
                Stream.of(
                                Optional.of(msg.t(script(call))),
                                Optional.of(msg.t("followups.call.due", due.words())),
                                file.correctedAt()
                                        .map(it ->
                                                msg.t("followups.call.corrected", msg.moment(it, zone, today)))) // FU-6
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")),
                msg.t("followups.call.round", file.attempts() + 1, call.required()),
                CallKind.shownAs(file.order().kind()).isAtAnHour()
                        ? List.of()
                        : Tries.of(file.daypartsUsed(), call.daypart(), msg),
                Tries.label(file.attempts(), file.daypartsUsed(), msg),
                call.ifMissed().isTheLast() && !file.textOnly() ? msg.t("followups.call.lastTry") : null,
                said,
                refusal,
                file.textOnly(),
                numbers.stream().filter(PhoneLine::first).findFirst().orElse(null),
                FactCards.of(file, now, msg),
                file.together().isEmpty()
                        ? null
                        : msg.t(
                                "followups.call.together",
                                file.together().size(),
                                file.together().stream()
                                        .map(it -> it.orderNo() + " " + msg.t("followups.order." + it.kind()))
                                        .collect(Collectors.joining(msg.t("site.listSeparator")))),
                Said.of(opening(call, actor, now, msg)),
                elements,
                call.questionnaire().id(),
                closing(call, actor, now, msg).orElse(null),
                (int) elements.stream().filter(Asked::done).count(),
                missing,
                counted(score, it -> Integer.toString(it.total())),
                counted(score, it -> Integer.toString(it.totalPossible())),
                counted(
                        score,
                        it -> it.satisfaction().isPresent()
                                ? Integer.toString(it.satisfaction().getAsInt())
                                : Msg.NONE),
                numbers,
                FactCards.history(file, now, msg),
                reasons(form, msg),
                complaintKinds(file, form, msg),
                callBacks(call, form, now, msg),
                "/customers/" + file.customer().id(),
                file.around().complaints().stream()
                        .map(it -> new Complained(
                                "/complaints/" + it.id(), it.number() + " " + msg.t("complaint.kind." + it.kind())))
                        .toList(),
                refusal == null
                        ? file.around()
                                .draft()
                                .map(it -> msg.t("followups.draft.restored", msg.moment(it.at(), zone, today)))
                                .orElse(null)
                        : null,
                file.vehicle()
                        .warrantyUntil()
                        .filter(it -> !it.isBefore(today) && it.isBefore(today.plusDays(WARRANTY_ENDS_SOON_DAYS)))
                        .map(it -> msg.t("followups.closing.warranty", msg.date(it, today)))
                        .orElse(null),
                file.textOnly() ? null : counting(call, now, msg),
                file.around().appointments().stream()
                        .map(it -> new Complained(
                                "/appointments/" + it.id(),
                                msg.t("followups.appointment", it.number(), msg.moment(it.startsAt(), zone, today))))
                        .toList(),
                actor.may(UseCase.BOOK_APPOINTMENTS, file.storeId()),
                SaleChecks.lines(file, form, msg),
                new Typed(
                        form.result(),
                        form.remark(),
                        form.backDay().isEmpty() ? today.plusDays(1).toString() : form.backDay(),
                        form.backTime(),
                        form.wrongPhone(),
                        form.complaintWords(),
                        form.accused(),
                        form.spokenAbout(),
                        form.solved(),
                        form.servicesTold()));
    }

    /** The beginnings of the next dayparts: they are when the queue would offer him anyway. */
    private static List<Choice> callBacks(FollowUpFiles.Call call, CallForm form, Instant now, Msg msg) {
        var local = now.atZone(call.file().zone()).toLocalDateTime();
        var today = local.toLocalDate();
        var times = Stream.of(today, today.plusDays(1))
                .flatMap(day -> Arrays.stream(Daypart.values())
                        .map(it -> day.atTime(call.dayparts().beginningOf(it))))
                .filter(it -> it.isAfter(local))
                .limit(4)
                .toList();
        return IntStream.range(0, times.size())
                .mapToObj(it -> new Choice(
                        times.get(it).toString(),
                        Integer.toString(it + 1),
                        msg.moment(
                                times.get(it).atZone(call.file().zone()).toInstant(),
                                call.file().zone(),
                                today),
                        0,
                        times.get(it).toString().equals(form.backWhen()),
                        false))
                .toList();
    }

    /** A25: whether it would count now, and why not; FU-7: when the next attempt can. */
    private static String counting(FollowUpFiles.Call call, Instant now, Msg msg) {
        if (CallKind.shownAs(call.file().order().kind()).isAtAnHour()) {
            return msg.t("followups.counts.hour", call.file().attempts() + 1, call.required());
        }
        var missed = call.ifMissed();
        var zone = call.file().zone();
        var today = now.atZone(zone).toLocalDate();
        var daypart = missed.daypart().map(it -> msg.t("followups.daypart." + it));
        var counts = missed.counts()
                ? msg.t("followups.counts", missed.made(), missed.required(), daypart.orElseThrow())
                : daypart.isEmpty()
                        ? msg.t("followups.counts.outside")
                        : missed.dayUsed()
                                ? msg.t("followups.counts.day")
                                : msg.t("followups.counts.used", daypart.get());
        return missed.next()
                .map(it -> msg.t(
                        "followups.counts.next",
                        counts,
                        Refusals.when(it, zone, today, msg),
                        it.open().stream()
                                .map(open -> msg.t("followups.daypart." + open))
                                .collect(Collectors.joining(msg.t("site.listSeparator")))))
                .orElse(counts);
    }

    /** What the clerk says first: the store's own words, else those of the questionnaire, else those of the house (FU-20, FU-27). */
    static String opening(FollowUpFiles.Call call, Actor actor, Instant now, Msg msg) {
        var own = call.opening()
                .or(() -> Optional.of(call.questionnaire().opening().in(msg.locale()))
                        .filter(it -> !it.isBlank()
                                && CallKind.shownAs(call.file().order().kind())
                                        .questionnaire()
                                        .isPresent()));
        return own.map(it -> filled(it, call, actor, now, msg)).orElseGet(() -> {
            var said = saidFirst(call, actor, now, msg);
            return msg.t(
                    opening(call),
                    Stream.of(Field.CUSTOMER, Field.STORE, Field.CLERK, Field.DATE, Field.ORDER)
                            .map(it -> Objects.requireNonNull(said.get(it)))
                            .toArray());
        });
    }

    /** What he says last, if the questionnaire says so. */
    static Optional<Said> closing(FollowUpFiles.Call call, Actor actor, Instant now, Msg msg) {
        return Optional.of(call.questionnaire().closing().in(msg.locale()))
                .filter(it -> !it.isBlank())
                .map(it -> Said.of(filled(it, call, actor, now, msg)));
    }

    private static String filled(String words, FollowUpFiles.Call call, Actor actor, Instant now, Msg msg) {
        return OpeningWords.filled(words, saidFirst(call, actor, now, msg));
    }

    private static Map<Field, String> saidFirst(FollowUpFiles.Call call, Actor actor, Instant now, Msg msg) {
        var file = call.file();
        var customer = Said.name(PersonName.of(
                        file.customer().name(),
                        file.customer().person(),
                        file.customer().sex(),
                        msg)
                .spoken());
        var clerk = Said.name(actor.name());
        var date = Said.name(msg.date(
                file.order().sentInAt().atZone(file.zone()).toLocalDate(),
                now.atZone(file.zone()).toLocalDate()));
        var order = msg.t("followups.order." + file.order().kind());
        return Map.of(
                Field.CUSTOMER, customer,
                Field.STORE, file.store(),
                Field.CLERK, clerk,
                Field.DATE, date,
                Field.ORDER, order);
    }

    /** FU-27: calls of other kinds have words of their own; FU-20: the three-day call goes by the mileage. */
    private static String opening(FollowUpFiles.Call call) {
        var kind = CallKind.shownAs(call.file().order().kind());
        return "followups.opening." + (kind == CallKind.SERVICE ? Integer.toString(call.script()) : kind.name());
    }

    static String script(FollowUpFiles.Call call) {
        var kind = CallKind.shownAs(call.file().order().kind());
        if (kind != CallKind.SERVICE) {
            return "followups.script." + kind;
        }
        return call.file().order().mileageKm().isEmpty()
                ? "followups.script.unknown"
                : "followups.script." + call.script();
    }

    private static String counted(
            Scored scored, java.util.function.Function<org.opendcrc.questionnaires.Score, String> figure) {
        return switch (scored) {
            case Scored.Counted(var score) -> figure.apply(score);
            case Scored.Refused _ -> Msg.NONE;
        };
    }

    private static List<Choice> reasons(CallForm form, Msg msg) {
        var reasons = Stream.of(AttemptOutcome.values())
                .filter(AttemptOutcome::isNotConnected)
                .toList();
        var chosen = CallForm.oneOf(AttemptOutcome.class, form.reason()).orElse(reasons.getFirst());
        return IntStream.range(0, reasons.size())
                .mapToObj(it -> new Choice(
                        reasons.get(it).name(),
                        Integer.toString(it + 1),
                        msg.t("followups.outcome." + reasons.get(it)),
                        0,
                        reasons.get(it) == chosen,
                        false))
                .toList();
    }

    /** CP-18. */
    private static List<Choice> complaintKinds(CallFile file, CallForm form, Msg msg) {
        var kinds = ComplaintKind.values();
        var chosen = form.complaintKind().isEmpty() && file.around().sale().isPresent()
                ? ComplaintKind.PURCHASE.name() // FU-29: the sales director's field
                : form.complaintKind();
        return IntStream.range(0, kinds.length)
                .mapToObj(it -> new Choice(
                        kinds[it].name(),
                        Integer.toString(it + 1),
                        msg.t("complaint.kind." + kinds[it]),
                        0,
                        kinds[it].name().equals(chosen),
                        false))
                .toList();
    }

    private static List<Asked> elements(
            FollowUpFiles.Call call, CallForm form, AnswerSheet sheet, PersonName person, Msg msg) {
        var advisor = call.file().order().advisor().orElseGet(() -> msg.t("followups.call.someAdvisor"));
        var elements = new ArrayList<Asked>();
        var current = false;
        for (var question : call.questionnaire().questions()) {
            var answer = sheet.answers().get(question.key());
            var on = answer == null && !current;
            current |= on;
            elements.add(Asked.of(
                    question, answer, form.notes().get(question.key()), on, Said.name(person.spoken()), advisor, msg));
        }
        return elements;
    }

    private static List<PhoneLine> numbers(CallFile file, Instant now, Msg msg) {
        var today = now.atZone(file.zone()).toLocalDate();
        var first = file.phones().stream()
                .filter(it -> it.wrongSince().isEmpty())
                .map(CallFile.Phone::e164)
                .findFirst();
        return file.phones().stream()
                .map(it -> new PhoneLine(
                        it.e164(),
                        Phones.link(it.e164()),
                        Phones.shown(it.e164()),
                        it.wrongSince()
                                .map(since -> msg.t(
                                        "followups.number.wrong",
                                        msg.date(
                                                since.truncatedTo(ChronoUnit.SECONDS)
                                                        .atZone(file.zone())
                                                        .toLocalDate(),
                                                today)))
                                .orElse(null),
                        first.equals(Optional.of(it.e164()))))
                .toList();
    }
}
