package org.opendcrc.complaints;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.shared.PhoneNumber;

/**
 * What a complaint says beyond the customer's words (CP-29).
 *
 * @param name what somebody calls himself who is not in the file, or the body that complains for him
 * @param phone his number
 * @param sourceNo under which number the channel keeps it
 * @param people who 人
 * @param happened when 时, in words
 * @param place where 地
 * @param object which thing 物
 * @param demand what he asks for
 * @param accused who is complained about (CP-3)
 * @param marks what makes it graver (CP-34)
 * @param emergency what makes it a crisis (CP-17); the words may say it too
 * @param matter whether it was heard before
 * @param answerBy until when he was promised an answer (CP-30)
 */
public record CaseSheet(
        Complainant complainant,
        String name,
        Optional<PhoneNumber> phone,
        String sourceNo,
        String people,
        String happened,
        String place,
        String object,
        String demand,
        Optional<UUID> accused,
        Set<GradeMark> marks,
        Optional<Emergency> emergency,
        Heard matter,
        Optional<Instant> answerBy) {

    public CaseSheet {
        marks = Set.copyOf(marks);
    }

    /** Nothing but the customer's words. */
    public static final CaseSheet NOTHING = new CaseSheet(
            Complainant.CUSTOMER,
            "",
            Optional.empty(),
            "",
            "",
            "",
            "",
            "",
            "",
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            new Heard.NotSaid(),
            Optional.empty());

    CaseSheet about(Optional<UUID> whom) {
        return new CaseSheet(
                complainant,
                name,
                phone,
                sourceNo,
                people,
                happened,
                place,
                object,
                demand,
                whom,
                marks,
                emergency,
                matter,
                answerBy);
    }

    CaseSheet by(String whoSays, Optional<PhoneNumber> number) {
        return new CaseSheet(
                complainant,
                whoSays.strip(),
                number,
                sourceNo,
                people,
                happened,
                place,
                object,
                demand,
                accused,
                marks,
                emergency,
                matter,
                answerBy);
    }

    /** Whether the matter was heard before (CP-34). */
    public sealed interface Heard {

        /** Nobody said: the same kind about the same car within the store's days is the same matter. */
        record NotSaid() implements Heard {}

        /** It is a new one. */
        record New() implements Heard {}

        /** It is that of this complaint. */
        record Of(UUID complaint) implements Heard {}
    }
}
