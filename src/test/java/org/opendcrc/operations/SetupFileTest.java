package org.opendcrc.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.organisation.Bays;
import org.opendcrc.organisation.DealerSetup;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.SignIn;
import org.opendcrc.organisation.SignInDesk;
import org.opendcrc.organisation.Slip;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.CommandRefused;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The first day from a file, and the same file again. */
@ApplicationTest
class SetupFileTest {

    private static final String FILE = """
            dealer:
              code: %1$s
              name: 恒通汽车
            administrator:
              staff-no: "9000"
              name: 王芳
              login: fang@%1$s
            stores:
              - code: HZ01
                name: 杭州城西店
                zone: Asia/Shanghai
                area-code: 0571
                opened-on: 2026-01-01
                brands: [岚峰, 江铃]
                hours:
                  mon-fri: 08:30-17:30
                  sat: 09:00-16:00
                  sun: closed
                days:
                  2026-12-31: closed 盘点
                  2026-10-10: 09:00-16:00 调休
                bays: [1号, 2号, 3号]
                settings:
                  import.nightly-at: "22:15"
                targets:
                  江铃:
                    AP-12.total: 40
                    AP-12.windows: 25
            """;

    @Autowired
    HouseSetup setup;

    @Autowired
    SettingsDesk settings;

    @Autowired
    DealerSetup dealerSetup;

    @Autowired
    SignInDesk door;

    @Autowired
    Dealers dealers;

    @Autowired
    Stores stores;

    @Autowired
    Bays bays;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private HouseSetup.Outcome apply(String text) {
        return setup.apply(PlanFile.read(text, settings));
    }

    @Test
    void a_file_opens_the_house_and_the_same_file_again_changes_nothing() {
        var text = FILE.formatted("file-a");
        var first = apply(text);
        assertThat(first.opened()).isTrue();
        var slip = first.slip().orElseThrow();
        assertThat(door.signIn(slip.login(), slip.password(), "test")).isInstanceOf(SignIn.Welcome.class);

        var second = apply(text);
        assertThat(second.opened()).isFalse();
        assertThat(second.done()).isEmpty();
        assertThat(second.slip()).isEmpty();
        assertThat(door.signIn(slip.login(), slip.password(), "test"))
                .as("the second run leaves passwords alone")
                .isInstanceOf(SignIn.Welcome.class);
        assertThat(inDealer("file-a", () -> stores.all().getFirst().areaCode())).isEqualTo("0571");
    }

    @Test
    void a_changed_file_changes_what_differs_and_says_so() {
        apply(FILE.formatted("file-b"));
        var changed = apply(FILE.formatted("file-b")
                .replace("城西店", "城北店")
                .replace("sat: 09:00-16:00", "sat: closed")
                .replace("[1号, 2号, 3号]", "[1号, 3号, 快修]")
                .replace("22:15", "23:30")
                .replace("AP-12.total: 40", "AP-12.total: 45"));
        assertThat(changed.done())
                .containsExactly(
                        "HZ01: changed name, zone, area code or first day",
                        "HZ01: set the weekly opening hours",
                        "HZ01: bays are 1号, 3号, 快修",
                        "HZ01: import.nightly-at = 23:30 (was 22:15)",
                        "HZ01: targets of 江铃 are {AP-12.total=45, AP-12.windows=25}");
        var again = apply(FILE.formatted("file-b"));
        assertThat(again.done()).contains("HZ01: bays are 1号, 2号, 3号");
        assertThat(inDealer(
                        "file-b",
                        () -> jdbc.sql("""
                        select count(*) from organisation.bay b where b.dealer_id = :dealer
                        """)
                                .param("dealer", DealerContext.require())
                                .query(Integer.class)
                                .single()))
                .as("a bay that is given up stays and comes back as the same")
                .isEqualTo(4);
        assertThat(inDealer(
                        "file-b", () -> bays.of(stores.all().getFirst().id()).size()))
                .isEqualTo(3);
    }

    @Test
    void a_second_store_is_opened_and_administered_by_the_same_person() {
        apply(FILE.formatted("file-c"));
        var more = apply(FILE.formatted("file-c") + """
              - code: HZ02
                name: 杭州滨江店
                opened-on: 2026-03-01
                brands: [岚峰]
            """);
        assertThat(more.done()).contains("opened the store HZ02 杭州滨江店");
        assertThat(apply(FILE.formatted("file-c")).done())
                .as("what a file does not name stays")
                .isEmpty();
        assertThat(inDealer("file-c", () -> stores.all().size())).isEqualTo(2);
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_with_its_line_and_nothing_is_changed() {
        var text = FILE.formatted("file-d")
                .replace("zone:", "zoen:")
                .replace("sat: 09:00-16:00", "sat: 16:00-09:00")
                .replace("import.nightly-at", "import.nightly")
                .replace("AP-12.total: 40", "AP-12.total: 140");
        assertThatThrownBy(() -> apply(text))
                .isInstanceOf(CommandRefused.class)
                .hasMessageContaining("line 11: unknown key zoen")
                .hasMessageContaining("line 17: 16:00-09:00 are no hours")
                .hasMessageContaining("line 24: there is no setting import.nightly")
                .hasMessageContaining("line 27: a target is a whole number of percent")
                .hasMessageContaining("Nothing was changed.");
        assertThat(dealers.byCode("file-d")).isEmpty();
        assertThatThrownBy(() -> apply("dealer: ["))
                .hasMessageContaining("line 1")
                .hasMessageContaining("no YAML");
    }

    @Test
    void the_operator_gives_a_slip_to_an_administrator_who_locked_himself_out() {
        apply(FILE.formatted("file-e"));
        for (int wrong = 0; wrong < 5; wrong++) {
            door.signIn("fang@file-e", "wrong password", "elsewhere");
        }
        var slip = (Slip.Given) dealerSetup.giveSlip("Fang@file-e ");
        assertThat(door.signIn("fang@file-e", slip.password(), "elsewhere"))
                .isInstanceOfSatisfying(
                        SignIn.Welcome.class,
                        it -> assertThat(it.access().mustChangePassword()).isTrue());
        assertThat(dealerSetup.giveSlip("nobody@file-e")).isInstanceOf(Slip.Refused.class);
    }

    private <T> T inDealer(String code, java.util.function.Supplier<T> work) {
        return DealerContext.callAs(dealers.byCode(code).orElseThrow(), () -> transaction.execute(_ -> work.get()));
    }
}
