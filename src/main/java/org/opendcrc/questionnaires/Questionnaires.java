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
     * The newest version of a questionnaire.
     *
     * @throws NotFound if the dealer has none of that code
     */
    public Questionnaire current(String code) {
        return tables.newest(DealerContext.require(), code).orElseThrow(() -> new NotFound("questionnaire " + code));
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
        return switch (Scoring.score(questionnaire, sheet)) {
            case Scored.Refused(var why) -> new Recorded.Refused(why);
            case Scored.Counted(var score) -> {
                var id = Ids.next();
                tables.add(
                        DealerContext.require(),
                        id,
                        questionnaire,
                        subjectId,
                        sheet,
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

    /** Gives a dealer the service questionnaire if he has none yet; twice is harmless. */
    public void createDefaults(int dealerId, Instant at) {
        tables.addIfNew(dealerId, DefaultQuestionnaire.service(Ids.next()), at);
    }
}
