package org.opendcrc.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Colleague.LoginState;
import org.opendcrc.organisation.Colleague.RoleInStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where an administrator opens and closes logins. He may do so for people all of whose stores are his: else he could borrow rights in
 * a store that is not.
 */
@Component
public class PeopleDesk {

    private final JdbcClient jdbc;
    private final Logins logins;
    private final Credentials credentials;
    private final AccessTokens tokens;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final SignInSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock systemClock;

    PeopleDesk(
            JdbcClient jdbc,
            Logins logins,
            Credentials credentials,
            AccessTokens tokens,
            Passwords passwords,
            SignInAttempts attempts,
            SignInSettings settings,
            ApplicationEventPublisher events,
            @Qualifier("systemClock") Clock systemClock) {
        this.jdbc = jdbc;
        this.logins = logins;
        this.credentials = credentials;
        this.tokens = tokens;
        this.passwords = passwords;
        this.attempts = attempts;
        this.settings = settings;
        this.events = events;
        this.systemClock = systemClock;
    }

    /**
     * People with a role, past or present, in the stores of the administrator, by staff number.
     *
     * @param after the staff number after which the page begins, empty for the first page
     */
    @Transactional(readOnly = true)
    public List<Colleague> list(Actor actor, String after, int most) {
        actor.require(UseCase.MANAGE_PEOPLE);
        return seen(jdbc.sql("""
                        select s.id, s.staff_no, s.name, s.active, c.login, c.password_hash is not null as has_password,
                               c.slip_expires, c.disabled_at, c.last_sign_in,
                               array(select r.store_id::text || ' ' || r.role
                                       from organisation.staff_role r
                                      where r.dealer_id = :dealer
                                        and r.staff_id = s.id
                                        and r.active) as roles
                          from organisation.staff s
                          left join organisation.credential c
                            on c.dealer_id = :dealer
                           and c.staff_id = s.id
                         where s.dealer_id = :dealer
                           and s.staff_no > :after
                           and exists (select 1
                                         from organisation.staff_role r
                                        where r.dealer_id = :dealer
                                          and r.staff_id = s.id
                                          and r.store_id = any(:stores))
                         order by s.staff_no
                         limit :most
                        """)
                .param("dealer", DealerContext.require())
                .param("after", after)
                .param("stores", actor.storesFor(UseCase.MANAGE_PEOPLE).toArray(UUID[]::new))
                .param("most", most)
                .query(PeopleDesk::row)
                .list());
    }

    /** Like {@link #list}, for the page that ends before that staff number; by staff number, too. */
    @Transactional(readOnly = true)
    public List<Colleague> listBefore(Actor actor, String before, int most) {
        actor.require(UseCase.MANAGE_PEOPLE);
        return seen(jdbc.sql("""
                        select s.id, s.staff_no, s.name, s.active, c.login, c.password_hash is not null as has_password,
                               c.slip_expires, c.disabled_at, c.last_sign_in,
                               array(select r.store_id::text || ' ' || r.role
                                       from organisation.staff_role r
                                      where r.dealer_id = :dealer
                                        and r.staff_id = s.id
                                        and r.active) as roles
                          from organisation.staff s
                          left join organisation.credential c
                            on c.dealer_id = :dealer
                           and c.staff_id = s.id
                         where s.dealer_id = :dealer
                           and s.staff_no < :before
                           and exists (select 1
                                         from organisation.staff_role r
                                        where r.dealer_id = :dealer
                                          and r.staff_id = s.id
                                          and r.store_id = any(:stores))
                         order by s.staff_no desc
                         limit :most
                        """)
                .param("dealer", DealerContext.require())
                .param("before", before)
                .param("stores", actor.storesFor(UseCase.MANAGE_PEOPLE).toArray(UUID[]::new))
                .param("most", most)
                .query(PeopleDesk::row)
                .list()
                .reversed());
    }

    /**
     * One person.
     *
     * @throws NotFound if there is none, or none in the stores of the administrator
     */
    @Transactional(readOnly = true)
    public Colleague get(Actor actor, UUID staff) {
        actor.require(UseCase.MANAGE_PEOPLE);
        return seen(jdbc.sql("""
                        select s.id, s.staff_no, s.name, s.active, c.login, c.password_hash is not null as has_password,
                               c.slip_expires, c.disabled_at, c.last_sign_in,
                               array(select r.store_id::text || ' ' || r.role
                                       from organisation.staff_role r
                                      where r.dealer_id = :dealer
                                        and r.staff_id = s.id
                                        and r.active) as roles
                          from organisation.staff s
                          left join organisation.credential c
                            on c.dealer_id = :dealer
                           and c.staff_id = s.id
                         where s.dealer_id = :dealer
                           and s.id = :staff
                           and exists (select 1
                                         from organisation.staff_role r
                                        where r.dealer_id = :dealer
                                          and r.staff_id = s.id
                                          and r.store_id = any(:stores))
                        """)
                        .param("dealer", DealerContext.require())
                        .param("staff", staff)
                        .param("stores", actor.storesFor(UseCase.MANAGE_PEOPLE).toArray(UUID[]::new))
                        .query(PeopleDesk::row)
                        .list())
                .stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("person " + staff));
    }

    /** Whether the administrator may open and close that person's login. */
    public boolean mayManage(Actor actor, Colleague colleague) {
        return actor.may(UseCase.MANAGE_PEOPLE)
                && colleague.roles().stream().allMatch(it -> actor.may(UseCase.MANAGE_PEOPLE, it.store()));
    }

    /**
     * Gives a one-time slip. Who has no login gets one: {@code <staff number>@<dealer code>}. Sessions of the person end, a locked
     * login is open again.
     *
     * @throws NotFound if there is no such person in his stores
     * @throws NotAllowed if the person has a role in a store that is not his
     */
    @Transactional
    public Slip giveSlip(Actor actor, UUID staff) {
        var now = systemClock.instant();
        var colleague = managed(actor, staff);
        if (!colleague.active()) {
            return new Slip.Refused(Sentence.of("organisation.people.has-left", colleague.name()));
        }
        if (colleague.state() == LoginState.DISABLED) {
            return new Slip.Refused(Sentence.of("organisation.people.is-disabled", colleague.name()));
        }
        String login;
        if (colleague.login().isPresent()) {
            login = colleague.login().get();
            credentials.lock(staff);
        } else {
            login = Logins.normal(colleague.staffNo() + "@" + dealerCode());
            if (!logins.take(login, staff)) {
                return new Slip.Refused(Sentence.of("organisation.people.login-taken", login));
            }
            credentials.add(staff, login, now);
        }
        var password = passwords.slip();
        var expires = now.plus(settings.slip());
        credentials.setSlip(staff, passwords.hash(password), expires, now);
        attempts.forget(login);
        events.publishEvent(
                Audited.by(actor, now, "slip-given", "login", login, Map.of("expires", expires.toString())));
        return new Slip.Given(login, password, expires);
    }

    /**
     * Closes a login at once: sessions and access tokens end, open work goes back to the team. Closing it twice is closing it once.
     *
     * @return why not, or empty if it is closed
     * @throws NotFound if there is no such person in his stores, or he has no login
     * @throws NotAllowed if the person has a role in a store that is not his
     */
    @Transactional
    public Optional<Sentence> disable(Actor actor, UUID staff) {
        var now = systemClock.instant();
        var colleague = managed(actor, staff);
        if (staff.equals(actor.staffId())) {
            return Optional.of(Sentence.of("organisation.people.not-yourself"));
        }
        var credential = credentials.lock(staff).orElseThrow(() -> new NotFound("login of " + staff));
        if (colleague.state() == LoginState.DISABLED) {
            return Optional.empty();
        }
        credentials.disable(staff, now);
        tokens.revokeAll(staff, now).forEach(it -> logins.forgetToken(it.hash()));
        events.publishEvent(Audited.by(actor, now, "login-disabled", "login", credential.login(), Map.of()));
        events.publishEvent(new StaffLeft(actor.dealerId(), staff));
        return Optional.empty();
    }

    /**
     * Opens a closed login again; the password is the one before.
     *
     * @throws NotFound if there is no such person in his stores, or he has no login
     * @throws NotAllowed if the person has a role in a store that is not his
     */
    @Transactional
    public void enable(Actor actor, UUID staff) {
        var now = systemClock.instant();
        var colleague = managed(actor, staff);
        var credential = credentials.lock(staff).orElseThrow(() -> new NotFound("login of " + staff));
        if (colleague.state() != LoginState.DISABLED) {
            return;
        }
        credentials.enable(staff, now);
        events.publishEvent(Audited.by(actor, now, "login-enabled", "login", credential.login(), Map.of()));
    }

    /** A person's own screens: language, and whether single keys are commands. */
    @Transactional
    public void prefer(Actor actor, Locale language, boolean singleKeys) {
        var now = systemClock.instant();
        jdbc.sql("""
                        update organisation.staff
                           set language = :language,
                               single_keys = :keys,
                               changed_at = :now
                         where dealer_id = :dealer
                           and id = :staff
                        """)
                .param("language", language.getLanguage().equals("en") ? "en" : "zh-CN")
                .param("keys", singleKeys)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dealer", DealerContext.require())
                .param("staff", actor.staffId())
                .update();
        var before = preferences(actor.language(), actor.singleKeys());
        var after = preferences(language, singleKeys);
        if (!before.equals(after)) {
            events.publishEvent(new Audited(
                    actor.dealerId(),
                    now,
                    Optional.of(actor.staffId()),
                    "preferences-changed",
                    "person",
                    actor.staffId().toString(),
                    before,
                    after));
        }
    }

    /**
     * With which of his stores somebody begins; empty for all. It changes no right, so nothing is written into the audit log.
     *
     * @throws NotAllowed if he works not there
     */
    @Transactional
    public void chooseStore(Actor actor, Optional<UUID> store) {
        if (store.isPresent() && !actor.roles().containsKey(store.get())) {
            throw new NotAllowed(UseCase.OPEN_DESK);
        }
        jdbc.sql("""
                        update organisation.staff
                           set chosen_store = :store
                         where dealer_id = :dealer
                           and id = :staff
                        """)
                .param("store", store.orElse(null))
                .param("dealer", DealerContext.require())
                .param("staff", actor.staffId())
                .update();
    }

    private static Map<String, String> preferences(Locale language, boolean singleKeys) {
        return Map.of("language", language.toLanguageTag(), "single-keys", Boolean.toString(singleKeys));
    }

    private Colleague managed(Actor actor, UUID staff) {
        var colleague = get(actor, staff);
        if (!mayManage(actor, colleague)) {
            throw new NotAllowed(UseCase.MANAGE_PEOPLE);
        }
        return colleague;
    }

    private String dealerCode() {
        return jdbc.sql("""
                        select d.code
                          from directory.dealer d
                         where d.dealer_id = :dealer
                        """)
                .param("dealer", DealerContext.require())
                .query(String.class)
                .single();
    }

    /** A person as the tables have him, before anybody asked whether his login is locked. */
    private record Row(
            UUID id,
            String staffNo,
            String name,
            boolean active,
            Optional<String> login,
            boolean hasPassword,
            Optional<Instant> slipExpires,
            boolean disabled,
            Optional<Instant> lastSignIn,
            List<RoleInStore> roles) {}

    private List<Colleague> seen(List<Row> rows) {
        var now = systemClock.instant();
        var locked =
                attempts.locked(rows.stream().flatMap(it -> it.login().stream()).toList(), now);
        return rows.stream()
                .map(it -> colleague(it, it.login().flatMap(login -> Optional.ofNullable(locked.get(login))), now))
                .toList();
    }

    private static Colleague colleague(Row row, Optional<Instant> locked, Instant now) {
        LoginState state;
        if (!row.active()) {
            state = LoginState.LEFT;
        } else if (row.disabled()) {
            state = LoginState.DISABLED;
        } else if (row.login().isEmpty() || !row.hasPassword()) {
            state = LoginState.NONE;
        } else if (locked.isPresent()) {
            state = LoginState.LOCKED;
        } else if (row.slipExpires().isPresent()) {
            state = now.isBefore(row.slipExpires().get()) ? LoginState.SLIP : LoginState.SLIP_EXPIRED;
        } else {
            state = LoginState.OPEN;
        }
        return new Colleague(
                row.id(),
                row.staffNo(),
                row.name(),
                row.active(),
                row.login(),
                state,
                state == LoginState.LOCKED ? locked : row.slipExpires(),
                row.lastSignIn(),
                row.roles());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("staff_no"),
                row.getString("name"),
                row.getBoolean("active"),
                Optional.ofNullable(row.getString("login")),
                row.getBoolean("has_password"),
                moment(row, "slip_expires"),
                row.getObject("disabled_at") != null,
                moment(row, "last_sign_in"),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(it -> it.split(" ", 2))
                        .map(it -> new RoleInStore(UUID.fromString(it[0]), Role.valueOf(it[1])))
                        .sorted(Comparator.comparing(RoleInStore::role)
                                .thenComparing(it -> it.store().toString()))
                        .toList());
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }
}
