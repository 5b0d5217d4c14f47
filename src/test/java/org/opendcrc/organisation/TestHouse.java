package org.opendcrc.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.opendcrc.organisation.DealerSetup.Administrator;
import org.opendcrc.organisation.DealerSetup.NewStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens dealers for tests, each with two stores and an administrator, and puts people into them. */
@TestConfiguration(proxyBeanMethods = false)
public class TestHouse {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** The machine's time, and the stores' with it, stands still until a test moves it, and at its beginning when the next class of tests begins. */
    @Bean
    static BeanPostProcessor settableSystemClock() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("systemClock") ? new SettableClock() : bean;
            }
        };
    }

    /** Sets it back, so that no class depends on those before it. */
    public static class ClockSetBack implements TestExecutionListener {

        @Override
        public void beforeTestClass(TestContext context) {
            if (context.hasApplicationContext()) {
                context.getApplicationContext()
                        .getBeanProvider(Builder.class)
                        .ifAvailable(it -> it.systemClock().setBack());
            }
        }
    }

    /** The one password of the tests is hashed once: thousands of people get it, and each hash takes long on purpose. */
    static final class OnceHashed extends Passwords {

        private final String hash = super.hash(PASSWORD);

        @Override
        String hash(String password) {
            return password.equals(PASSWORD) ? hash : super.hash(password);
        }
    }

    @Bean
    static BeanPostProcessor onceHashed() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Passwords ? new OnceHashed() : bean;
            }
        };
    }

    @Bean
    Builder house(
            DealerSetup setup,
            Stores stores,
            Accesses accesses,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            @Qualifier("systemClock") Clock systemClock) {
        return new Builder(setup, stores, accesses, jdbc, transaction, (SettableClock) systemClock);
    }

    /** A dealer of a test. */
    public record House(int dealer, String code, String administrator, UUID east, UUID west) {}

    /** Builds them. */
    public record Builder(
            DealerSetup setup,
            Stores stores,
            Accesses accesses,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SettableClock systemClock) {

        public House open() {
            var code = "d" + COUNTER.incrementAndGet();
            var administrator = "he@" + code;
            int dealer = setup.open(
                    code,
                    "恒远汽车 " + code,
                    List.of(
                            new NewStore(
                                    "east",
                                    "杭州城东店",
                                    ZoneId.of("Asia/Shanghai"),
                                    "0571",
                                    LocalDate.parse("2026-01-01"),
                                    List.of("岚峰", "江铃")),
                            new NewStore(
                                    "west",
                                    "杭州城西店",
                                    ZoneId.of("Asia/Shanghai"),
                                    "0571",
                                    LocalDate.parse("2026-01-01"),
                                    List.of("岚峰"))),
                    new Administrator("0001", "何静", administrator, PASSWORD));
            return DealerContext.callAs(dealer, () -> {
                var both = stores.all();
                return new House(
                        dealer,
                        code,
                        administrator,
                        both.get(0).id(),
                        both.get(1).id());
            });
        }

        /** Somebody from the staff file who has no login yet. */
        public UUID hire(House house, String staffNo, String name, Map<UUID, Set<Role>> roles) {
            var id = Ids.next();
            in(house, () -> {
                jdbc.sql("""
                                insert into organisation.staff (dealer_id, id, staff_no, name, changed_at)
                                values (:dealer, :id, :no, :name, '2026-11-20 00:00Z')
                                """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .param("no", staffNo)
                        .param("name", name)
                        .update();
                roles.forEach((store, all) -> all.forEach(role -> jdbc.sql("""
                                insert into organisation.staff_role (dealer_id, staff_id, store_id, role)
                                values (:dealer, :id, :store, :role)
                                """)
                        .param("dealer", house.dealer())
                        .param("id", id)
                        .param("store", store)
                        .param("role", role.name())
                        .update()));
                return id;
            });
            return id;
        }

        /** An agent of the eastern store who signs in as {@code name@code} with {@link #PASSWORD}. */
        public UUID agent(House house, String name) {
            return employ(house, name, Map.of(house.east(), Set.of(Role.AGENT)));
        }

        /** Somebody who signs in as {@code name@code} with {@link #PASSWORD}. */
        public UUID employ(House house, String name, Map<UUID, Set<Role>> roles) {
            var id = hire(house, name, name, roles);
            setup.openLogin(house.dealer(), id, name + "@" + house.code(), PASSWORD);
            return id;
        }

        public Actor actor(House house, String name) {
            return in(
                    house,
                    () -> accesses.ofLogin(name + "@" + house.code())
                            .orElseThrow()
                            .actor());
        }

        public <T> T in(House house, Supplier<T> work) {
            return DealerContext.callAs(
                    house.dealer(), () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
        }
    }
}
