package org.opendcrc.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendcrc.complaints.CaseFixture.who;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.shared.Role;

/**
 * Handbook, complaints: who may do what on the way of a case (CP-22). The table below is written down once more, apart from the program's:
 * one row an action, the states by one letter each (R received, C contacted, I investigating, P proposed, A agreed, E executing, S solved,
 * F checked, O reopened; no action is possible in an ended case), the roles of the store, and H for the handler whatever he is otherwise.
 */
class CasePathSpec {

    private static final String WORK = "AGENT CRC_MANAGER SERVICE_MANAGER SALES_MANAGER";
    private static final String LEAD =
            "CRC_MANAGER SERVICE_MANAGER SALES_MANAGER SERVICE_DIRECTOR SALES_DIRECTOR GENERAL_MANAGER";
    private static final String ALL = "AGENT " + LEAD;
    private static final String OPEN = "RCIPAESFO";

    private static final List<List<String>> TABLE = List.of(
            List.of("CONTACT", "R", WORK, "H"),
            List.of("ATTEMPT", "R", WORK, "H"),
            List.of("TELL", OPEN, WORK, "H"),
            List.of("CHECK", "S", WORK, ""),
            List.of("NOTE", OPEN, ALL, "H"),
            List.of("CONFIRM", "RC", "SERVICE_DIRECTOR SALES_DIRECTOR GENERAL_MANAGER", ""),
            List.of("ASSIGN", "RCIPAESO", "CRC_MANAGER SALES_MANAGER GENERAL_MANAGER", "H"),
            List.of("ACCUSE", OPEN, "CRC_MANAGER", ""),
            List.of("INVESTIGATE", "RC", "", "H"),
            List.of("FINDINGS", "IPAESFO", "CRC_MANAGER", "H"),
            List.of("PROPOSE", "IP", "", "H"),
            List.of("APPROVE", "P", LEAD, ""),
            List.of("REFUSE", "P", "AGENT CRC_MANAGER", "H"),
            List.of("AGREE", "P", "AGENT CRC_MANAGER", "H"),
            List.of("EXECUTE", "A", "", "H"),
            List.of("SOLVE", "E", "", "H"),
            List.of(
                    "COUNTERSIGN",
                    "E",
                    "SERVICE_MANAGER SALES_MANAGER SERVICE_DIRECTOR SALES_DIRECTOR GENERAL_MANAGER",
                    ""),
            List.of("SET_GOAL", "O", "CRC_MANAGER", "H"),
            List.of("CLOSE", "F", "CRC_MANAGER", ""),
            List.of("CLOSE_UNRESOLVED", OPEN, "CRC_MANAGER GENERAL_MANAGER", ""),
            List.of("WITHDRAW", "RCIPAESO", "AGENT CRC_MANAGER", "H"),
            List.of("MERGE", "RCI", "CRC_MANAGER", ""),
            List.of("ESCALATE", OPEN, ALL, "H"),
            List.of("REGRADE", OPEN, "CRC_MANAGER SERVICE_DIRECTOR SALES_DIRECTOR GENERAL_MANAGER", ""),
            List.of("NEED_HELP", OPEN, ALL, "H"),
            List.of("ASK_HELP", OPEN, ALL, "H"),
            List.of("HELP_ANSWERED", OPEN, ALL, "H"),
            List.of("DECLARE_CRISIS", OPEN, ALL, "H"),
            List.of("CRISIS_STEP", OPEN, ALL, "H"),
            List.of("END_CRISIS", OPEN, "CRC_MANAGER GENERAL_MANAGER", ""),
            List.of("PROMISE", OPEN, WORK, "H"),
            List.of("KEEP_PROMISE", OPEN, WORK, "H"),
            List.of("ANSWER", "CIP", "AGENT CRC_MANAGER", "H"),
            List.of("STAND_STILL", "IPAE", "CRC_MANAGER", "H"),
            List.of("GO_ON", "IPAE", "CRC_MANAGER", "H"));

    /** What a leader of one field does in that field only. */
    private static final Set<String> IN_THE_FIELD = Set.of("CONFIRM", "ASSIGN", "APPROVE", "COUNTERSIGN");

    private static final Map<CaseState, String> LETTERS = Map.of(
            CaseState.RECEIVED, "R",
            CaseState.CONTACTED, "C",
            CaseState.INVESTIGATING, "I",
            CaseState.PLAN_PROPOSED, "P",
            CaseState.PLAN_AGREED, "A",
            CaseState.EXECUTING, "E",
            CaseState.SOLVED, "S",
            CaseState.FOLLOW_UP, "F",
            CaseState.REOPENED, "O");

    @Test
    void CP_3_CP_22_every_action_in_every_state_by_every_role_is_what_the_table_says() {
        var rows = new HashMap<String, List<String>>();
        TABLE.forEach(it -> rows.put(it.getFirst(), it));
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(CaseAction.values()).map(Enum::name).toList());
        var wrong = new ArrayList<String>();
        int tried = 0;
        for (var action : CaseAction.values()) {
            var row = Objects.requireNonNull(rows.get(action.name()));
            for (var state : CaseState.values()) {
                for (var role : Role.values()) {
                    for (var kind :
                            List.of(ComplaintKind.REPAIR_SKILL, ComplaintKind.PURCHASE, ComplaintKind.MULTIPLE)) {
                        for (int mask = 0; mask < 4; mask++) {
                            var handler = (mask & 1) != 0;
                            var accused = (mask & 2) != 0;
                            var expected = LETTERS.containsKey(state)
                                    && row.get(1).contains(LETTERS.get(state))
                                    && (!accused || action == CaseAction.NOTE)
                                    && ((handler && row.get(3).equals("H"))
                                            || (List.of(row.get(2).split(" ", -1))
                                                            .contains(role.name())
                                                    && inField(action, role, kind)));
                            var him = UUID.randomUUID();
                            var fixture = CaseFixture.in(state);
                            fixture.kind = kind;
                            if (handler) {
                                fixture.handledBy(him);
                            }
                            if (accused) {
                                fixture.about(him);
                            }
                            var possible = CaseRules.impossible(fixture.facts(), action, who(him, role))
                                    .isEmpty();
                            tried++;
                            if (possible != expected) {
                                wrong.add("%s in %s by %s, %s, handler %s, accused %s: %s"
                                        .formatted(action, state, role, kind, handler, accused, possible));
                            }
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isEqualTo(CaseAction.values().length * CaseState.values().length * Role.values().length * 12);
    }

    private static boolean inField(CaseAction action, Role role, ComplaintKind kind) {
        if (!IN_THE_FIELD.contains(action.name()) || kind == ComplaintKind.MULTIPLE) {
            return true;
        }
        return switch (role) {
            case SALES_MANAGER, SALES_DIRECTOR -> kind == ComplaintKind.PURCHASE;
            case SERVICE_MANAGER, SERVICE_DIRECTOR -> kind != ComplaintKind.PURCHASE;
            default -> true;
        };
    }

    @Test
    void who_covers_the_handler_does_what_the_handler_does() {
        var facts =
                CaseFixture.in(CaseState.CONTACTED).handledBy(CaseFixture.XU).facts();
        var cover = new CaseRules.Who(CaseFixture.LIN, Set.of(Role.SALES_MANAGER), Set.of(CaseFixture.XU));
        assertThat(CaseRules.impossible(facts, CaseAction.INVESTIGATE, cover)).isEmpty();
        assertThat(CaseRules.impossible(facts, CaseAction.INVESTIGATE, who(CaseFixture.LIN, Role.SALES_MANAGER)))
                .isPresent();
    }
}
