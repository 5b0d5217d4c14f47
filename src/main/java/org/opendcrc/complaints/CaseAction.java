package org.opendcrc.complaints;

import static org.opendcrc.complaints.CaseState.*;
import static org.opendcrc.shared.Role.*;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.opendcrc.shared.Role;

/**
 * What can be done with a case: in which states, by which roles of its store, and whether by its handler whatever he is otherwise. The
 * whole path of {@code domain.md} 4f, the four steps of CP-22, as one table. What a single case needs besides (a plan, a signature) is said by {@link CaseRules}.
 * Their words are the messages below {@code complaint.action.}.
 */
public enum CaseAction {
    /** The first contact (CP-1). */
    CONTACT(in(RECEIVED), Who.WORK, true),
    /** The customer was tried and not reached. */
    ATTEMPT(in(RECEIVED), Who.WORK, true),
    /** The customer was told how his case proceeds (CP-8, CP-10). */
    TELL(CaseState.open(), Who.WORK, true),
    /** A line in the log. */
    NOTE(CaseState.open(), Who.ALL, true),
    /** The director of the field, or who stands above him, confirms a dissatisfied call (FU-29). */
    CONFIRM(in(RECEIVED, CONTACTED), Who.DIRECTORS, false),
    /** Somebody is named who handles it, or somebody else (CP-3, CP-4); the handler hands over by himself too. */
    ASSIGN(openBefore(FOLLOW_UP), Who.ASSIGNERS, true),
    /** Who is complained about. */
    ACCUSE(CaseState.open(), Who.MANAGER_OF_CENTRE, false),
    /** The search for the cause begins. */
    INVESTIGATE(in(RECEIVED, CONTACTED), Who.NOBODY, true),
    /** Cause, root, department and who is responsible are written down. */
    FINDINGS(
            in(INVESTIGATING, PLAN_PROPOSED, PLAN_AGREED, EXECUTING, SOLVED, FOLLOW_UP, REOPENED),
            Who.MANAGER_OF_CENTRE,
            true),
    /** A plan is explained to the customer (CP-23). */
    PROPOSE(in(INVESTIGATING, PLAN_PROPOSED), Who.NOBODY, true),
    /** Somebody with the authority for its cost approves a plan (CP-5, CP-6). */
    APPROVE(in(PLAN_PROPOSED), Who.LEADERS, false),
    /** The customer does not want a plan. */
    REFUSE(in(PLAN_PROPOSED), Who.DESK, true),
    /** The customer agrees to a plan. */
    AGREE(in(PLAN_PROPOSED), Who.DESK, true),
    /** It begins to be done. */
    EXECUTE(in(PLAN_AGREED), Who.NOBODY, true),
    /** It is done: remedy and cost, signed by the handler (CP-9). */
    SOLVE(in(EXECUTING), Who.NOBODY, true),
    /** The head of the department signs (CP-9). */
    COUNTERSIGN(in(EXECUTING), Who.HEADS, false),
    /** The check call of somebody who is not in the file, made by hand and by somebody else than the handler (CP-12). */
    CHECK(in(SOLVED), Who.WORK, false),
    /** A new goal after a dissatisfied check call: the round begins (CP-12). */
    SET_GOAL(in(REOPENED), Who.MANAGER_OF_CENTRE, true),
    /** The end, with everything that belongs to it. */
    CLOSE(in(FOLLOW_UP), Who.MANAGER_OF_CENTRE, false),
    /** The end without the customer's word. */
    CLOSE_UNRESOLVED(CaseState.open(), Who.ENDERS, false),
    /** The customer takes it back. */
    WITHDRAW(openBefore(FOLLOW_UP), Who.DESK, true),
    /** It was written down twice. */
    MERGE(in(RECEIVED, CONTACTED, INVESTIGATING), Who.MANAGER_OF_CENTRE, false),
    /** Handed upwards (CP-6, CP-28). */
    ESCALATE(CaseState.open(), Who.WORK_AND_LEADERS, true),
    /** The grade is changed by hand (CP-33). */
    REGRADE(CaseState.open(), Who.GRADERS, false),
    /** The house will not do without the manufacturer: from here two hours run (CP-2). */
    NEED_HELP(CaseState.open(), Who.WORK_AND_LEADERS, true),
    /** The manufacturer was asked (CP-2). */
    ASK_HELP(CaseState.open(), Who.WORK_AND_LEADERS, true),
    /** The manufacturer answered. */
    HELP_ANSWERED(CaseState.open(), Who.WORK_AND_LEADERS, true),
    /** It is a crisis (CP-17, CP-28). */
    DECLARE_CRISIS(CaseState.open(), Who.WORK_AND_LEADERS, true),
    /** A step of the crisis is done. */
    CRISIS_STEP(CaseState.open(), Who.WORK_AND_LEADERS, true),
    /** It is none any more. */
    END_CRISIS(CaseState.open(), Who.ENDERS, false),
    /** The customer is promised an answer by a moment (CP-30). */
    PROMISE(CaseState.open(), Who.WORK, true),
    /** The promised answer was given, even if it is "no answer yet" (CP-30). */
    KEEP_PROMISE(CaseState.open(), Who.WORK, true),
    /** An answer in substance, where there is no plan to propose (CP-21, CP-33). */
    ANSWER(in(CONTACTED, INVESTIGATING, PLAN_PROPOSED), Who.DESK, true),
    /** The clocks stand still: parts, an appointment, the customer's wish. */
    STAND_STILL(in(INVESTIGATING, PLAN_PROPOSED, PLAN_AGREED, EXECUTING), Who.MANAGER_OF_CENTRE, true),
    /** They run again. */
    GO_ON(in(INVESTIGATING, PLAN_PROPOSED, PLAN_AGREED, EXECUTING), Who.MANAGER_OF_CENTRE, true);

    private static final Set<CaseAction> IN_THE_FIELD = EnumSet.of(CONFIRM, ASSIGN, COUNTERSIGN, APPROVE);

    @SuppressWarnings("ImmutableEnumChecker") // filled once, never handed out
    private final Set<CaseState> from;

    @SuppressWarnings("ImmutableEnumChecker") // the same
    private final Set<Role> roles;

    private final boolean handler;

    CaseAction(Set<CaseState> from, Set<Role> roles, boolean handler) {
        this.from = from;
        this.roles = roles;
        this.handler = handler;
    }

    boolean isPossibleIn(CaseState state) {
        return from.contains(state);
    }

    /** Whether somebody with these roles in the store may do it; some things only in his own field. */
    boolean isAllowedTo(Collection<Role> held, ComplaintKind kind, boolean isHandler) {
        return (handler && isHandler)
                || held.stream()
                        .filter(roles::contains)
                        .anyMatch(it -> !IN_THE_FIELD.contains(this) || Field.covers(it, kind));
    }

    private static Set<CaseState> in(CaseState first, CaseState... more) {
        return EnumSet.of(first, more);
    }

    /** Every open state that comes before that one, and the reopened one. */
    private static Set<CaseState> openBefore(CaseState state) {
        var states = EnumSet.of(REOPENED);
        Arrays.stream(CaseState.values()).filter(it -> it.compareTo(state) < 0).forEach(states::add);
        return states;
    }

    /** Groups of roles of the table. */
    private static final class Who {
        static final Set<Role> NOBODY = EnumSet.noneOf(Role.class);
        static final Set<Role> DESK = EnumSet.of(AGENT, CRC_MANAGER);
        static final Set<Role> MANAGER_OF_CENTRE = EnumSet.of(CRC_MANAGER);
        static final Set<Role> WORK = EnumSet.of(AGENT, CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER);
        static final Set<Role> DIRECTORS = EnumSet.of(SERVICE_DIRECTOR, SALES_DIRECTOR, GENERAL_MANAGER);
        static final Set<Role> ASSIGNERS = EnumSet.of(CRC_MANAGER, SALES_MANAGER, GENERAL_MANAGER);
        static final Set<Role> HEADS =
                EnumSet.of(SERVICE_MANAGER, SALES_MANAGER, SERVICE_DIRECTOR, SALES_DIRECTOR, GENERAL_MANAGER);
        static final Set<Role> LEADERS = EnumSet.of(
                CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SERVICE_DIRECTOR, SALES_DIRECTOR, GENERAL_MANAGER);
        static final Set<Role> ALL = EnumSet.of(
                AGENT, CRC_MANAGER, SERVICE_MANAGER, SALES_MANAGER, SERVICE_DIRECTOR, SALES_DIRECTOR, GENERAL_MANAGER);
        static final Set<Role> WORK_AND_LEADERS = ALL;
        static final Set<Role> GRADERS = EnumSet.of(CRC_MANAGER, SERVICE_DIRECTOR, SALES_DIRECTOR, GENERAL_MANAGER);
        static final Set<Role> ENDERS = EnumSet.of(CRC_MANAGER, GENERAL_MANAGER);
    }
}
