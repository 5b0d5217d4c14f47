package org.opendcrc.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

/** Questionnaires and answers on PostgreSQL. */
@ApplicationTest
@Import(TestHouse.class)
class QuestionnairesTest {

    private static final Instant ANSWERED = Instant.parse("2026-11-19T02:24:00Z");

    @Autowired
    private Questionnaires questionnaires;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor clerk;

    @BeforeEach
    void open() {
        house = builder.open();
        builder.agent(house, "zhou");
        clerk = builder.actor(house, "zhou");
    }

    @Test
    void a_dealer_that_is_opened_has_the_service_questionnaire_as_written() {
        var stored = builder.in(house, () -> questionnaires.current(Questionnaire.SERVICE));
        assertThat(stored).isEqualTo(DefaultQuestionnaires.service(stored.id()));
        builder.in(house, () -> {
            questionnaires.createDefaults(house.dealer(), ANSWERED); // twice is harmless
            return true;
        });
        assertThat(builder.in(house, () -> questionnaires.current(Questionnaire.SERVICE)))
                .isEqualTo(stored);
        assertThatThrownBy(() -> builder.in(house, () -> questionnaires.current("weather")))
                .isInstanceOf(NotFound.class);
        for (var shipped : DefaultQuestionnaires.all(Ids::next)) {
            var mileage = shipped.validity().mileageTo();
            var there = builder.in(
                    house,
                    () -> questionnaires.forCall(
                            shipped.code(),
                            new CallFacts(
                                    Optional.empty(),
                                    Optional.empty(),
                                    mileage.isPresent() ? Optional.of(mileage.getAsInt()) : Optional.empty())));
            assertThat(there.questions()).as(shipped.name().en()).isEqualTo(shipped.questions());
            assertThat(there.validity()).isEqualTo(shipped.validity());
            assertThat(there.opening()).isEqualTo(shipped.opening());
        }
    }

    @Test
    void FU_25_answers_are_kept_and_read_back_with_two_scores() {
        var task = Ids.next();
        var kept = keep(task, CountingAnswersSpec.WORST.with("satisfaction", "4"));
        var view = builder.in(house, () -> questionnaires.of(task)).orElseThrow();
        assertThat(view.id()).isEqualTo(kept.responseId());
        assertThat(view.answeredAt()).isEqualTo(ANSWERED);
        assertThat(view.recordedBy()).isEqualTo(clerk.staffId());
        assertThat(view.total()).isZero();
        assertThat(view.totalPossible()).isEqualTo(100);
        assertThat(view.satisfaction()).isEqualTo(OptionalInt.of(4));
        assertThat(view.complete()).isTrue();
        assertThat(view.lines()).hasSize(7);
        assertThat(view.lines().getFirst().shortText(Locale.ENGLISH)).isEqualTo("Car in order now");
        assertThat(view.lines().getFirst().label(Locale.CHINA)).contains("不正常");
        assertThat(view.lines().getLast().note()).contains("等了两个小时");
        assertThat(view.lines().stream().filter(ResponseView.Line::grievance)).hasSize(6);
    }

    @Test
    void FU_4_an_incomplete_sheet_is_kept_as_incomplete_and_a_declined_answer_is_one() {
        var empty = Ids.next();
        var declined = Ids.next();
        assertThat(keep(empty, AnswerSheet.empty()).score().complete()).isFalse();
        keep(declined, CountingAnswersSpec.BEST.declined("satisfaction"));
        var views = builder.in(house, () -> questionnaires.of(List.of(empty, declined, Ids.next())));
        assertThat(views).containsOnlyKeys(empty, declined);
        assertThat(views.get(empty)).satisfies(it -> {
            assertThat(it.complete()).isFalse();
            assertThat(it.lines()).isEmpty();
        });
        assertThat(views.get(declined)).satisfies(it -> {
            assertThat(it.complete()).isTrue();
            assertThat(it.satisfaction()).isEmpty();
            assertThat(it.lines().get(5).declined()).isTrue();
        });
        assertThat(builder.in(house, () -> questionnaires.of(List.of()))).isEmpty();
        assertThat(builder.in(house, () -> questionnaires.of(Ids.next()))).isEmpty();
    }

    @Test
    void a_sheet_that_does_not_fit_leaves_nothing_behind() {
        var task = Ids.next();
        var refused = builder.in(house, () -> {
            var service = questionnaires.current(Questionnaire.SERVICE);
            return questionnaires.record(
                    service, task, AnswerSheet.empty().with("satisfaction", "11"), clerk, ANSWERED);
        });
        assertThat(refused).isEqualTo(new Recorded.Refused(new Scored.Refusal.SatisfactionOutOfRange("11")));
        assertThat(builder.in(house, () -> questionnaires.of(task))).isEmpty();
    }

    @Test
    void a_subject_is_answered_once_and_only_in_somebodys_transaction() {
        var task = Ids.next();
        keep(task, CountingAnswersSpec.BEST);
        assertThatThrownBy(() -> keep(task, CountingAnswersSpec.WORST)).isInstanceOf(DuplicateKeyException.class);
        var service = builder.in(house, () -> questionnaires.current(Questionnaire.SERVICE));
        assertThatThrownBy(() -> questionnaires.record(service, Ids.next(), CountingAnswersSpec.BEST, clerk, ANSWERED))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void answers_cannot_be_changed_or_taken_away_by_the_application() {
        keep(Ids.next(), CountingAnswersSpec.BEST);
        for (var statement : List.of(
                "update questionnaires.answer set value = 'no' where dealer_id = :dealer",
                "delete from questionnaires.answer where dealer_id = :dealer",
                "update questionnaires.response set total = 0 where dealer_id = :dealer",
                "delete from questionnaires.response where dealer_id = :dealer",
                "update questionnaires.option set points = 0 where dealer_id = :dealer")) {
            assertThatThrownBy(() -> builder.in(
                            house,
                            () -> jdbc.sql(statement)
                                    .param("dealer", house.dealer())
                                    .update()))
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void the_seal_over_the_answers_can_be_checked_from_the_rows_without_the_words() {
        var kept = keep(Ids.next(), CountingAnswersSpec.WORST);
        var seal = builder.in(
                house,
                () -> jdbc.sql("""
                        select r.digest
                          from questionnaires.response r
                         where r.dealer_id = :dealer
                           and r.id = :id
                        """)
                        .param("dealer", house.dealer())
                        .param("id", kept.responseId())
                        .query(byte[].class)
                        .single());
        var answers = builder.in(
                house,
                () -> jdbc.sql("""
                        select a.question_key, a.value, a.note_digest
                          from questionnaires.answer a
                          join questionnaires.response r on r.dealer_id = :dealer and r.id = a.response_id
                          join questionnaires.question q on q.dealer_id = :dealer and q.questionnaire_id = r.questionnaire_id
                                                        and q.key = a.question_key
                         where a.dealer_id = :dealer
                           and a.response_id = :id
                         order by q.position
                        """)
                        .param("dealer", house.dealer())
                        .param("id", kept.responseId())
                        .query((row, _) -> new Digests.Sealed(
                                row.getString("question_key"),
                                Optional.ofNullable(row.getString("value")),
                                Optional.ofNullable(row.getBytes("note_digest"))))
                        .list());
        assertThat(Digests.of(answers)).isEqualTo(seal);
    }

    @Test
    void reports_see_the_answers_and_no_words() {
        var task = Ids.next();
        var kept = keep(task, CountingAnswersSpec.WORST);
        assertThat(builder.in(
                        house,
                        () -> jdbc.sql("""
                        select count(*)
                          from questionnaires.report_response r
                          join questionnaires.report_answer a on a.dealer_id = :dealer and a.response_id = r.response_id
                         where r.dealer_id = :dealer
                           and r.subject_id = :task
                           and r.response_id = :response
                           and a.grievance
                        """)
                                .param("dealer", house.dealer())
                                .param("task", task)
                                .param("response", kept.responseId())
                                .query(Integer.class)
                                .single()))
                .isEqualTo(6);
    }

    private Recorded.Kept keep(UUID task, AnswerSheet sheet) {
        return (Recorded.Kept) builder.in(
                house,
                () -> questionnaires.record(
                        questionnaires.current(Questionnaire.SERVICE), task, sheet, clerk, ANSWERED));
    }
}
