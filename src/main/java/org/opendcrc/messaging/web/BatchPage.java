package org.opendcrc.messaging.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.Batch;
import org.opendcrc.messaging.BatchDesk;
import org.opendcrc.messaging.BatchLine;
import org.opendcrc.messaging.BatchStep;
import org.opendcrc.messaging.ReplyLine;
import org.opendcrc.messaging.Template;
import org.opendcrc.messaging.TextClass;
import org.opendcrc.messaging.TextLine;
import org.opendcrc.messaging.TextTemplate;
import org.opendcrc.site.Msg;
import org.opendcrc.site.Paging;

/**
 * One batch as it is shown: what it will do before it is approved, what it does while it runs, what it did afterwards.
 *
 * @param approve where it is approved; null where that cannot be done
 * @param waitsForOther why this person cannot approve it though he has the right; null else
 * @param stop where it is stopped, and {@code drop} where it is given up
 * @param said what happened before, null for nothing
 */
public record BatchPage(
        String name,
        String tone,
        String state,
        List<Figure> figures,
        List<Fact> facts,
        List<Fact> leftOut,
        List<Fact> texts,
        List<Tab> states,
        List<Row> rows,
        @Nullable String approve,
        @Nullable String waitsForOther,
        @Nullable String stop,
        @Nullable String drop,
        String workbook,
        @Nullable String said,
        Paging paging) {

    static final int ROWS = 50;

    /** A number and what it counts. */
    public record Figure(String label, String value) {}

    /** Something that is known of it; {@code href} is null where nothing more is to be seen. */
    public record Fact(String label, String value, @Nullable String href) {}

    /** The lines of one state, or of all. */
    public record Tab(String href, String label, int count, boolean current) {}

    /** A recipient; all words are in the person's language already, empty where there is nothing to say. */
    public record Row(
            int number,
            String who,
            @Nullable String customerHref,
            String phone,
            String body,
            String tone,
            String state,
            String reason,
            String text,
            @Nullable String textHref) {}

    /**
     * The form on which one is prepared; what was typed is always still there.
     *
     * @param refusal why it was not prepared, null if nobody tried
     */
    public record Sheet(
            List<TextsPage.Choice> stores,
            List<TextsPage.Choice> templates,
            List<TextsPage.Choice> languages,
            String name,
            String perMinute,
            String whom,
            String lines,
            List<TextsPage.Choice> lists,
            List<TextsPage.Choice> places,
            List<String> brands,
            Narrowed narrowed,
            @Nullable String refusal,
            @Nullable String counted) {

        /** What the filter was given, as it was typed. */
        public record Narrowed(
                String brand,
                String model,
                String seenFrom,
                String seenBefore,
                String kilometresFrom,
                String kilometresTo) {}

        static Sheet of(
                BatchDesk.Sheet sheet,
                BatchesController.Form form,
                @Nullable String refusal,
                BatchDesk.@Nullable Count counted,
                Msg msg) {
            return new Sheet(
                    sheet.stores().stream()
                            .map(it -> new TextsPage.Choice(
                                    it.id().toString(), it.name(), form.store().equals(Optional.of(it.id()))))
                            .toList(),
                    sheet.templates().stream()
                            .map(it -> new TextsPage.Choice(
                                    it.key(), named(it, msg), form.template().equals(Optional.of(it.key()))))
                            .toList(),
                    List.of(Locale.CHINA, Locale.ENGLISH).stream()
                            .map(it -> new TextsPage.Choice(
                                    it.getLanguage(),
                                    msg.t("template.language." + it.getLanguage()),
                                    form.language().equals(Optional.of(it.getLanguage()))))
                            .toList(),
                    form.name().orElse(""),
                    form.perMinute().orElse("60"),
                    form.whom(),
                    form.lines().orElse(""),
                    sheet.lists().stream()
                            .map(it -> new TextsPage.Choice(
                                    it.key(), it.name(), form.list().equals(Optional.of(it.key()))))
                            .toList(),
                    sheet.stores().stream()
                            .map(it -> new TextsPage.Choice(
                                    it.id().toString(),
                                    it.name(),
                                    form.at().equals(Optional.of(it.id().toString()))))
                            .toList(),
                    sheet.brands(),
                    new Narrowed(
                            form.brand().orElse(""),
                            form.model().orElse(""),
                            form.seenFrom().orElse(""),
                            form.seenBefore().orElse(""),
                            form.kilometresFrom().orElse(""),
                            form.kilometresTo().orElse("")),
                    refusal,
                    counted == null
                            ? null
                            : msg.t(
                                    counted.unknown() > 0 ? "batch.counted.unknown" : "batch.counted",
                                    msg.number(counted.customers()),
                                    msg.number(counted.agreeing()),
                                    msg.number(counted.unknown())));
        }

        private static String named(Template it, Msg msg) {
            return msg.t(
                    it.textClass() == TextClass.COMMERCIAL
                            ? "text.sheet.template.commercial"
                            : "text.sheet.template.service",
                    TextSheetPage.name(it, msg));
        }
    }

    /** @param approval whether this person may approve it */
    static BatchPage of(
            BatchDesk.Report report,
            List<BatchLine> found,
            Optional<BatchLine.State> state,
            BatchStep approval,
            boolean mayWork,
            @Nullable String said,
            Instant now,
            Msg msg) {
        var batch = report.batch();
        var here = "/text-batches/" + batch.id();
        var shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
        var open = report.texts().getOrDefault(TextLine.State.QUEUED, 0)
                + report.texts().getOrDefault(TextLine.State.CLAIMED, 0);
        return new BatchPage(
                batch.name(),
                BatchesPage.tone(batch.state()),
                msg.t("batch.state." + batch.state()),
                figures(report, msg),
                facts(batch, now, msg),
                counted(report.leftOut(), "batch.left-out.", null, msg),
                texts(report, msg),
                tabs(batch, state, here, msg),
                shown.stream().map(it -> row(it, msg)).toList(),
                approval == BatchStep.DONE ? here + "/approval" : null,
                approval == BatchStep.SAME_PERSON ? msg.t("batch.approve.other") : null,
                mayWork && (batch.state() == Batch.State.RUNNING || (batch.state() == Batch.State.DONE && open > 0))
                        ? here + "/stop"
                        : null,
                mayWork && batch.state() == Batch.State.PREPARED ? here + "/dropping" : null,
                here + "/lines.xlsx",
                said,
                new Paging(
                        null,
                        found.size() > ROWS
                                ? here + "?after=" + shown.getLast().number()
                                        + state.map(it -> "&state=" + it).orElse("")
                                : null,
                        msg.t("batch.lines.summary", ROWS)));
    }

    private static List<Figure> figures(BatchDesk.Report report, Msg msg) {
        var batch = report.batch();
        int ready = batch.count(BatchLine.State.READY);
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(msg.t("batch.figure.ready"), msg.number(ready)));
        figures.add(new Figure(msg.t("batch.figure.left-out"), msg.number(batch.count(BatchLine.State.LEFT_OUT))));
        figures.add(new Figure(msg.t("batch.figure.written"), msg.number(batch.count(BatchLine.State.WRITTEN))));
        if (batch.approvedAt().isPresent()) {
            int arrived = report.texts().getOrDefault(TextLine.State.DELIVERED, 0);
            figures.add(new Figure(msg.t("batch.figure.delivered"), msg.number(arrived)));
            figures.add(new Figure(msg.t("batch.figure.opt-outs"), msg.number(report.optOuts())));
        } else {
            figures.add(new Figure(msg.t("batch.figure.takes"), msg.minutes(Math.ceilDiv(ready, batch.perMinute()))));
        }
        figures.add(new Figure(
                msg.t("batch.figure.cost.parts", msg.number(report.costParts())), FiguresPage.yuan(report.cost())));
        return figures;
    }

    private static List<Fact> facts(Batch it, Instant now, Msg msg) {
        var today = now.atZone(it.zone()).toLocalDate();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(msg.t("texts.store"), it.store(), null));
        facts.add(new Fact(msg.t("texts.class"), msg.t("texts.class." + it.textClass()), null));
        facts.add(new Fact(
                msg.t("texts.template"),
                msg.t(
                        "texts.templateVersion",
                        TextTemplate.of(it.template())
                                .map(_ -> msg.t("text.template." + it.template() + ".name"))
                                .orElseGet(() -> msg.t("texts.ownTemplate")),
                        it.templateVersion()),
                "/text-templates/" + it.template() + "#version-" + it.templateVersion()));
        facts.add(new Fact(msg.t("batch.pace"), msg.t("batch.pace.value", it.perMinute()), null));
        facts.add(new Fact(
                msg.t("batch.made"), msg.t("batch.by", it.madeBy(), msg.moment(it.madeAt(), it.zone(), today)), null));
        it.approvedAt()
                .ifPresent(at -> facts.add(new Fact(
                        msg.t("batch.approved"),
                        msg.t("batch.by", it.approvedBy().orElse(Msg.NONE), msg.moment(at, it.zone(), today)),
                        null)));
        it.endedAt()
                .ifPresent(at -> facts.add(new Fact(
                        msg.t("batch.ended"),
                        it.endedBy()
                                .map(who -> msg.t("batch.by", who, msg.moment(at, it.zone(), today)))
                                .orElseGet(() -> msg.moment(at, it.zone(), today)),
                        null)));
        it.nextAt()
                .filter(at -> at.isAfter(now.plus(Duration.ofMinutes(2))))
                .ifPresent(at -> facts.add(new Fact(msg.t("batch.next"), msg.moment(at, it.zone(), today), null)));
        return facts;
    }

    private static List<Fact> counted(Map<String, Integer> counts, String prefix, @Nullable String href, Msg msg) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(it -> new Fact(msg.t(prefix + it.getKey()), msg.number(it.getValue()), href))
                .toList();
    }

    private static List<Fact> texts(BatchDesk.Report report, Msg msg) {
        var facts = new ArrayList<Fact>();
        for (var state : TextLine.State.values()) {
            var count = report.texts().getOrDefault(state, 0);
            if (count > 0) {
                facts.add(new Fact(
                        msg.t("texts.state." + state),
                        msg.number(count),
                        "/texts?cause=" + BatchDesk.CAUSE + "&state=" + state));
            }
        }
        for (var when : BatchDesk.Report.Refusal.values()) {
            var count = report.refusals().getOrDefault(when, 0);
            if (count > 0) {
                facts.add(new Fact(msg.t("batch.opt-out." + when), msg.number(count), null));
            }
        }
        var words = report.replies().getOrDefault(ReplyLine.Kind.WORDS, 0);
        if (words > 0) {
            facts.add(new Fact(msg.t("batch.replies"), msg.number(words), "/text-replies?all=true"));
        }
        return facts;
    }

    private static List<Tab> tabs(Batch batch, Optional<BatchLine.State> state, String here, Msg msg) {
        var tabs = new ArrayList<Tab>();
        tabs.add(new Tab(
                here,
                msg.t("batch.lines.all"),
                batch.lines().values().stream().mapToInt(Integer::intValue).sum(),
                state.isEmpty()));
        for (var it : BatchLine.State.values()) {
            if (batch.count(it) > 0 || state.equals(Optional.of(it))) {
                tabs.add(new Tab(
                        here + "?state=" + it,
                        msg.t("batch.line." + it),
                        batch.count(it),
                        state.equals(Optional.of(it))));
            }
        }
        return tabs;
    }

    static Row row(BatchLine it, Msg msg) {
        return new Row(
                it.number(),
                it.customer().or(it::typed).orElse(Msg.NONE),
                it.customerId() == null ? null : "/customers/" + it.customerId(),
                it.phone().map(msg::masked).orElse(""),
                it.body().orElse(""),
                switch (it.state()) {
                    case READY -> "info";
                    case LEFT_OUT -> "warn";
                    case WRITTEN -> "ok";
                    case STOPPED -> "";
                },
                msg.t("batch.line." + it.state()),
                it.reason().map(why -> msg.t("batch.left-out." + why)).orElse(""),
                it.text().map(state -> msg.t("texts.state." + state)).orElse("")
                        + it.textReason()
                                .map(why -> ": " + msg.t("text.reason." + why))
                                .orElse(""),
                it.text().map(_ -> "/texts/" + it.textId()).orElse(null));
    }
}
