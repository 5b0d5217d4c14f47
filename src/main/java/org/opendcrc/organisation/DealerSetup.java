package org.opendcrc.organisation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens dealers, with their stores and first administrator. Sets the dealer context itself. */
@Component
public class DealerSetup {

    /** Any number, the same on all nodes: one dealer at a time is numbered. */
    private static final long ONE_AT_A_TIME = 4_021_117;

    private final JdbcClient jdbc;
    private final Dealers dealers;
    private final Logins logins;
    private final Credentials credentials;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final SignInSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock systemClock;

    DealerSetup(
            JdbcClient jdbc,
            Dealers dealers,
            Logins logins,
            Credentials credentials,
            Passwords passwords,
            SignInAttempts attempts,
            SignInSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            @Qualifier("systemClock") Clock systemClock) {
        this.jdbc = jdbc;
        this.dealers = dealers;
        this.logins = logins;
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.systemClock = systemClock;
    }

    /** A store as it is opened; the meaning of the fields is that of {@link Store}. */
    public record NewStore(
            String code, String name, ZoneId zone, String areaCode, LocalDate openedOn, List<String> brands) {

        public NewStore {
            brands = List.copyOf(brands);
        }
    }

    /** The first administrator, of all stores. His password is his own, no one-time slip. */
    public record Administrator(String staffNo, String name, String login, String password) {}

    /**
     * Opens a dealer and answers his number; if there is one of that code, nothing is changed and his number is answered.
     *
     * @throws IllegalArgumentException if somebody in the installation has the administrator's login
     */
    public int open(String code, String name, List<NewStore> stores, Administrator administrator) {
        while (true) {
            var known = dealers.byCode(code);
            if (known.isPresent()) {
                return known.get();
            }
            int next = nextNumber();
            var opened = DealerContext.callAs(
                    next, () -> transaction.execute(_ -> open(next, code, name, stores, administrator)));
            if (Objects.requireNonNull(opened)) {
                return next;
            }
        }
    }

    /**
     * Gives a person a login with a password that need not be changed: for demonstrations and first steps, not for people at work.
     * If he has that login already, its password is set.
     *
     * @throws IllegalArgumentException if somebody else in the installation has that login, or he has another one
     */
    public void openLogin(int dealer, UUID staff, String login, String password) {
        var hash = passwords.hash(password);
        DealerContext.runAs(
                dealer,
                () -> transaction.executeWithoutResult(_ -> openLogin(staff, login, hash, systemClock.instant())));
    }

    /**
     * Gives a person a one-time slip in the operator's name, for an administrator who has locked himself out. Sessions of the person end,
     * a locked login is open again.
     */
    public Slip giveSlip(String typed) {
        var login = Logins.normal(typed);
        var dealer = logins.dealerOf(login);
        return dealer.isEmpty()
                ? new Slip.Refused(Sentence.of("organisation.slip.nobody", login))
                : DealerContext.callAs(
                        dealer.get(), () -> Objects.requireNonNull(transaction.execute(_ -> slipFor(login))));
    }

    private Slip slipFor(String login) {
        var now = systemClock.instant();
        var known = credentials.of(login);
        if (known.isEmpty() || !known.get().open()) {
            return new Slip.Refused(Sentence.of("organisation.slip.closed", login));
        }
        credentials.lock(known.get().staff());
        var password = passwords.slip();
        var expires = now.plus(settings.slip());
        credentials.setSlip(known.get().staff(), passwords.hash(password), expires, now);
        attempts.forget(login);
        events.publishEvent(Audited.bySystem(
                DealerContext.require(),
                now,
                "slip-given",
                "login",
                login,
                Map.of("expires", expires.toString(), "by", "operator")));
        return new Slip.Given(login, password, expires);
    }

    /** Why somebody of that login cannot choose that password; empty if he can. */
    public Optional<Sentence> objection(String login, String password) {
        return PasswordRules.objection(Logins.normal(login), password);
    }

    /** Whether somebody in the installation has that login. */
    public boolean isTaken(String login) {
        return logins.dealerOf(login).isPresent();
    }

    private int nextNumber() {
        return jdbc.sql("""
                        select coalesce(max(d.dealer_id), 0) + 1
                          from directory.dealer d
                        """).query(Integer.class).single();
    }

    /** The number had to be known before the transaction, which tells it to the database; here it is seen whether it is still free. */
    private boolean open(int number, String code, String name, List<NewStore> stores, Administrator administrator) {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", ONE_AT_A_TIME)
                .query((_, _) -> true)
                .single();
        if (nextNumber() != number || dealers.byCode(code).isPresent()) {
            return false;
        }
        jdbc.sql("""
                        insert into directory.dealer (dealer_id, code, name)
                        values (:dealer, :code, :name)
                        """)
                .param("dealer", number)
                .param("code", code)
                .param("name", name)
                .update();
        var now = systemClock.instant();
        var opened = stores.stream().map(this::add).toList();
        var staff = addAdministrator(administrator, opened, now);
        openLogin(staff, administrator.login(), passwords.hash(administrator.password()), now);
        events.publishEvent(new DealerOpened(number));
        events.publishEvent(Audited.bySystem(number, now, "dealer-opened", "dealer", code, Map.of("name", name)));
        return true;
    }

    private UUID add(NewStore store) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into organisation.store (dealer_id, id, code, name, zone, area_code, opened_on)
                        values (:dealer, :id, :code, :name, :zone, :area, :opened)
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("code", store.code())
                .param("name", store.name())
                .param("zone", store.zone().getId())
                .param("area", store.areaCode())
                .param("opened", store.openedOn())
                .update();
        store.brands()
                .forEach(brand -> jdbc.sql("""
                        insert into organisation.brand (dealer_id, store_id, name)
                        values (:dealer, :store, :name)
                        """)
                        .param("dealer", DealerContext.require())
                        .param("store", id)
                        .param("name", brand)
                        .update());
        return id;
    }

    private UUID addAdministrator(Administrator administrator, List<UUID> stores, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into organisation.staff (dealer_id, id, staff_no, name, changed_at)
                        values (:dealer, :id, :no, :name, :now)
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .param("no", administrator.staffNo())
                .param("name", administrator.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        stores.forEach(store -> jdbc.sql("""
                        insert into organisation.staff_role (dealer_id, staff_id, store_id, role)
                        values (:dealer, :staff, :store, :role)
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", id)
                .param("store", store)
                .param("role", Role.ADMINISTRATOR.name())
                .update());
        return id;
    }

    private void openLogin(UUID staff, String typed, String hash, Instant now) {
        var login = Logins.normal(typed);
        var present = credentials.lock(staff);
        if (present.isEmpty()) {
            if (!logins.take(login, staff)) {
                throw new IllegalArgumentException("the login " + login + " is taken");
            }
            credentials.add(staff, login, now);
        } else if (!present.get().login().equals(login)) {
            throw new IllegalArgumentException(
                    "the person signs in as " + present.get().login() + ", not as " + login);
        }
        credentials.setPassword(staff, hash, now);
        events.publishEvent(Audited.bySystem(
                DealerContext.require(), now, "login-opened", "login", login, Map.of("staff", staff.toString())));
    }
}
