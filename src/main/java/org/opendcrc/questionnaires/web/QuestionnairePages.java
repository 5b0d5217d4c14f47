package org.opendcrc.questionnaires.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.AdministrationTab;
import org.opendcrc.questionnaires.Asked;
import org.opendcrc.questionnaires.Designed;
import org.opendcrc.questionnaires.DesignedVersion;
import org.opendcrc.questionnaires.DesignerDesk;
import org.opendcrc.questionnaires.Draft;
import org.opendcrc.questionnaires.Element;
import org.opendcrc.questionnaires.Indicator;
import org.opendcrc.questionnaires.OpeningWords;
import org.opendcrc.questionnaires.OpeningWords.Field;
import org.opendcrc.questionnaires.Option;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Said;
import org.opendcrc.questionnaires.Validity;
import org.opendcrc.shared.Sentence;
import org.opendcrc.site.Msg;

/** The pages of the designer, in the person's language. */
public final class QuestionnairePages {

    private static final List<String> ORDER_KINDS =
            List.of("GENERAL", "MAINTENANCE", "FIRST_SERVICE", "WARRANTY", "ACCIDENT", "REWORK");

    private QuestionnairePages() {}

    /** All questionnaires, a card for each kind of call. */
    public record All(List<AdministrationTab> tabs, boolean mayDesign, List<Card> cards) {}

    /** One kind of call. */
    public record Card(String code, String title, List<Row> rows) {}

    /** A questionnaire; {@code inUse} and {@code draft} are null where there is none. */
    public record Row(
            String href,
            String name,
            String validity,
            @Nullable String inUse,
            @Nullable String gone,
            @Nullable String draft,
            String meta) {}

    /**
     * One questionnaire with its versions and how a clerk sees the one that is looked at.
     *
     * @param changes what that version says differently than the one before it, null for the first
     * @param withdraw the version that can be taken out of use, null for none
     */
    public record One(
            List<AdministrationTab> tabs,
            String code,
            String variant,
            String title,
            String kind,
            boolean mayDesign,
            boolean drafted,
            @Nullable UUID withdraw,
            @Nullable String refusal,
            @Nullable String said,
            List<Version> versions,
            String shown,
            String validity,
            @Nullable List<String> changes,
            Preview preview) {}

    /** A version in the list of them. */
    public record Version(String href, String number, String state, String tone, String by, boolean shown) {}

    /**
     * As the clerk will see it, with names of nobody.
     *
     * @param other the other language, by its word in the address
     */
    public record Preview(
            String other, Said opening, @Nullable Said closing, List<Asked> questions, String possible) {}

    /**
     * A questionnaire that is being designed.
     *
     * @param refusal why it could not be saved, null unless it could not
     * @param objections why it cannot be published yet
     * @param open which question is open, counted from 0; -1 for none
     * @param lacking questions of the house that it lacks, by key
     */
    public record Designing(
            List<AdministrationTab> tabs,
            String code,
            String variant,
            String title,
            String kind,
            int version,
            int edition,
            String savedAt,
            @Nullable String refusal,
            boolean asked,
            List<String> objections,
            Questionnaire content,
            List<Choice> brands,
            List<Choice> orderKinds,
            String kmFrom,
            String kmTo,
            List<Line> lines,
            int open,
            List<Choice> kinds,
            List<Choice> lacking,
            @Nullable List<String> changes,
            int possible,
            Preview preview) {}

    public record Choice(String value, String label, boolean chosen) {}

    /**
     * A question to be designed.
     *
     * @param keyed the element (FU-4) or indicator (FU-21) that it is, null for neither
     * @param fixed whether the number of its options is given
     */
    public record Line(
            int at,
            Question question,
            String title,
            String kind,
            @Nullable String keyed,
            String answers,
            boolean fixed,
            boolean chosen,
            String favourFrom,
            String grievanceTo,
            List<Choice> indicators,
            List<OptionLine> options) {}

    public record OptionLine(int at, Option option, List<Choice> favours) {}

    static All all(
            DesignerDesk.Overview overview,
            List<AdministrationTab> tabs,
            boolean mayDesign,
            ZoneId zone,
            Instant now,
            Msg msg) {
        return new All(
                tabs,
                mayDesign,
                Questionnaire.CODES.stream()
                        .map(code -> new Card(
                                code,
                                msg.t("questionnaire.code." + code),
                                Stream.concat(
                                                newest(overview, code).map(it -> row(it, overview, zone, now, msg)),
                                                overview.drafts().stream()
                                                        .filter(it -> it.content()
                                                                        .code()
                                                                        .equals(code)
                                                                && overview.versions().stream()
                                                                        .noneMatch(one -> same(one, it.content())))
                                                        .map(it -> row(it, zone, now, msg)))
                                        .toList()))
                        .toList());
    }

    private static boolean same(DesignedVersion one, Questionnaire other) {
        return one.code().equals(other.code()) && one.variant().equals(other.variant());
    }

    private static Stream<DesignedVersion> newest(DesignerDesk.Overview overview, String code) {
        return overview.versions().stream()
                .filter(it -> it.code().equals(code) && it.state() != DesignedVersion.State.REPLACED)
                .filter(it -> overview.versions().stream()
                        .noneMatch(one -> one.code().equals(code)
                                && one.variant().equals(it.variant())
                                && one.version() > it.version()));
    }

    private static Row row(DesignedVersion it, DesignerDesk.Overview overview, ZoneId zone, Instant now, Msg msg) {
        var draft = overview.drafts().stream()
                .filter(one -> same(it, one.content()))
                .findFirst();
        return new Row(
                address(it.code(), it.variant()),
                it.name().in(msg.locale()),
                validity(it.validity(), msg),
                it.state() == DesignedVersion.State.IN_USE ? msg.t("questionnaire.in-use", it.version()) : null,
                it.state() == DesignedVersion.State.WITHDRAWN ? msg.t("questionnaire.state.WITHDRAWN") : null,
                draft.map(one -> msg.t("questionnaire.drafted", one.content().version()))
                        .orElse(null),
                meta(it, zone, now, msg));
    }

    private static Row row(Draft it, ZoneId zone, Instant now, Msg msg) {
        var content = it.content();
        return new Row(
                address(content.code(), content.variant()) + "/draft",
                content.name().in(msg.locale()),
                validity(content.validity(), msg),
                null,
                null,
                msg.t("questionnaire.drafted", content.version()),
                msg.t(
                        "questionnaire.by",
                        it.changedBy(),
                        msg.moment(it.changedAt(), zone, now.atZone(zone).toLocalDate())));
    }

    private static String meta(DesignedVersion it, ZoneId zone, Instant now, Msg msg) {
        return msg.t("questionnaire.size", it.questions(), it.possible()) + " · " + by(it, zone, now, msg);
    }

    private static String by(DesignedVersion it, ZoneId zone, Instant now, Msg msg) {
        return msg.t(
                "questionnaire.by",
                it.by().orElseGet(() -> msg.t("questionnaire.shipped")),
                msg.moment(it.at(), zone, now.atZone(zone).toLocalDate()));
    }

    static One one(
            List<DesignedVersion> versions,
            DesignedVersion shown,
            Questionnaire content,
            @Nullable Questionnaire before,
            List<AdministrationTab> tabs,
            boolean mayDesign,
            Locale preview,
            @Nullable String refusal,
            @Nullable String said,
            ZoneId zone,
            Instant now,
            Msg msg,
            Msg read) {
        var first = versions.getFirst();
        var home = address(first.code(), first.variant());
        return new One(
                tabs,
                first.code(),
                first.variant(),
                content.name().in(msg.locale()),
                msg.t("questionnaire.code." + first.code()),
                mayDesign,
                first.drafted(),
                mayDesign
                                && shown.state() == DesignedVersion.State.IN_USE
                                && !shown.validity().isForEveryCall()
                        ? shown.id()
                        : null,
                refusal,
                said,
                versions.stream()
                        .map(it -> new Version(
                                home + "?version=" + it.version(),
                                msg.t("questionnaire.version", it.version()),
                                msg.t("questionnaire.state." + it.state()),
                                it.state() == DesignedVersion.State.IN_USE ? "ok" : "mute",
                                it.withdrawnAt()
                                        .map(at -> msg.t(
                                                "questionnaire.withdrawn-by",
                                                by(it, zone, now, msg),
                                                it.withdrawnBy().orElse(""),
                                                msg.moment(
                                                        at,
                                                        zone,
                                                        now.atZone(zone).toLocalDate())))
                                        .orElseGet(() -> by(it, zone, now, msg)),
                                it.id().equals(shown.id())))
                        .toList(),
                Integer.toString(shown.version()),
                validity(shown.validity(), msg),
                before == null ? null : sentences(DesignerDesk.differences(before, content, msg.locale()), msg),
                preview(content, preview, read));
    }

    static Designing designing(
            Draft draft,
            @Nullable Questionnaire before,
            @Nullable String refusal,
            boolean asked,
            List<Sentence> objections,
            int open,
            List<String> brands,
            List<AdministrationTab> tabs,
            Locale preview,
            ZoneId zone,
            Instant now,
            Msg msg,
            Msg read) {
        var content = draft.content();
        var validity = content.validity();
        return new Designing(
                tabs,
                content.code(),
                content.variant(),
                content.name().in(msg.locale()),
                msg.t("questionnaire.code." + content.code()),
                content.version(),
                draft.edition(),
                msg.t(
                        "questionnaire.by",
                        draft.changedBy(),
                        msg.moment(draft.changedAt(), zone, now.atZone(zone).toLocalDate())),
                refusal,
                asked,
                sentences(objections, msg),
                content,
                Stream.concat(brands.stream(), validity.brand().stream())
                        .distinct()
                        .map(it -> new Choice(it, it, validity.brand().equals(Optional.of(it))))
                        .toList(),
                ORDER_KINDS.stream()
                        .map(it -> new Choice(
                                it,
                                msg.t("followups.order." + it),
                                validity.orderKind().equals(Optional.of(it))))
                        .toList(),
                number(validity.mileageFrom()),
                number(validity.mileageTo()),
                IntStream.range(0, content.questions().size())
                        .mapToObj(it -> line(it, content.questions().get(it), content.code(), msg))
                        .toList(),
                open,
                Designed.KINDS.stream()
                        .map(it -> new Choice(it.name(), msg.t("questionnaire.kind." + it), false))
                        .toList(),
                Designed.lacking(content).stream()
                        .map(it -> new Choice(it.key(), it.shortText(msg.locale()), false))
                        .toList(),
                before == null ? null : sentences(DesignerDesk.differences(before, content, msg.locale()), msg),
                content.possible(),
                preview(content, preview, read));
    }

    private static Line line(int at, Question it, String code, Msg msg) {
        var favours = it.options().stream()
                .filter(one -> one.favour() == Option.Favour.YES)
                .mapToInt(Option::position)
                .min();
        var grievances = it.options().stream()
                .filter(Option::grievance)
                .mapToInt(Option::position)
                .max();
        var element = Questionnaire.asksElements(code) ? Element.of(it.key()) : Optional.<Element>empty();
        return new Line(
                at,
                it,
                it.shortText(msg.locale()).isBlank() ? msg.t("questionnaire.unnamed") : it.shortText(msg.locale()),
                msg.t("questionnaire.kind." + it.kind()),
                element.map(one -> msg.t("questionnaire.element", one.number()))
                        .or(() -> it.indicator().map(one -> msg.t("questionnaire.indicator." + one)))
                        .orElse(null),
                answers(it, msg),
                it.kind() == Question.Kind.ADVISOR || it.kind() == Question.Kind.REMARK,
                it.kind() == Question.Kind.CHOICE
                        || it.kind() == Question.Kind.MULTIPLE
                        || it.kind() == Question.Kind.ADVISOR
                        || it.kind() == Question.Kind.REMARK,
                number(favours),
                number(grievances),
                Arrays.stream(Indicator.values())
                        .map(one -> new Choice(
                                one.name(),
                                msg.t("questionnaire.indicator." + one),
                                it.indicator().equals(Optional.of(one))))
                        .toList(),
                IntStream.range(0, it.options().size())
                        .mapToObj(one -> new OptionLine(
                                one,
                                it.options().get(one),
                                Arrays.stream(Option.Favour.values())
                                        .map(favour -> new Choice(
                                                favour.name(),
                                                msg.t("questionnaire.favour." + favour),
                                                it.options().get(one).favour() == favour))
                                        .toList()))
                        .toList());
    }

    private static String answers(Question it, Msg msg) {
        return switch (it.kind()) {
            case CHOICE, MULTIPLE, ADVISOR, REMARK ->
                it.options().stream()
                        .map(one -> one.label(msg.locale()) + " " + one.points())
                        .collect(Collectors.joining(" · "));
            case SCALE, NUMBER ->
                it.range()
                        .map(one -> msg.t(
                                        "questionnaire.hint.bounds",
                                        one.least(),
                                        one.most(),
                                        one.unit().in(msg.locale()))
                                .strip())
                        .orElse("");
            case TEXT, SATISFACTION -> "";
        };
    }

    /** {@code read} speaks the language of the preview. */
    private static Preview preview(Questionnaire it, Locale language, Msg read) {
        var customer = read.t("questionnaire.sample.customer");
        var advisor = read.t("questionnaire.sample.advisor");
        var opening = it.opening().in(language);
        return new Preview(
                language.getLanguage().equals("en") ? "zh" : "en",
                Said.of(
                        opening.isBlank()
                                ? read.t("questionnaire.sample.house")
                                : OpeningWords.filled(opening, sample(read))),
                it.closing().in(language).isBlank()
                        ? null
                        : Said.of(OpeningWords.filled(it.closing().in(language), sample(read))),
                it.questions().stream()
                        .map(one -> Asked.of(one, null, null, one.position() == 1, Said.name(customer), advisor, read))
                        .toList(),
                Integer.toString(it.possible()));
    }

    private static Map<Field, String> sample(Msg read) {
        return Arrays.stream(Field.values())
                .collect(Collectors.toMap(
                        it -> it,
                        it -> Said.name(
                                read.t("questionnaire.sample." + it.name().toLowerCase(Locale.ROOT)))));
    }

    static String validity(Validity it, Msg msg) {
        var said = Stream.of(it.brand(), it.orderKind().map(kind -> msg.t("followups.order." + kind)), mileage(it, msg))
                .flatMap(Optional::stream)
                .toList();
        return said.isEmpty() ? msg.t("questionnaire.every-call") : String.join(" · ", said);
    }

    private static Optional<String> mileage(Validity it, Msg msg) {
        if (it.mileageFrom().isEmpty() && it.mileageTo().isEmpty()) {
            return Optional.empty();
        }
        var from = it.mileageFrom().isPresent() ? msg.number(it.mileageFrom().getAsInt()) : "0";
        return Optional.of(
                it.mileageTo().isPresent()
                        ? msg.t(
                                "questionnaire.km.between",
                                from,
                                msg.number(it.mileageTo().getAsInt()))
                        : msg.t("questionnaire.km.from", from));
    }

    private static List<String> sentences(List<Sentence> all, Msg msg) {
        return all.stream().map(msg::t).toList();
    }

    private static String number(OptionalInt it) {
        return it.isPresent() ? Integer.toString(it.getAsInt()) : "";
    }

    static String address(String code, String variant) {
        return "/questionnaires/" + code + "/" + variant;
    }
}
