package org.opendcrc.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.Colleague.LoginState;
import org.opendcrc.organisation.DealerSetup.Administrator;
import org.opendcrc.organisation.DealerSetup.NewStore;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dealers, stores and people on PostgreSQL. */
@ApplicationTest
@Import({TestHouse.class, PeopleTest.Heard.class})
class PeopleTest {

    /** Notes who was reported to have left. */
    static class Heard {

        final List<StaffLeft> left = new ArrayList<>();

        @EventListener
        void on(StaffLeft event) {
            left.add(event);
        }

        @Bean
        static Heard heard() {
            return new Heard();
        }
    }

    @Autowired
    TestHouse.Builder house;

    @Autowired
    DealerSetup setup;

    @Autowired
    Stores stores;

    @Autowired
    People people;

    @Autowired
    PeopleDesk desk;

    @Autowired
    SignInDesk door;

    @Autowired
    SignInAttempts attempts;

    @Autowired
    Heard heard;

    @Autowired
    JdbcClient jdbc;

    House dealer;
    Actor administrator;

    @BeforeEach
    void open() {
        dealer = house.open();
        administrator = house.in(
                dealer,
                () -> house.accesses()
                        .ofLogin(dealer.administrator())
                        .orElseThrow()
                        .actor());
        house.systemClock().pass(Duration.ofMinutes(2));
        heard.left.clear();
    }

    @Test
    void a_dealer_has_his_stores_with_brands_and_an_administrator_of_all_of_them() {
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(stores.all()).extracting(Store::code).containsExactly("east", "west");
            assertThat(stores.get(dealer.east()))
                    .isEqualTo(new Store(
                            dealer.east(),
                            "east",
                            "杭州城东店",
                            ZoneId.of("Asia/Shanghai"),
                            "0571",
                            LocalDate.parse("2026-01-01")));
            assertThat(stores.byCode("west")).map(Store::id).contains(dealer.west());
            assertThat(stores.byCode("north")).isEmpty();
            assertThat(stores.brands(dealer.east())).containsExactlyInAnyOrder("岚峰", "江铃");
            assertThat(stores.of(administrator, UseCase.MANAGE_PEOPLE)).hasSize(2);
            assertThat(stores.of(administrator, UseCase.MAKE_FOLLOW_UP_CALLS)).isEmpty();
            assertThatThrownBy(() -> stores.get(UUID.randomUUID())).isInstanceOf(NotFound.class);
        });
    }

    @Test
    void a_dealer_is_opened_once() {
        assertThat(setup.open(
                        dealer.code(), "再来一次", List.of(), new Administrator("9", "x", "somebody else", "irrelevant")))
                .isEqualTo(dealer.dealer());
    }

    @Test
    void dealers_opened_at_once_have_different_numbers() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            var tasks = IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<Integer>) () -> setup.open(
                            dealer.code() + "-" + i / 2,
                            "恒远",
                            List.of(new NewStore(
                                    "s",
                                    "店",
                                    ZoneId.of("Asia/Shanghai"),
                                    "",
                                    LocalDate.parse("2026-01-01"),
                                    List.of())),
                            new Administrator("1", "何静", "he@" + dealer.code() + "-" + i / 2, "irrelevant")))
                    .toList();
            var numbers = new ArrayList<Integer>();
            for (var number : threads.invokeAll(tasks)) {
                numbers.add(number.get());
            }
            assertThat(Set.copyOf(numbers)).hasSize(3);
        }
    }

    @Test
    void a_login_belongs_to_one_person_of_the_installation() {
        var other = house.open();
        var staff = house.hire(other, "7", "周晓雯", Map.of(other.east(), Set.of(Role.AGENT)));
        assertThatThrownBy(() -> setup.openLogin(other.dealer(), staff, dealer.administrator(), "irrelevant"))
                .isInstanceOf(IllegalArgumentException.class);
        setup.openLogin(other.dealer(), staff, "Zhou@Somewhere-" + other.code(), "irrelevant");
        setup.openLogin(other.dealer(), staff, "zhou@somewhere-" + other.code(), "irrelevant too");
        assertThat(door.signIn("zhou@somewhere-" + other.code(), "irrelevant too", "10.0.0.1"))
                .isInstanceOf(SignIn.Welcome.class);
        assertThatThrownBy(() -> setup.openLogin(other.dealer(), staff, "another-" + other.code(), "irrelevant"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void people_are_found_also_when_they_have_left() {
        var li = house.hire(dealer, "K2", "李强", Map.of(dealer.east(), Set.of(Role.ADVISOR)));
        var wang = house.hire(dealer, "K1", "王建军", Map.of(dealer.east(), Set.of(Role.ADVISOR, Role.GUARD)));
        house.hire(dealer, "K3", "赵敏", Map.of(dealer.west(), Set.of(Role.ADVISOR)));
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(people.advisors(dealer.east())).extracting(Person::name).containsExactly("李强", "王建军");
            assertThat(people.withRole(dealer.east(), Role.GUARD))
                    .extracting(Person::id)
                    .containsExactly(wang);
            assertThat(people.byStaffNo("K2")).map(Person::id).contains(li);
        });
        leave(li);
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(people.advisors(dealer.east())).extracting(Person::id).containsExactly(wang);
            assertThat(people.find(li)).map(Person::active).contains(false);
            assertThat(people.find(UUID.randomUUID())).isEmpty();
            assertThat(people.names(List.of(li, wang, li, UUID.randomUUID())))
                    .containsOnly(Map.entry(li, "李强"), Map.entry(wang, "王建军"));
            assertThat(people.names(List.of())).isEmpty();
        });
    }

    @Test
    void people_of_another_dealer_are_not_found() {
        var stranger = house.hire(dealer, "K2", "李强", Map.of(dealer.east(), Set.of(Role.ADVISOR)));
        var other = house.open();
        DealerContext.runAs(other.dealer(), () -> {
            assertThat(people.find(stranger)).isEmpty();
            assertThat(people.names(List.of(stranger))).isEmpty();
        });
    }

    @Test
    void the_list_is_read_in_pages_by_staff_number() {
        for (int i = 1; i <= 4; i++) {
            house.hire(dealer, "K" + i, "人 " + i, Map.of(dealer.east(), Set.of(Role.AGENT)));
        }
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(desk.list(administrator, "", 3))
                    .extracting(Colleague::staffNo)
                    .containsExactly("0001", "K1", "K2");
            assertThat(desk.list(administrator, "K2", 3))
                    .extracting(Colleague::staffNo)
                    .containsExactly("K3", "K4");
            assertThat(desk.listBefore(administrator, "K3", 2))
                    .extracting(Colleague::staffNo)
                    .containsExactly("K1", "K2");
        });
    }

    @Test
    void the_state_of_a_login_is_told() {
        var zhou = house.hire(dealer, "K1", "周晓雯", Map.of(dealer.east(), Set.of(Role.AGENT)));
        assertThat(state(zhou)).isEqualTo(LoginState.NONE);
        var slip = give(zhou);
        assertThat(slip.login()).isEqualTo("k1@" + dealer.code());
        assertThat(state(zhou)).isEqualTo(LoginState.SLIP);
        house.systemClock().pass(Duration.ofHours(24));
        assertThat(state(zhou)).isEqualTo(LoginState.SLIP_EXPIRED);
        setup.openLogin(dealer.dealer(), zhou, slip.login(), "lift sand under lamp");
        assertThat(state(zhou)).isEqualTo(LoginState.OPEN);
        for (int i = 0; i < 5; i++) {
            door.signIn(slip.login(), "wrong", "10.0.0.1");
        }
        assertThat(state(zhou)).isEqualTo(LoginState.LOCKED);
        give(zhou);
        assertThat(state(zhou)).isEqualTo(LoginState.SLIP);
        disable(zhou);
        assertThat(state(zhou)).isEqualTo(LoginState.DISABLED);
        leave(zhou);
        assertThat(state(zhou)).isEqualTo(LoginState.LEFT);
        assertThat(DealerContext.callAs(dealer.dealer(), () -> desk.giveSlip(administrator, zhou)))
                .isInstanceOf(Slip.Refused.class);
    }

    @Test
    void disabling_gives_the_work_back_once_and_can_be_undone() {
        var zhou = house.agent(dealer, "zhou");
        disable(zhou);
        disable(zhou);
        assertThat(heard.left).containsExactly(new StaffLeft(dealer.dealer(), zhou));
        assertThat(door.signIn("zhou@" + dealer.code(), TestHouse.PASSWORD, "10.0.0.1"))
                .isInstanceOf(SignIn.Refused.class);
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(desk.giveSlip(administrator, zhou)).isInstanceOf(Slip.Refused.class);
            desk.enable(administrator, zhou);
            desk.enable(administrator, zhou);
        });
        assertThat(door.signIn("zhou@" + dealer.code(), TestHouse.PASSWORD, "10.0.0.1"))
                .isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void an_administrator_does_not_lock_himself_out() {
        DealerContext.runAs(
                dealer.dealer(),
                () -> assertThat(desk.disable(administrator, administrator.staffId()))
                        .isPresent());
    }

    @Test
    void an_administrator_of_one_store_manages_nobody_with_a_role_in_another() {
        house.employ(dealer, "sun", Map.of(dealer.east(), Set.of(Role.ADMINISTRATOR)));
        var sun = house.actor(dealer, "sun");
        var east = house.agent(dealer, "zhou");
        var both = house.employ(
                dealer, "lin", Map.of(dealer.east(), Set.of(Role.AGENT), dealer.west(), Set.of(Role.CRC_MANAGER)));
        var west = house.employ(dealer, "wu", Map.of(dealer.west(), Set.of(Role.AGENT)));
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThat(desk.giveSlip(sun, east)).isInstanceOf(Slip.Given.class);
            assertThatThrownBy(() -> desk.giveSlip(sun, both)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.disable(sun, both)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.enable(sun, both)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.giveSlip(sun, west)).isInstanceOf(NotFound.class);
            assertThat(desk.list(sun, "", 50))
                    .extracting(Colleague::id)
                    .contains(east, both)
                    .doesNotContain(west);
        });
    }

    @Test
    void only_an_administrator_manages_people() {
        house.employ(dealer, "lin", Map.of(dealer.east(), Set.of(Role.CRC_MANAGER)));
        var manager = house.actor(dealer, "lin");
        var zhou = house.agent(dealer, "zhou");
        DealerContext.runAs(dealer.dealer(), () -> {
            assertThatThrownBy(() -> desk.list(manager, "", 50)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.listBefore(manager, "z", 50)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.get(manager, zhou)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> desk.giveSlip(manager, zhou)).isInstanceOf(NotAllowed.class);
        });
    }

    @Test
    void old_tries_of_made_up_logins_are_forgotten_and_running_locks_are_not() {
        var now = house.systemClock().instant();
        door.signIn("made-up-1@" + dealer.code(), "wrong", "10.0.0.2");
        for (int i = 0; i < 5; i++) {
            door.signIn("made-up-2@" + dealer.code(), "wrong", "10.0.0.2");
        }
        assertThat(tries(1)).isOne();
        attempts.forgetBefore(now.plusSeconds(1));
        assertThat(tries(1)).isZero();
        assertThat(tries(2)).isOne();
        attempts.forgetBefore(now.plus(Duration.ofMinutes(15)).plusSeconds(1));
        assertThat(tries(2)).isZero();
    }

    private int tries(int number) {
        return jdbc.sql("""
                        select count(*)
                          from directory.sign_in_attempt a
                         where a.login_hash = :hash
                        """)
                .param("hash", Hashes.sha256("made-up-" + number + "@" + dealer.code()))
                .query(Integer.class)
                .single();
    }

    private LoginState state(UUID staff) {
        return DealerContext.callAs(
                dealer.dealer(), () -> desk.get(administrator, staff).state());
    }

    private Slip.Given give(UUID staff) {
        return DealerContext.callAs(dealer.dealer(), () -> switch (desk.giveSlip(administrator, staff)) {
            case Slip.Given given -> given;
            case Slip.Refused(var why) -> throw new AssertionError(why);
        });
    }

    private void disable(UUID staff) {
        DealerContext.runAs(
                dealer.dealer(),
                () -> assertThat(desk.disable(administrator, staff)).isEmpty());
    }

    private void leave(UUID staff) {
        house.in(
                dealer,
                () -> jdbc.sql("""
                        update organisation.staff
                           set active = false
                         where dealer_id = :dealer
                           and id = :staff
                        """)
                        .param("dealer", dealer.dealer())
                        .param("staff", staff)
                        .update());
    }
}
