package org.opendcrc.questionnaires.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.opendcrc.questionnaires.Designed;
import org.opendcrc.questionnaires.Indicator;
import org.opendcrc.questionnaires.Option;
import org.opendcrc.questionnaires.Question;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Validity;
import org.opendcrc.questionnaires.Words;
import org.opendcrc.shared.Ids;

/**
 * A questionnaire as the designer's page sends it: the fields of question 3 begin with {@code q.3.}, those of its second option with
 * {@code q.3.o.2.}; numbers are counted from 0.
 */
record DesignForm(Map<String, String> sent) {

    private static final int LONGEST = 2_000;

    DesignForm {
        sent = Map.copyOf(sent);
    }

    /** Which version he had before him. */
    int edition() {
        return number("edition", 0);
    }

    Questionnaire content(String code, String variant) {
        return new Questionnaire(
                Ids.next(),
                code,
                variant,
                1,
                words("name"),
                new Validity(
                        Optional.of(text("brand")).filter(it -> !it.isEmpty()),
                        Optional.of(text("orderKind")).filter(it -> !it.isEmpty()),
                        maybe("kmFrom"),
                        maybe("kmTo")),
                words("opening"),
                words("closing"),
                questions());
    }

    private List<Question> questions() {
        var all = new ArrayList<Question>();
        for (int i = 0; sent.containsKey("q." + i + ".key"); i++) {
            all.add(question("q." + i + ".", i + 1));
        }
        return all;
    }

    private Question question(String at, int position) {
        var kind = Question.Kind.valueOf(text(at + "kind"));
        var indicator =
                Optional.of(text(at + "indicator")).filter(it -> !it.isEmpty()).map(Indicator::valueOf);
        var range = kind == Question.Kind.SCALE || kind == Question.Kind.NUMBER
                ? Optional.of(new Question.Range(
                        number(at + "least", 0),
                        number(at + "most", 0),
                        words(at + "low"),
                        words(at + "high"),
                        words(at + "unit")))
                : Optional.<Question.Range>empty();
        return Designed.question(
                text(at + "key"),
                position,
                kind,
                words(at + "short"),
                words(at + "ask"),
                number(at + "points", 0),
                number(at + "weight", 1),
                sent.containsKey(at + "required"),
                indicator,
                range,
                number(at + "favourFrom", Integer.MAX_VALUE),
                number(at + "grievanceTo", Integer.MIN_VALUE),
                options(at));
    }

    private List<Option> options(String at) {
        return IntStream.iterate(0, it -> sent.containsKey(at + "o." + it + ".value"), it -> it + 1)
                .mapToObj(it -> option(at + "o." + it + ".", it + 1))
                .toList();
    }

    private Option option(String at, int position) {
        var favour = text(at + "favour");
        return new Option(
                text(at + "value"),
                position,
                text(at + "zh"),
                text(at + "en"),
                number(at + "points", 0),
                sent.containsKey(at + "grievance"),
                favour.isEmpty() ? Option.Favour.NO : Option.Favour.valueOf(favour));
    }

    private Words words(String at) {
        return new Words(text(at + "Zh"), text(at + "En"));
    }

    private String text(String name) {
        var typed = Objects.requireNonNullElse(sent.get(name), "").strip();
        return typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    }

    private OptionalInt maybe(String name) {
        try {
            return text(name).isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text(name)));
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }

    private int number(String name, int otherwise) {
        return maybe(name).orElse(otherwise);
    }
}
