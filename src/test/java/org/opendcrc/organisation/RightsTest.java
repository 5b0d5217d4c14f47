package org.opendcrc.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opendcrc.shared.Role.ADMINISTRATOR;
import static org.opendcrc.shared.Role.ADVISOR;
import static org.opendcrc.shared.Role.AGENT;
import static org.opendcrc.shared.Role.CONSULTANT;
import static org.opendcrc.shared.Role.CRC_MANAGER;
import static org.opendcrc.shared.Role.GENERAL_MANAGER;
import static org.opendcrc.shared.Role.GUARD;
import static org.opendcrc.shared.Role.INFORMATION;
import static org.opendcrc.shared.Role.MANUFACTURER;
import static org.opendcrc.shared.Role.PARTS;
import static org.opendcrc.shared.Role.SALES_DIRECTOR;
import static org.opendcrc.shared.Role.SALES_MANAGER;
import static org.opendcrc.shared.Role.SERVICE_DIRECTOR;
import static org.opendcrc.shared.Role.SERVICE_MANAGER;
import static org.opendcrc.shared.Role.WORKSHOP;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;

/** Who may do what, written out a second time by hand from the matrix of rights (A35); x = may. */
class RightsTest {

    private static final UUID EAST = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID WEST = UUID.fromString("00000000-0000-7000-8000-000000000002");

    private static final List<Role> COLUMNS = List.of(
            AGENT,
            CRC_MANAGER,
            ADVISOR,
            SERVICE_MANAGER,
            CONSULTANT,
            SALES_MANAGER,
            PARTS,
            WORKSHOP,
            GUARD,
            SALES_DIRECTOR,
            SERVICE_DIRECTOR,
            GENERAL_MANAGER,
            INFORMATION,
            ADMINISTRATOR,
            MANUFACTURER);

    private static final String TABLE = """
                               AG CM AD SM CO SL PA WO GU SD VD GM IN AM MF
            OPEN_DESK           x  x  x  x  x  x  x  x  x  x  x  x  x  x  x
            READ_CUSTOMERS      x  x  x  x  -  x  -  -  -  x  x  x  -  x
            SEE_SENSITIVE       x  x  -  -  -  -  -  -  -  -  -  -  -  -
            APPROVE_OWNER_CHANGES - x -  -  -  -  -  -  -  -  -  -  -  -
            SET_DO_NOT_DISTURB  x  x  -  -  -  -  -  -  -  -  -  -  -  -
            READ_FOLLOW_UPS     x  x  -  x  -  x  -  -  -  x  x  x  -  x
            OPEN_FOLLOW_UPS     x  x  x  x  -  x  -  -  -  x  x  x  -  x
            MAKE_FOLLOW_UP_CALLS x x  -  -  -  -  -  -  -  -  -  -  -  -
            MAKE_OWN_CALLS      x  x  x  -  -  -  -  -  -  -  -  -  -  -
            CORRECT_SALES_DATA  x  x  -  -  x  -  -  -  -  -  -  -  -  -
            CORRECT_NUMBERS     x  x  x  -  x  -  -  -  -  -  -  -  -  -
            READ_LEADS          x  x  -  -  -  x  -  -  -  x  -  x  -  -
            READ_FILE_TRUTH     -  x  -  -  x  x  -  -  -  x  -  x  -  -
            ASSIGN_FOLLOW_UPS   -  x  -  -  -  -  -  -  -  -  -  -  -  -
            RESTRICT_FOLLOW_UPS -  x  -  -  -  -  -  -  -  -  -  -  -  x
            TEXT_FOLLOW_UPS_IN_BULK - x - -  -  -  -  -  -  -  -  -  -  -
            READ_QUESTIONNAIRES x  x  -  x  -  x  -  -  -  x  x  x  -  x
            DESIGN_QUESTIONNAIRES - x - -  -  -  -  -  -  -  -  -  -  x
            READ_COMPLAINTS     x  x  -  x  -  x  -  -  -  x  x  x  -  x
            RECEIVE_COMPLAINTS  x  x  x  -  x  -  -  -  -  -  -  -  -  -
            WORK_ON_COMPLAINTS  x  x  -  x  -  x  -  -  -  -  -  -  -  -
            ACKNOWLEDGE_ALARMS  -  x  -  x  -  x  -  -  -  x  x  x  -  -
            SEE_ACCUSED         -  x  -  x  -  x  -  -  -  x  x  x  -  -
            MANAGE_COMPLAINTS   -  x  -  -  -  -  -  -  -  -  -  x  -  -
            ADD_CASE_PAPERS     x  x  -  x  -  x  -  -  -  x  x  x  -  -
            READ_CASE_FIGURES   -  x  -  x  -  x  -  -  -  x  x  x  -  -
            MANAGE_MEASURES     -  x  -  x  -  x  -  -  -  x  x  x  -  -
            SIGN_WEEKS          -  x  -  x  -  -  -  -  -  -  -  x  -  -
            SEE_MANUFACTURERS_CASES x x - x -  x  -  -  -  x  x  x  -  -  x
            REPORT_TO_MANUFACTURER x x -  x -  x  -  -  -  x  x  x  -  -  -
            INSTRUCT_AS_MANUFACTURER - - - - - -  -  -  -  -  -  -  -  -  x
            READ_GUARANTEES     x  x  x  x  -  x  -  -  -  x  x  x  -  x
            WORK_ON_GUARANTEES  -  x  -  x  -  -  -  -  -  -  -  -  -  -
            ANSWER_DEMANDS      -  -  -  -  -  -  -  -  -  x  x  x  -  -
            READ_APPOINTMENTS   x  x  x  x  -  -  x  x  -  -  x  x  -  -
            BOOK_APPOINTMENTS   x  x  x  -  -  -  -  -  -  -  -  -  -  -
            CHANGE_APPOINTMENTS x  x  x  x  -  -  -  -  -  -  -  -  -  -
            SUBSCRIBE_CALENDAR  -  -  x  -  -  -  -  -  -  -  -  -  -  -
            READ_WELCOME_BOARD  x  x  x  x  -  -  -  -  x  -  x  x  -  -
            WRITE_GATE_LOG      -  -  -  -  -  -  -  -  x  -  -  -  -  -
            READ_GATE_LOG       x  x  x  x  -  -  -  -  -  -  x  x  -  x
            COMPARE_ARRIVALS    -  x  -  x  -  -  -  -  -  -  -  -  -  -
            MANAGE_ROSTER       -  x  -  x  -  -  -  -  -  -  -  -  -  x
            MANAGE_JOBS         -  x  -  x  -  -  -  -  -  -  -  -  -  x
            HAND_ON_FORMS       -  -  -  x  -  -  -  -  -  -  -  -  -  -
            PREPARE_PARTS       -  -  -  x  -  -  x  -  -  -  -  -  -  -
            PREPARE_WORKSHOP    -  -  x  x  -  -  -  x  -  -  -  -  -  -
            PREPARE_AS_ADVISOR  -  -  x  x  -  -  -  -  -  -  -  -  -  -
            REPORT_READINESS    -  -  -  x  -  -  -  -  -  -  -  -  -  -
            TELL_READINESS      x  x  -  -  -  -  -  -  -  -  -  -  -  -
            EXPORT_DRAFTS       -  -  x  x  -  -  -  -  -  -  -  -  x  x
            MANAGE_CAMPAIGNS    -  x  -  x  -  -  -  -  -  -  -  -  -  x
            READ_REPORTS        x  x  -  x  -  x  -  -  -  x  x  x  -  -
            READ_OWN_REPORTS    -  -  x  -  -  -  -  -  -  -  -  -  -  -
            OPEN_REPORTS        x  x  x  x  -  x  -  -  -  x  x  x  -  -
            READ_GRIEVANCE_LISTS x x  x  x  -  x  -  -  -  x  x  x  -  -
            READ_CALL_LISTS     x  x  x  x  -  -  -  -  -  -  x  x  -  -
            READ_APPOINTMENT_REPORTS x x x x - - - -  -  -  x  x  -  -
            READ_ARRIVAL_CURVE  x  x  x  x  -  -  -  -  -  -  x  x  -  -
            READ_AGENTS_DAY     x  x  -  -  -  -  -  -  -  -  x  x  -  -
            READ_SATISFACTION   x  x  x  x  -  x  -  -  -  x  x  x  -  -
            READ_CVP            -  x  -  x  -  -  -  -  -  -  x  x  -  -
            READ_DAY_CLOSE      -  x  -  x  -  -  -  -  -  -  x  x  -  -
            READ_ALL_LISTS      -  x  -  -  -  -  -  -  -  x  x  x  -  -
            READ_SERVICE_LISTS  -  -  -  x  -  -  -  -  -  -  -  -  -  -
            READ_SALES_LISTS    -  -  -  -  -  x  -  -  -  -  -  -  -  -
            SIGN_LISTS          -  -  -  x  -  -  -  -  -  -  -  -  -  -
            READ_TEXTS          x  x  -  -  -  -  -  -  -  x  x  x  -  x
            SEND_TEXTS          x  x  -  -  -  -  -  -  -  -  -  -  -  -
            MANAGE_TEXT_TEMPLATES - x -  -  -  -  -  -  -  -  -  -  -  -
            SEND_TEXT_BATCHES   -  x  -  -  -  -  -  -  -  -  -  -  -  -
            APPROVE_TEXT_BATCHES - x  -  -  -  -  -  -  -  x  x  x  -  -
            PROPOSE_TEXT_TEMPLATES x x -  -  -  -  -  -  -  -  -  -  -  -
            MANAGE_GATEWAYS     -  -  -  -  -  -  -  -  -  -  -  -  -  x
            WORK_ON_LETTERS     x  x  -  -  -  -  -  -  -  -  -  -  -  -
            IMPORT              -  -  -  -  -  -  -  -  -  -  -  -  x  x
            CHANGE_SETTINGS     -  -  -  -  -  -  -  -  -  -  -  -  -  x
            CHANGE_CALL_POLICIES - x -  -  -  -  -  -  -  -  -  -  -  x
            READ_SETTINGS       -  x  -  x  -  -  -  -  -  x  x  x  -  x
            MANAGE_PEOPLE       -  -  -  -  -  -  -  -  -  -  -  -  -  x
            READ_AUDIT          -  -  -  -  -  -  -  -  -  -  -  x  -  x
            RUN_JOBS            -  -  -  -  -  -  -  -  -  -  -  -  -  x
            EXPORT_EVERYTHING   -  -  -  -  -  -  -  -  -  -  -  -  -  x
            """;

    private static final Map<UseCase, Set<Role>> RIGHTS = rights();

    @Test
    void every_use_case_has_a_line() {
        assertThat(RIGHTS.keySet()).containsExactlyInAnyOrder(UseCase.values());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void A35_a_role_grants_in_its_store_what_the_table_says_and_in_the_other_store_nothing(Role role) {
        var actor = actor(Map.of(EAST, Set.of(role)));
        for (var useCase : UseCase.values()) {
            boolean may = RIGHTS.getOrDefault(useCase, Set.of()).contains(role);
            assertThat(actor.may(useCase, EAST)).as("%s: %s", role, useCase).isEqualTo(may);
            assertThat(actor.may(useCase)).as("%s: %s anywhere", role, useCase).isEqualTo(may);
            assertThat(actor.may(useCase, WEST))
                    .as("%s: %s elsewhere", role, useCase)
                    .isFalse();
            if (may) {
                actor.require(useCase, EAST);
                actor.require(useCase);
                assertThat(actor.storesFor(useCase)).containsExactly(EAST);
            } else {
                assertThatThrownBy(() -> actor.require(useCase, EAST)).isInstanceOf(NotAllowed.class);
                assertThatThrownBy(() -> actor.require(useCase)).isInstanceOf(NotAllowed.class);
                assertThat(actor.storesFor(useCase)).isEmpty();
            }
            assertThatThrownBy(() -> actor.require(useCase, WEST)).isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void A35_two_roles_in_two_stores_do_not_mix() {
        var actor = actor(Map.of(EAST, Set.of(AGENT), WEST, Set.of(ADMINISTRATOR)));
        assertThat(actor.may(UseCase.MAKE_FOLLOW_UP_CALLS, EAST)).isTrue();
        assertThat(actor.may(UseCase.MAKE_FOLLOW_UP_CALLS, WEST)).isFalse();
        assertThat(actor.may(UseCase.MANAGE_PEOPLE, WEST)).isTrue();
        assertThat(actor.may(UseCase.MANAGE_PEOPLE, EAST)).isFalse();
        assertThat(actor.storesFor(UseCase.READ_CUSTOMERS)).containsExactly(EAST, WEST);
    }

    private static Actor actor(Map<UUID, Set<Role>> roles) {
        return new Actor(1, UUID.randomUUID(), "zhou", "周晓雯", roles, Locale.SIMPLIFIED_CHINESE, true);
    }

    private static Map<UseCase, Set<Role>> rights() {
        var rights = new HashMap<UseCase, Set<Role>>();
        TABLE.lines().skip(1).map(it -> it.strip().split(" +")).forEach(line -> {
            var roles = EnumSet.noneOf(Role.class);
            for (int column = 1; column < line.length; column++) {
                if (line[column].equals("x")) {
                    roles.add(COLUMNS.get(column - 1));
                }
            }
            rights.put(UseCase.valueOf(line[0]), roles);
        });
        return rights;
    }
}
