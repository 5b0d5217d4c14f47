package org.opendcrc.casebook.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendcrc.casebook.Experience;
import org.opendcrc.casebook.LessonDesk;
import org.opendcrc.casebook.Measure;
import org.opendcrc.casebook.Training;
import org.opendcrc.site.Msg;

/** Measures, training and experience as they are shown; all words are in the person's language already. */
public record LessonsPage(
        List<MeasureRow> measures,
        List<TrainingRow> trainings,
        List<ExperienceRow> experience,
        List<Choice> people,
        List<Choice> stores,
        boolean mayWork,
        String today,
        @Nullable String refusal) {

    public record MeasureRow(
            String id,
            String words,
            String about,
            @Nullable String complaintHref,
            @Nullable String complaint,
            String responsible,
            String dueOn,
            boolean overdue,
            String state,
            boolean open,
            @Nullable String outcome,
            int version) {}

    public record TrainingRow(
            String id,
            String topic,
            String content,
            String heldOn,
            String who,
            String lookOn,
            boolean overdue,
            boolean open,
            @Nullable String result,
            String verdict,
            int version) {}

    public record ExperienceRow(
            String question,
            String answer,
            @Nullable String complaintHref,
            @Nullable String complaint,
            String drafted) {}

    public record Choice(String value, String label) {}

    static LessonsPage of(
            List<Measure> measures,
            List<Training> trainings,
            List<Experience> experience,
            List<LessonDesk.Somebody> people,
            boolean mayWork,
            @Nullable String refusal,
            LocalDate today,
            ZoneId zone,
            Msg msg) {
        return new LessonsPage(
                measures.stream()
                        .map(it -> new MeasureRow(
                                it.id().toString(),
                                it.words(),
                                it.about().orElse(Msg.NONE),
                                it.complaintId().map(id -> "/complaints/" + id).orElse(null),
                                it.complaint().orElse(null),
                                it.responsible(),
                                it.dueOn().toString(),
                                it.isOverdue(today),
                                msg.t("measure.state." + it.state()),
                                it.state() == Measure.State.OPEN,
                                it.outcome().orElse(null),
                                it.version()))
                        .toList(),
                trainings.stream()
                        .map(it -> new TrainingRow(
                                it.id().toString(),
                                it.topic(),
                                it.content(),
                                it.heldOn().toString(),
                                it.who(),
                                it.lookOn().toString(),
                                it.isOverdue(today),
                                it.helped().isEmpty(),
                                it.result().orElse(null),
                                it.helped()
                                        .map(helped -> msg.t(helped ? "training.helped" : "training.did-not-help"))
                                        .orElseGet(() -> msg.t("training.to-look")),
                                it.version()))
                        .toList(),
                experience.stream()
                        .map(it -> new ExperienceRow(
                                it.question(),
                                it.answer(),
                                it.complaintId().map(id -> "/complaints/" + id).orElse(null),
                                it.complaint().orElse(null),
                                msg.t(
                                        "experience.drafted",
                                        it.createdBy(),
                                        CasebookWords.minute(it.createdAt(), zone))))
                        .toList(),
                people.stream()
                        .map(it -> new Choice(
                                it.storeId() + "/" + it.id(), msg.t("measure.somebody", it.name(), it.store())))
                        .toList(),
                people.stream()
                        .map(it -> new Choice(it.storeId().toString(), it.store()))
                        .distinct()
                        .toList(),
                mayWork,
                today.toString(),
                refusal);
    }
}
