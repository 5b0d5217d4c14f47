package org.opendcrc.questionnaires;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The drawer with the questionnaires and what customers answered. */
@Service
@Transactional
public class Questionnaires {

    private final QuestionnaireTables tables;

    Questionnaires(QuestionnaireTables tables) {
        this.tables = tables;
    }

    /**
     * The questionnaire for calls of that code of which nothing else is known.
     *
     * @throws NotFound if the dealer has none of that code
     */
    public Questionnaire current(String code) {
        return forCall(code, CallFacts.NONE);
    }

    /**
     * The version with which such a call is made now.
     *
     * @throws NotFound if the dealer has none for it
     */
    public Questionnaire forCall(String code, CallFacts call) {
        return Choosing.of(tables.inUse(DealerContext.require(), code, Optional.empty()), call)
                .orElseThrow(() -> new NotFound("questionnaire " + code));
    }

    /**
     * The version that somebody has before him already, whatever was published since; the present one if that is none of this code.
     *
     * @throws NotFound if the dealer has none for it
     */
    public Questionnaire forCall(String code, CallFacts call, Optional<UUID> shown) {
        var found = tables.inUse(DealerContext.require(), code, shown);
        return found.stream()
                .filter(it -> shown.equals(Optional.of(it.id())) && it.code().equals(code))
                .findFirst()
                .or(() -> Choosing.of(
                        found.stream()
                                .filter(it -> !shown.equals(Optional.of(it.id())))
                                .toList(),
                        call))
                .orElseThrow(() -> new NotFound("questionnaire " + code));
    }

    /**
     * Keeps a customer's answers, once for each subject and for ever; part of the caller's transaction, who checks the right to
     * make the call. An incomplete sheet is kept as incomplete (FU-4 is recorded, not enforced).
     *
     * @param subjectId what asked: the follow-up task
     * @param answeredAt when the customer answered
     * @throws org.springframework.dao.DuplicateKeyException if the subject has been answered before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Recorded record(
            Questionnaire questionnaire, UUID subjectId, AnswerSheet sheet, Actor actor, Instant answeredAt) {
        var tidy = Scoring.tidy(questionnaire, sheet);
        return switch (Scoring.score(questionnaire, tidy)) {
            case Scored.Refused(var why) -> new Recorded.Refused(why);
            case Scored.Counted(var score) -> {
                var id = Ids.next();
                tables.add(
                        DealerContext.require(),
                        id,
                        questionnaire,
                        subjectId,
                        tidy,
                        score,
                        actor.staffId(),
                        answeredAt);
                yield new Recorded.Kept(id, score);
            }
        };
    }

    /** What was answered for that subject, if it was asked. */
    public Optional<ResponseView> of(UUID subjectId) {
        return Optional.ofNullable(of(List.of(subjectId)).get(subjectId));
    }

    /** What was answered for those subjects, by subject; one statement. */
    public Map<UUID, ResponseView> of(Collection<UUID> subjectIds) {
        return subjectIds.isEmpty() ? Map.of() : tables.responses(DealerContext.require(), subjectIds);
    }

    /** Gives a dealer the questionnaires of the house that he has not yet; twice is harmless, and nothing of his own is touched. */
    public void createDefaults(int dealerId, Instant at) {
        tables.addNew(dealerId, DefaultQuestionnaires.all(Ids::next), Optional.empty(), at);
    }
}
