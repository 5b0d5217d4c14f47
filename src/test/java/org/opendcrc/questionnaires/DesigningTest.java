package org.opendcrc.questionnaires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The designer on PostgreSQL: drafts, versions, and what was answered by them. */
@ApplicationTest
@Import(TestHouse.class)
class DesigningTest {

    private static final Instant MORNING = Instant.parse("2026-11-19T01:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-19T04:00:00Z");

    @Autowired
    private DesignerDesk desk;

    @Autowired
    private Questionnaires questionnaires;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor lin;
    private Actor he;
    private Actor zhou;

    @BeforeEach
    void two_managers_and_a_clerk() {
        house = builder.open();
        lin = manager("lin");
        he = manager("shen");
        builder.agent(house, "zhou");
        zhou = builder.actor(house, "zhou");
    }

    private Actor manager(String name) {
        builder.employ(house, name, Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        return builder.actor(house, name);
    }

    @Test
    void FU_9_an_answer_belongs_for_ever_to_the_version_it_was_given_to() {
        var before = in(() -> questionnaires.current(Questionnaire.SERVICE));
        var early = keep(before, CountingAnswersSpec.BEST);
        var draft = begin();
        var doubled = draft.asking(draft.questions().stream()
                .map(it -> it.key().equals("car-in-order") ? twice(it) : it)
                .toList());
        in(() -> desk.save(lin, doubled, 1, NOON));
        assertThat(in(() -> questionnaires.current(Questionnaire.SERVICE)))
                .as("a draft is used by no call")
                .isEqualTo(before);
        assertThatThrownBy(() -> in(() -> desk.version(lin, draft.id()))).isInstanceOf(NotFound.class);
        assertThat(in(() -> questionnaires.forCall(Questionnaire.SERVICE, CallFacts.NONE, Optional.of(draft.id()))))
                .as("not even where somebody names it")
                .isEqualTo(before);

        assertThat(in(() -> desk.publish(lin, "service", "general", 2, NOON))).isEqualTo(new Design.Published(2));
        var after = in(() -> questionnaires.current(Questionnaire.SERVICE));
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.possible()).isEqualTo(125);
        assertThat(in(() -> questionnaires.forCall(Questionnaire.SERVICE, CallFacts.NONE, Optional.of(before.id()))))
                .as("who has the old one before him goes on with it")
                .isEqualTo(before);
        var late = keep(before, CountingAnswersSpec.WORST);
        var next = keep(after, CountingAnswersSpec.BEST);
        var views = in(() -> questionnaires.of(List.of(early, late, next)));
        assertThat(views.get(early))
                .satisfies(it ->
                        assertThat(List.of(it.total(), it.totalPossible())).isEqualTo(List.of(100, 100)));
        assertThat(views.get(late))
                .satisfies(it ->
                        assertThat(List.of(it.total(), it.totalPossible())).isEqualTo(List.of(0, 100)));
        assertThat(views.get(next))
                .satisfies(it ->
                        assertThat(List.of(it.total(), it.totalPossible())).isEqualTo(List.of(125, 125)));
        assertThat(DesignerDesk.differences(before, after, Locale.CHINA)).hasSize(1);
    }

    private static Question twice(Question it) {
        return new Question(
                it.key(),
                it.position(),
                it.kind(),
                it.shortZh(),
                it.shortEn(),
                it.askZh(),
                it.askEn(),
                it.points(),
                2,
                it.required(),
                it.indicator(),
                it.range(),
                it.options());
    }

    @Test
    void nobody_can_change_or_take_away_a_published_version_or_an_answer_not_even_by_the_database() {
        keep(in(() -> questionnaires.current(Questionnaire.SERVICE)), CountingAnswersSpec.BEST);
        for (var table : List.of("questionnaire", "question", "option", "withdrawal", "response", "answer")) {
            for (var statement : List.of(
                    "delete from questionnaires." + table + " t where t.dealer_id = :dealer",
                    "update questionnaires." + table + " t set dealer_id = t.dealer_id where t.dealer_id = :dealer")) {
                assertThatThrownBy(() -> in(() -> jdbc.sql(statement)
                                .param("dealer", house.dealer())
                                .update()))
                        .as(statement)
                        .isInstanceOf(DataAccessException.class)
                        .hasStackTraceContaining("permission denied");
            }
        }
    }

    @Test
    void two_who_design_at_once_do_not_write_over_each_other() {
        var draft = begin();
        assertThat(in(() -> desk.save(lin, draft, 1, MORNING))).isInstanceOf(Design.Saved.class);
        var late = in(() -> desk.save(he, draft.asking(List.of()), 1, NOON));
        assertThat(late).isEqualTo(new Design.ChangedMeanwhile(2, "lin", MORNING));
        assertThat(in(() -> desk.draft(he, "service", "general")).content().questions())
                .hasSize(7);
        assertThat(in(() -> desk.publish(he, "service", "general", 1, NOON)))
                .isInstanceOf(Design.ChangedMeanwhile.class);
        assertThat(in(() -> desk.discard(he, "service", "general", 1, NOON)))
                .isInstanceOf(Design.ChangedMeanwhile.class);
        in(() -> {
            desk.begin(he, "service", "general", NOON);
            return true;
        });
        assertThat(in(() -> desk.draft(he, "service", "general")).edition())
                .as("the draft that is there stays")
                .isEqualTo(2);
        assertThat(in(() -> desk.discard(he, "service", "general", 2, NOON))).isEqualTo(new Design.Gone());
        assertThatThrownBy(() -> in(() -> desk.draft(he, "service", "general"))).isInstanceOf(NotFound.class);
    }

    @Test
    void FU_4_what_lacks_an_element_is_not_published_and_says_which() {
        var draft = begin();
        in(() -> desk.save(lin, Designed.without(draft, 1), 1, MORNING));
        assertThat(in(() -> desk.publish(lin, "service", "general", 2, NOON)))
                .isInstanceOfSatisfying(
                        Design.Refused.class,
                        it -> assertThat(it.why())
                                .singleElement()
                                .satisfies(why -> assertThat(why.toString()).contains("FIXED_FIRST_TIME")));
        assertThat(in(() -> questionnaires.current(Questionnaire.SERVICE)).version())
                .isEqualTo(1);
    }

    @Test
    void FU_20_another_one_for_one_brand_comes_into_use_and_goes_again() {
        var variant = in(() -> desk.beginAnother(lin, "service", MORNING));
        assertThat(variant).isEqualTo("q2");
        assertThat(in(() -> desk.beginAnother(lin, "service", MORNING))).isEqualTo("q3");
        var draft = in(() -> desk.draft(lin, "service", variant)).content();
        assertThat(in(() -> desk.publish(lin, "service", variant, 1, MORNING)))
                .as("it ties with the general one")
                .isInstanceOf(Design.Refused.class);
        var meant = new Questionnaire(
                draft.id(),
                draft.code(),
                draft.variant(),
                1,
                new Words("岚峰", ""),
                new Validity(Optional.of("岚峰"), Optional.of("GENERAL"), OptionalInt.of(0), OptionalInt.of(50_000)),
                draft.opening(),
                draft.closing(),
                Designed.plus(draft, Question.Kind.SCALE).questions().stream()
                        .map(it -> it.shortZh().isEmpty()
                                ? WeightedPointsSpec.scale("nps", 2, 0, 9, 5).at(8)
                                : it)
                        .toList());
        in(() -> desk.save(lin, meant, 1, MORNING));
        assertThat(in(() -> desk.publish(lin, "service", variant, 2, MORNING))).isEqualTo(new Design.Published(1));
        var call = new CallFacts(Optional.of("岚峰"), Optional.of("GENERAL"), Optional.of(50_000));
        var used = in(() -> questionnaires.forCall("service", call));
        assertThat(used.variant()).isEqualTo(variant);
        assertThat(used.questions()).isEqualTo(meant.questions());
        assertThat(used.validity()).isEqualTo(meant.validity());
        keep(used, AnswerSheet.empty().with("nps", "9").with("car-in-order", "yes"));

        var general = in(() -> questionnaires.current("service"));
        assertThat(in(() -> desk.withdraw(lin, general.id(), NOON))).isInstanceOf(Design.Refused.class);
        assertThat(in(() -> desk.withdraw(lin, used.id(), NOON))).isEqualTo(new Design.Gone());
        assertThat(in(() -> questionnaires.forCall("service", call)).variant()).isEqualTo("general");
        assertThatThrownBy(() -> in(() -> desk.withdraw(lin, used.id(), NOON))).isInstanceOf(NotFound.class);
        assertThat(in(() -> desk.overview(zhou, "service", variant)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(DesignedVersion.State.WITHDRAWN);
                    assertThat(it.by()).contains("lin");
                    assertThat(it.withdrawnBy()).contains("lin");
                });
    }

    @Test
    void only_who_designs_designs() {
        assertThat(in(() -> desk.overview(zhou)).versions()).hasSize(6);
        assertThatThrownBy(() -> in(() -> desk.beginAnother(zhou, "service", NOON)))
                .isInstanceOf(NotAllowed.class);
        var draft = begin();
        assertThatThrownBy(() -> in(() -> desk.draft(zhou, "service", "general")))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(() -> desk.save(zhou, draft, 1, NOON))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(() -> desk.publish(zhou, "service", "general", 1, NOON)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> in(() -> desk.withdraw(zhou, draft.id(), NOON)))
                .isInstanceOf(NotAllowed.class);
        assertThat(in(() -> jdbc.sql("""
                        select count(*)
                          from audit.entry e
                         where e.dealer_id = :dealer
                           and e.entity = 'questionnaire'
                        """)
                        .param("dealer", house.dealer())
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
    }

    @Test
    void RP_11_RP_15_reports_see_indicators_and_points_by_the_version_that_asked() {
        var young = in(() -> questionnaires.forCall(
                "service", new CallFacts(Optional.empty(), Optional.empty(), Optional.of(10_000))));
        var task = keep(
                young,
                CountingAnswersSpec.BEST
                        .with("fixed-first-time", "not-concerned")
                        .with("satisfaction", "8")
                        .with("convenient-hours", "no")
                        .declined("called-last-time"));
        assertThat(in(() -> jdbc.sql("""
                        select i.indicator || '=' || i.favourable
                          from questionnaires.report_response r
                          join questionnaires.report_indicator i on i.dealer_id = :dealer and i.response_id = r.response_id
                         where r.dealer_id = :dealer
                           and r.subject_id = :task
                         order by 1
                        """)
                        .param("dealer", house.dealer())
                        .param("task", task)
                        .query(String.class)
                        .list()))
                .containsExactly(
                        "ADVISOR_ATTITUDE=true", "CONVENIENT_HOURS=false", "OVERALL=false", "REPAIR_QUALITY=true");
        assertThat(in(() -> jdbc.sql("""
                        select sum(s.points) || '/' || sum(s.possible) || '/' || count(*)
                          from questionnaires.report_response r
                          join questionnaires.report_score s on s.dealer_id = :dealer and s.response_id = r.response_id
                         where r.dealer_id = :dealer
                           and r.subject_id = :task
                        """)
                        .param("dealer", house.dealer())
                        .param("task", task)
                        .query(String.class)
                        .single()))
                .isEqualTo("100/100/6");
    }

    private Questionnaire begin() {
        in(() -> {
            desk.begin(lin, "service", "general", MORNING);
            return true;
        });
        return in(() -> desk.draft(lin, "service", "general")).content();
    }

    private UUID keep(Questionnaire asked, AnswerSheet sheet) {
        var task = Ids.next();
        assertThat(in(() -> questionnaires.record(asked, task, sheet, zhou, NOON)))
                .isInstanceOf(Recorded.Kept.class);
        return task;
    }

    private <T> T in(Supplier<T> work) {
        return builder.in(house, work);
    }
}
