package org.opendcrc.questionnaires;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Seals over answers, so that a change behind the house's back shows. A seal covers keys, values and of a note only its own digest:
 * it still holds when the law makes us blank the note.
 */
final class Digests {

    private Digests() {}

    /** What a seal covers of one answer. */
    record Sealed(String key, Optional<String> value, Optional<byte[]> noteDigest) {

        private String line() {
            return "%s\t%s\t%s\n"
                    .formatted(
                            key,
                            value.map(it -> "=" + it).orElse("-"),
                            noteDigest.map(HexFormat.of()::formatHex).orElse(""));
        }
    }

    /** SHA-256 of a note. */
    static byte[] of(String note) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(note.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** SHA-256 over answers in the order of their questions. */
    static byte[] of(List<Sealed> answers) {
        var text = new StringBuilder();
        answers.forEach(it -> text.append(it.line()));
        return of(text.toString());
    }

    static byte[] of(Questionnaire questionnaire, AnswerSheet sheet) {
        return of(questionnaire.questions().stream()
                .filter(it -> sheet.answers().containsKey(it.key()))
                .map(it -> sealed(it.key(), sheet))
                .toList());
    }

    private static Sealed sealed(String key, AnswerSheet sheet) {
        var answer = Objects.requireNonNull(sheet.answers().get(key));
        return new Sealed(key, answer.value(), answer.note().map(Digests::of));
    }
}
