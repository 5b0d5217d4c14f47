package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.complaints.CaseFixture.CHEN;
import static org.opendcrc.complaints.CaseFixture.LIN;
import static org.opendcrc.complaints.CaseFixture.NOW;
import static org.opendcrc.complaints.CaseFixture.RECEIVED;
import static org.opendcrc.complaints.CaseFixture.XU;
import static org.opendcrc.complaints.CaseFixture.obstacle;
import static org.opendcrc.complaints.CaseFixture.who;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.complaints.CaseRefusal.Why;
import org.opendcrc.shared.Role;

/** Handbook, complaints: who handles a case, up to which sum, and when it is over. */
class CaseRulesSpec {

    private static final CaseRules.Who CRC = who(LIN, Role.CRC_MANAGER);

    @Test
    void CP_3_CP_4_the_handler_has_rank_and_is_not_complained_about() {
        var chen = CaseFixture.in(CaseState.CONTACTED).about(CHEN).facts();
        assertThat(assign(chen, CHEN, Optional.of(Rank.STAFF))).contains(Why.HANDLER_IS_ACCUSED);
        assertThat(assign(chen, CHEN, Optional.of(Rank.MANAGER)))
                .as("also when he is a manager")
                .contains(Why.HANDLER_IS_ACCUSED);
        assertThat(assign(chen, XU, Optional.of(Rank.MANAGER))).isEmpty();
        assertThat(assign(chen, XU, Optional.of(Rank.GENERAL_MANAGER))).isEmpty();
        assertThat(assign(chen, XU, Optional.of(Rank.STAFF)))
                .as("a plain agent")
                .contains(Why.HANDLER_TOO_LOW);
        assertThat(assign(chen, XU, Optional.empty())).contains(Why.HANDLER_UNKNOWN);
    }

    @Test
    void CP_3_who_handles_a_case_cannot_be_complained_about_in_it_before_it_is_handed_over() {
        var facts = CaseFixture.in(CaseState.INVESTIGATING).handledBy(XU).facts();
        var staff = new CaseRules.Besides(Optional.empty(), false, true);
        assertThat(obstacle(facts, new CaseStep.Accuse(XU), CRC, staff)).contains(Why.ACCUSED_HANDLES);
        assertThat(obstacle(facts, new CaseStep.Accuse(CHEN), CRC, staff)).isEmpty();
        assertThat(obstacle(facts, new CaseStep.Accuse(CHEN), CRC)).contains(Why.NO_SUCH_PERSON);
    }

    @Test
    void a_hand_over_says_why_and_goes_to_somebody_else() {
        var facts = CaseFixture.in(CaseState.INVESTIGATING).handledBy(XU).facts();
        var to = besides(LIN, Optional.of(Rank.MANAGER));
        assertThat(obstacle(facts, new CaseStep.Assign(LIN, ""), CRC, to)).contains(Why.REASON_MISSING);
        assertThat(obstacle(facts, new CaseStep.Assign(LIN, "休假"), CRC, to)).isEmpty();
        assertThat(obstacle(facts, new CaseStep.Assign(XU, "休假"), CRC, besides(XU, Optional.of(Rank.MANAGER))))
                .contains(Why.HANDLER_IS_HE);
    }

    @Test
    void FU_29_a_dissatisfied_call_has_no_handler_before_the_director_confirmed_it() {
        var fixture = CaseFixture.in(CaseState.CONTACTED);
        fixture.confirmationOwed = true;
        assertThat(assign(fixture.facts(), XU, Optional.of(Rank.MANAGER))).contains(Why.TO_BE_CONFIRMED);
        assertThat(CaseRules.next(fixture.facts())).contains(CaseAction.CONFIRM);
        assertThat(obstacle(fixture.facts(), new CaseStep.Confirm(""), who(XU, Role.SERVICE_DIRECTOR)))
                .isEmpty();
        assertThat(obstacle(fixture.facts(), new CaseStep.Confirm(""), who(XU, Role.SALES_DIRECTOR)))
                .as("the director of the other field")
                .contains(Why.NOT_YOURS);
        fixture.confirmed = true;
        assertThat(assign(fixture.facts(), XU, Optional.of(Rank.MANAGER))).isEmpty();
        assertThat(obstacle(fixture.facts(), new CaseStep.Confirm(""), who(XU, Role.SERVICE_DIRECTOR)))
                .contains(Why.CONFIRMED_ALREADY);
    }

    @Test
    void nobody_investigates_before_the_customer_was_contacted_unless_there_is_nobody_to_contact() {
        var fixture = CaseFixture.in(CaseState.RECEIVED).handledBy(XU);
        var him = who(XU, Role.SERVICE_MANAGER);
        assertThat(obstacle(fixture.facts(), new CaseStep.Investigate(), him)).contains(Why.NOT_CONTACTED);
        fixture.contactOwed = false;
        assertThat(obstacle(fixture.facts(), new CaseStep.Investigate(), him)).isEmpty();
    }

    @Test
    void CP_5_CP_6_a_sum_is_decided_by_the_rank_that_may_both_sides_of_each_limit() {
        var authority = CaseFixture.AUTHORITY;
        assertThat(authority.rankFor(20_000)).isEqualTo(Rank.STAFF);
        assertThat(authority.rankFor(20_001)).isEqualTo(Rank.MANAGER);
        assertThat(authority.rankFor(80_000)).isEqualTo(Rank.MANAGER);
        assertThat(authority.rankFor(80_001)).isEqualTo(Rank.DIRECTOR);
        assertThat(authority.rankFor(500_000)).isEqualTo(Rank.DIRECTOR);
        assertThat(authority.rankFor(500_001)).isEqualTo(Rank.GENERAL_MANAGER);
        assertThat(authority.isWithin(Rank.MANAGER, 80_000)).isTrue();
        assertThat(authority.isWithin(Rank.MANAGER, 80_001)).isFalse();
        assertThat(authority.isWithin(Rank.GENERAL_MANAGER, Long.MAX_VALUE)).isTrue();
    }

    @Test
    void CP_5_a_plan_beyond_authority_is_agreed_only_when_somebody_high_enough_approved_it() {
        var plan = UUID.randomUUID();
        var facts = CaseFixture.in(CaseState.PLAN_PROPOSED)
                .handledBy(XU)
                .withPlans(plan(plan, 300_000, Optional.of(Rank.DIRECTOR), false))
                .facts();
        var agree = new CaseStep.Agree(plan, Consent.PHONE, "");
        assertThat(obstacle(facts, agree, CRC)).contains(Why.BEYOND_AUTHORITY);
        assertThat(obstacle(facts, new CaseStep.Approve(plan), who(LIN, Role.SERVICE_MANAGER)))
                .contains(Why.BEYOND_AUTHORITY);
        assertThat(obstacle(facts, new CaseStep.Approve(plan), who(LIN, Role.SERVICE_DIRECTOR)))
                .isEmpty();
        assertThat(obstacle(facts, new CaseStep.Approve(plan), who(LIN, Role.SALES_DIRECTOR, Role.SERVICE_MANAGER)))
                .as("rank counts in the field")
                .contains(Why.BEYOND_AUTHORITY);
        var approved = CaseFixture.in(CaseState.PLAN_PROPOSED)
                .withPlans(plan(plan, 300_000, Optional.of(Rank.DIRECTOR), true))
                .facts();
        assertThat(obstacle(approved, agree, CRC)).isEmpty();
        assertThat(obstacle(approved, new CaseStep.Approve(plan), who(LIN, Role.SERVICE_DIRECTOR)))
                .contains(Why.NOTHING_TO_APPROVE);
    }

    @Test
    void CP_5_what_it_cost_in_the_end_stays_within_the_plan_or_the_own_authority() {
        var facts = CaseFixture.in(CaseState.EXECUTING)
                .handledBy(XU)
                .withPlans(new CaseFacts.Plan(
                        UUID.randomUUID(), PlanState.AGREED, 300_000, Optional.of(Rank.DIRECTOR), true))
                .facts();
        var him = who(XU, Role.SERVICE_MANAGER);
        assertThat(obstacle(facts, new CaseStep.Solve("退款", 300_000), him)).isEmpty();
        assertThat(obstacle(facts, new CaseStep.Solve("退款", 300_001), him)).contains(Why.BEYOND_AUTHORITY);
        assertThat(obstacle(facts, new CaseStep.Solve(" ", 0), him)).contains(Why.NOTHING_WRITTEN);
    }

    @Test
    void CP_23_a_plan_says_what_speaks_for_and_against_it() {
        var facts = CaseFixture.in(CaseState.INVESTIGATING).handledBy(XU).facts();
        var him = who(XU, Role.SERVICE_MANAGER);
        assertThat(obstacle(facts, new CaseStep.Propose("退款", "快", "", 0, "", false), him))
                .contains(Why.PROS_AND_CONS);
        assertThat(obstacle(facts, new CaseStep.Propose("退款", "快", "亏", 0, "", false), him))
                .isEmpty();
    }

    @Test
    void CP_9_the_head_signs_after_the_handler_and_nobody_twice() {
        var fixture = CaseFixture.in(CaseState.EXECUTING).handledBy(XU);
        assertThat(obstacle(fixture.facts(), new CaseStep.Countersign(), who(LIN, Role.SERVICE_MANAGER)))
                .contains(Why.NOT_SIGNED_BY_HANDLER);
        fixture.signed.put(Signed.HANDLER, XU);
        assertThat(obstacle(fixture.facts(), new CaseStep.Countersign(), who(LIN, Role.SERVICE_MANAGER)))
                .isEmpty();
        assertThat(obstacle(fixture.facts(), new CaseStep.Solve("退款", 0), who(XU, Role.SERVICE_MANAGER)))
                .contains(Why.SIGNED_ALREADY);
    }

    @Test
    void CP_9_CP_12_closing_needs_the_customers_word_and_everything_that_belongs_to_it() {
        var fixture = CaseFixture.in(CaseState.FOLLOW_UP).handledBy(XU);
        assertThat(obstacle(
                        fixture.facts(),
                        new CaseStep.Close("", Optional.of(CaseFixture.NOW), Optional.of(ReplyManner.PHONE)),
                        CRC))
                .contains(Why.NOT_SATISFIED);
        for (var check : EnumSet.of(Check.NOT_REACHED, Check.NOBODY_TO_CALL, Check.DISSATISFIED)) {
            fixture.check = Optional.of(check);
            assertThat(obstacle(
                            fixture.facts(),
                            new CaseStep.Close("", Optional.of(CaseFixture.NOW), Optional.of(ReplyManner.PHONE)),
                            CRC))
                    .contains(Why.NOT_SATISFIED);
        }
        fixture.check = Optional.of(Check.SATISFIED);
        assertThat(obstacle(
                        fixture.facts(),
                        new CaseStep.Close("", Optional.of(CaseFixture.NOW), Optional.of(ReplyManner.PHONE)),
                        CRC))
                .contains(Why.INCOMPLETE);
        assertThat(CaseRules.missing(fixture.facts()))
                .containsExactly("root", "cause", "department", "remedy", "signature");
        fixture.findings = new CaseFacts.Findings(
                Optional.of(Root.PRICE),
                Optional.of("未事先告知"),
                Optional.of("前台"),
                Optional.of("退款"),
                Optional.of(32_000L));
        fixture.signed.put(Signed.HANDLER, XU);
        assertThat(CaseRules.missing(fixture.facts())).containsExactly("signature");
        fixture.signed.put(Signed.HEAD, LIN);
        assertThat(obstacle(
                        fixture.facts(),
                        new CaseStep.Close("", Optional.of(CaseFixture.NOW), Optional.of(ReplyManner.PHONE)),
                        CRC))
                .isEmpty();
        assertThat(CaseRules.next(fixture.facts())).contains(CaseAction.CLOSE);
    }

    @Test
    void CP_11_closing_asks_when_and_how_the_customer_was_told_the_outcome() {
        var fixture = CaseFixture.in(CaseState.FOLLOW_UP).handledBy(CaseFixture.XU);
        fixture.findings = new CaseFacts.Findings(
                Optional.of(Root.PRICE),
                Optional.of("未事先告知"),
                Optional.of("前台"),
                Optional.of("已退"),
                Optional.of(32_000L));
        fixture.signed.put(Signed.HANDLER, CaseFixture.XU);
        fixture.signed.put(Signed.HEAD, CaseFixture.CHEN);
        fixture.check = Optional.of(Check.SATISFIED);
        var by = Optional.of(ReplyManner.PHONE);
        assertThat(obstacle(fixture.facts(), new CaseStep.Close("", Optional.empty(), by), CRC))
                .contains(Why.OUTCOME_NOT_TOLD);
        assertThat(obstacle(
                        fixture.facts(), new CaseStep.Close("", Optional.of(CaseFixture.NOW), Optional.empty()), CRC))
                .contains(Why.OUTCOME_NOT_TOLD);
        assertThat(obstacle(
                        fixture.facts(), new CaseStep.Close("", Optional.of(CaseFixture.NOW.plusSeconds(1)), by), CRC))
                .contains(Why.IN_THE_FUTURE);
        assertThat(obstacle(fixture.facts(), new CaseStep.Close("", Optional.of(CaseFixture.NOW), by), CRC))
                .isEmpty();
    }

    @Test
    void CP_28_only_the_general_manager_ends_a_case_as_malicious_or_without_agreement() {
        var facts = CaseFixture.in(CaseState.PLAN_PROPOSED).facts();
        var boss = who(LIN, Role.GENERAL_MANAGER);
        for (var how : List.of(Closing.MALICIOUS, Closing.NO_AGREEMENT)) {
            assertThat(obstacle(facts, new CaseStep.CloseUnresolved(how, "索赔无据"), CRC))
                    .contains(Why.GENERAL_MANAGER_DECIDES);
            assertThat(obstacle(facts, new CaseStep.CloseUnresolved(how, "索赔无据"), boss))
                    .isEmpty();
        }
        assertThat(obstacle(facts, new CaseStep.CloseUnresolved(Closing.SATISFIED, "好"), boss))
                .contains(Why.NO_WAY_TO_END);
    }

    @Test
    void CP_1_an_unreachable_customer_was_tried_twice() {
        var fixture = CaseFixture.in(CaseState.RECEIVED);
        var end = new CaseStep.CloseUnresolved(Closing.UNREACHABLE, "停机");
        fixture.tries = 1;
        assertThat(obstacle(fixture.facts(), end, CRC)).contains(Why.TRIED_TOO_LITTLE);
        fixture.tries = 2;
        assertThat(obstacle(fixture.facts(), end, CRC)).isEmpty();
    }

    @Test
    void CP_30_an_answer_is_promised_for_a_later_moment() {
        var facts = CaseFixture.in(CaseState.CONTACTED).facts();
        assertThat(obstacle(facts, new CaseStep.Promise(NOW, "回电"), CRC)).contains(Why.PROMISE_IN_THE_PAST);
        assertThat(obstacle(facts, new CaseStep.Promise(NOW.plusSeconds(1), "回电"), CRC))
                .isEmpty();
    }

    @Test
    void CP_17_the_engineers_step_says_when_he_arrives_and_each_step_is_done_once() {
        var fixture = CaseFixture.in(CaseState.RECEIVED);
        var told = new CaseStep.CrisisDone(CrisisStep.CAC_TOLD, NOW, Optional.empty(), "");
        assertThat(obstacle(fixture.facts(), told, CRC)).contains(Why.NO_CRISIS);
        fixture.crisisSince = Optional.of(RECEIVED);
        assertThat(obstacle(fixture.facts(), told, CRC)).isEmpty();
        assertThat(obstacle(
                        fixture.facts(),
                        new CaseStep.CrisisDone(CrisisStep.ENGINEER_COMES, NOW, Optional.empty(), ""),
                        CRC))
                .contains(Why.ARRIVAL_MISSING);
        fixture.steps = Set.of(CrisisStep.CAC_TOLD);
        assertThat(obstacle(fixture.facts(), told, CRC)).contains(Why.STEP_DONE);
        assertThat(obstacle(
                        fixture.facts(),
                        new CaseStep.CrisisDone(CrisisStep.REGION_TOLD, NOW.plusSeconds(1), Optional.empty(), ""),
                        CRC))
                .contains(Why.IN_THE_FUTURE);
    }

    @Test
    void CP_17_fire_and_flood_are_recognised_by_the_words() {
        assertThat(Emergency.in("车停在路边突然自燃了")).contains(Emergency.FIRE);
        assertThat(Emergency.in("地下车库泡水")).contains(Emergency.FLOOD);
        assertThat(Emergency.in("The car caught fire")).contains(Emergency.FIRE);
        assertThat(Emergency.in("空调不制热")).isEmpty();
    }

    @Test
    void CP_33_important_is_not_given_by_hand() {
        var facts = CaseFixture.in(CaseState.CONTACTED).facts();
        assertThat(obstacle(facts, new CaseStep.Regrade(Grade.IMPORTANT, "媒体"), CRC))
                .contains(Why.GRADE_BY_HAND);
        assertThat(obstacle(facts, new CaseStep.Regrade(Grade.ESCALATED, "第三次"), CRC))
                .isEmpty();
        assertThat(obstacle(facts, new CaseStep.Regrade(Grade.GENERAL, "一般"), CRC))
                .contains(Why.SAME_GRADE);
    }

    @Test
    void CP_28_the_ladder_goes_up_to_the_general_manager_and_never_down() {
        assertThat(Ladder.above(Optional.empty())).contains(EscalatedTo.DIRECTOR);
        assertThat(Ladder.above(Optional.of(EscalatedTo.DIRECTOR))).contains(EscalatedTo.GENERAL_MANAGER);
        assertThat(Ladder.above(Optional.of(EscalatedTo.GENERAL_MANAGER))).isEmpty();
        var fixture = CaseFixture.in(CaseState.CONTACTED);
        fixture.escalatedTo = Optional.of(EscalatedTo.DIRECTOR);
        assertThat(obstacle(fixture.facts(), new CaseStep.Escalate(EscalatedTo.DIRECTOR, "难"), CRC))
                .contains(Why.NOT_HIGHER);
        assertThat(obstacle(fixture.facts(), new CaseStep.Escalate(EscalatedTo.REGIONAL_MANAGER, "难"), CRC))
                .isEmpty();
    }

    @Test
    void CP_2_help_is_asked_of_the_manufacturers_people() {
        var facts = CaseFixture.in(CaseState.CONTACTED).facts();
        assertThat(obstacle(facts, new CaseStep.AskHelp(EscalatedTo.DIRECTOR, NOW, "求援"), CRC))
                .contains(Why.WRONG_WHOM);
        assertThat(obstacle(facts, new CaseStep.AskHelp(EscalatedTo.ENGINEER, NOW, "求援"), CRC))
                .isEmpty();
        assertThat(obstacle(facts, new CaseStep.HelpAnswered("来"), CRC)).contains(Why.NO_HELP_OPEN);
    }

    private static Optional<Why> assign(CaseFacts facts, UUID handler, Optional<Rank> rank) {
        return obstacle(facts, new CaseStep.Assign(handler, ""), CRC, besides(handler, rank));
    }

    private static CaseRules.Besides besides(UUID handler, Optional<Rank> rank) {
        return new CaseRules.Besides(Optional.of(new CaseRules.Candidate(handler, rank)), false, false);
    }

    private static CaseFacts.Plan plan(UUID id, long fen, Optional<Rank> needs, boolean approved) {
        return new CaseFacts.Plan(id, PlanState.PROPOSED, fen, needs, approved);
    }
}
