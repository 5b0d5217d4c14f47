package org.opendcrc.questionnaires;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One version of a questionnaire; published, it never changes, and answers are always read by the version that asked.
 *
 * @param code for which kind of call, one of {@link #CODES}
 * @param variant which of the questionnaires for it; versions count within each
 * @param version from 1
 * @param opening what is said first, see {@link OpeningWords}; empty: the house's words
 * @param closing what is said last; may be empty
 * @param questions in their order; the service questionnaire has the seven elements among them (FU-4)
 */
public record Questionnaire(
        UUID id,
        String code,
        String variant,
        int version,
        Words name,
        Validity validity,
        Words opening,
        Words closing,
        List<Question> questions) {

    /** The call after a repair 三日电访. */
    public static final String SERVICE = "service";

    public static final String FIRST_MAINTENANCE = "first-maintenance";
    public static final String WARRANTY = "warranty";
    public static final String COMPLAINT_CHECK = "complaint-check";
    public static final String SALES = "sales";

    /** All kinds of calls that ask by a questionnaire. */
    public static final List<String> CODES = List.of(SERVICE, FIRST_MAINTENANCE, WARRANTY, COMPLAINT_CHECK, SALES);

    /** The questionnaire for every call of its kind, with which a dealer begins. */
    public static final String GENERAL = "general";

    public Questionnaire {
        questions = List.copyOf(questions);
    }

    /** For every call of its kind, without words before and after. */
    public Questionnaire(UUID id, String code, int version, List<Question> questions) {
        this(id, code, GENERAL, version, Words.NONE, Validity.EVERY_CALL, Words.NONE, Words.NONE, questions);
    }

    public Optional<Question> question(String key) {
        return questions.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    /** Whether it has to ask for the seven elements: the calls after a repair, of whatever kind (FU-4). */
    public static boolean asksElements(String code) {
        return code.equals(SERVICE) || code.equals(FIRST_MAINTENANCE) || code.equals(WARRANTY);
    }

    Questionnaire asking(List<Question> others) {
        return new Questionnaire(id, code, variant, version, name, validity, opening, closing, others);
    }

    /** Most points of the total. */
    public int possible() {
        return questions.stream().mapToInt(Question::possible).sum();
    }
}
