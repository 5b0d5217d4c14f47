package org.opendcrc.casebook.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.casebook.Quarter;
import org.opendcrc.casebook.QuarterDesk;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Msg;

/** The quarters as they are shown; all words are in the person's language already. */
public record QuartersPage(List<Row> rows, @Nullable String refusal) {

    public record Choice(String value, String label) {}

    /**
     * A quarter.
     *
     * @param figures the figures with the Pareto of its causes
     * @param analyses whether this person may write the analysis down now, and {@code plans} the plan
     */
    public record Row(
            String id,
            String store,
            String begins,
            String title,
            String figures,
            String analysis,
            boolean analysisLate,
            String findings,
            String targets,
            String planned,
            boolean planLate,
            String plan,
            boolean analyses,
            boolean plans,
            List<Choice> bosses) {}

    static QuartersPage of(
            List<Quarter> quarters,
            List<QuarterDesk.Boss> bosses,
            Actor actor,
            @Nullable String refusal,
            Instant now,
            Msg msg) {
        return new QuartersPage(
                quarters.stream().map(it -> row(it, bosses, actor, now, msg)).toList(), refusal);
    }

    private static Row row(Quarter it, List<QuarterDesk.Boss> bosses, Actor actor, Instant now, Msg msg) {
        var today = now.atZone(it.zone()).toLocalDate();
        var may = actor.may(UseCase.MANAGE_MEASURES, it.store());
        return new Row(
                "quarter-" + it.store() + "-" + it.begins(),
                it.store().toString(),
                it.begins().toString(),
                msg.t("quarter.name", Integer.toString(it.begins().getYear()), it.number(), it.storeName()),
                "/casebook?month=" + it.lastMonth() + "&span=3&store=" + it.store(),
                it.analysedAt()
                        .map(at ->
                                msg.t("quarter.analysed", msg.moment(at, it.zone(), today), it.analysedBy(), it.with()))
                        .orElseGet(
                                () -> msg.t("quarter.analysis.due", it.dueOn().toString())),
                it.analysisMissed() || (it.analysedAt().isEmpty() && today.isAfter(it.dueOn())),
                it.findings(),
                it.targets(),
                it.planAt()
                        .map(at -> msg.t("quarter.planned", msg.moment(at, it.zone(), today), it.planBy()))
                        .orElseGet(() -> it.planDueOn()
                                .map(day -> msg.t("quarter.plan.due", day.toString()))
                                .orElse("")),
                it.planMissed()
                        || (it.planAt().isEmpty()
                                && it.planDueOn().filter(today::isAfter).isPresent()),
                it.plan(),
                may && it.analysedAt().isEmpty(),
                may && it.analysedAt().isPresent() && it.planAt().isEmpty(),
                bosses.stream()
                        .filter(boss -> boss.store().equals(it.store()))
                        .map(boss -> new Choice(boss.id().toString(), boss.name()))
                        .toList());
    }
}
