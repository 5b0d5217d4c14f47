package org.opendcrc.followups.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.complaints.ComplaintKind;
import org.opendcrc.followups.ComplaintSheet;
import org.opendcrc.followups.FileCheck;
import org.opendcrc.followups.FileItem;
import org.opendcrc.questionnaires.AnswerSheet;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Questionnaire;

/**
 * What the clerk has filled in, kept as it was typed until it is recorded.
 *
 * @param result one of {@link Result}, empty while none is chosen
 * @param answers by the key of the question; an empty value is a question that the customer declined
 * @param notes words to a question, by its key
 * @param checks what a buyer said of an item of his file, by its name
 * @param rights what is right instead, by the name of the item
 */
record CallForm(
        String result,
        Map<String, String> answers,
        Map<String, String> notes,
        String remark,
        String reason,
        String backDay,
        String backTime,
        String wrongPhone,
        String complaintKind,
        String complaintWords,
        boolean spokenAbout,
        boolean solved,
        String backWhen,
        boolean servicesTold,
        String accused,
        Map<String, String> checks,
        Map<String, String> rights) {

    private static final String ANSWER = "answer.";
    private static final String NOTE = "note.";
    private static final String CHECK = "check.";
    private static final String RIGHT = "right.";
    private static final String NUMBER = "number.";
    private static final String MANY = "many.";

    /** What the call came to. */
    enum Result {
        SATISFIED,
        DISSATISFIED,
        NOT_CONNECTED,
        CALL_BACK,
        WRONG_NUMBER,
        TEXT_INSTEAD
    }

    CallForm {
        answers = Map.copyOf(answers);
        notes = Map.copyOf(notes);
        checks = Map.copyOf(checks);
        rights = Map.copyOf(rights);
    }

    static CallForm blank() {
        return of(Map.of());
    }

    static CallForm of(Map<String, String> sent) {
        return new CallForm(
                sent.getOrDefault("result", ""),
                answers(sent),
                below(NOTE, sent),
                sent.getOrDefault("remark", ""),
                sent.getOrDefault("reason", ""),
                sent.getOrDefault("backDay", ""),
                sent.getOrDefault("backTime", ""),
                sent.getOrDefault("wrongPhone", ""),
                sent.getOrDefault("complaintKind", ""),
                sent.getOrDefault("complaintWords", ""),
                sent.containsKey("spokenAbout"),
                sent.containsKey("solved"),
                sent.getOrDefault("backWhen", ""),
                sent.containsKey("servicesTold"),
                sent.getOrDefault("accused", ""),
                below(CHECK, sent),
                below(RIGHT, sent));
    }

    /** Whatever way they were given: chosen, ticked, typed; a question that was declined stays declined. */
    private static Map<String, String> answers(Map<String, String> sent) {
        var all = new LinkedHashMap<String, String>();
        below(MANY, sent).keySet().forEach(it -> {
            var cut = it.indexOf('.');
            if (cut > 0) {
                all.merge(it.substring(0, cut), it.substring(cut + 1), (one, other) -> one + "," + other);
            }
        });
        below(NUMBER, sent).forEach((key, typed) -> {
            if (!typed.isBlank()) {
                all.put(key, typed.strip());
            }
        });
        all.putAll(below(ANSWER, sent));
        return all;
    }

    private static Map<String, String> below(String prefix, Map<String, String> sent) {
        var found = new LinkedHashMap<String, String>();
        sent.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    Optional<Result> chosen() {
        return oneOf(Result.class, result);
    }

    /** What was answered of that questionnaire; words to a question that asks for words are its answer. */
    AnswerSheet sheet(Questionnaire questionnaire) {
        var sheet = AnswerSheet.empty();
        for (var question : questionnaire.questions()) {
            var words = notes.getOrDefault(question.key(), "");
            if (question.kind() == Question.Kind.TEXT && !words.isBlank()) {
                sheet = sheet.with(question.key(), Question.NOTED, words);
            }
        }
        for (var answer : answers.entrySet()) {
            sheet = answer.getValue().isEmpty()
                    ? sheet.declined(answer.getKey())
                    : sheet.with(answer.getKey(), answer.getValue(), notes.getOrDefault(answer.getKey(), ""));
        }
        return sheet;
    }

    /** What a buyer said of his file (RP-19). */
    FileCheck fileCheck() {
        var said = new EnumMap<FileItem, FileCheck.Said>(FileItem.class);
        for (var item : FileItem.CHECKED) {
            oneOf(FileCheck.Answer.class, checks.getOrDefault(item.name(), ""))
                    .ifPresent(it ->
                            said.put(item, new FileCheck.Said(it, Optional.ofNullable(rights.get(item.name())))));
        }
        return new FileCheck(said);
    }

    Optional<String> words() {
        return Optional.of(remark.strip()).filter(it -> !it.isEmpty());
    }

    ComplaintSheet complaint() {
        return new ComplaintSheet(
                oneOf(ComplaintKind.class, complaintKind), complaintWords, spokenAbout, solved, staff(accused));
    }

    /** When the customer wants to be called, store time: what was typed, else what was chosen; empty if it cannot be read. */
    Optional<Instant> callBackAt(ZoneId zone) {
        try {
            if (backTime.isEmpty() && !backWhen.isEmpty()) {
                return Optional.of(LocalDateTime.parse(backWhen).atZone(zone).toInstant());
            }
            return Optional.of(LocalDateTime.of(LocalDate.parse(backDay), LocalTime.parse(backTime))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    Optional<String> phone() {
        return Optional.of(wrongPhone).filter(it -> !it.isEmpty());
    }

    private static Optional<UUID> staff(String id) {
        try {
            return id.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static <E extends Enum<E>> Optional<E> oneOf(Class<E> type, String name) {
        return java.util.Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equals(name))
                .findFirst();
    }
}
