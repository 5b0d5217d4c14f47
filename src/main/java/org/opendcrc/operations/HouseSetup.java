package org.opendcrc.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.calendar.OwnDay;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.operations.HousePlan.FirstAdministrator;
import org.opendcrc.operations.HousePlan.StorePlan;
import org.opendcrc.organisation.Accesses;
import org.opendcrc.organisation.DealerSetup;
import org.opendcrc.organisation.People;
import org.opendcrc.organisation.Person;
import org.opendcrc.organisation.SettingChange;
import org.opendcrc.organisation.SettingsDesk;
import org.opendcrc.organisation.Slip;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.StoreSetup;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.CommandRefused;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the house what its plan says: opens the dealer if there is none of that code, and changes only what differs if there is. All
 * changes to a dealer who was there before are one transaction.
 */
@Component
public class HouseSetup {

    private final Dealers dealers;
    private final DealerSetup setup;
    private final StoreSetup storeSetup;
    private final Stores stores;
    private final People people;
    private final Accesses accesses;
    private final StoreCalendar calendar;
    private final SettingsDesk settings;
    private final TransactionTemplate transaction;

    HouseSetup(
            Dealers dealers,
            DealerSetup setup,
            StoreSetup storeSetup,
            Stores stores,
            People people,
            Accesses accesses,
            StoreCalendar calendar,
            SettingsDesk settings,
            TransactionTemplate transaction) {
        this.dealers = dealers;
        this.setup = setup;
        this.storeSetup = storeSetup;
        this.stores = stores;
        this.people = people;
        this.accesses = accesses;
        this.calendar = calendar;
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * What was done.
     *
     * @param done one line a change, English; empty if everything stood as planned
     * @param slip the first administrator's, if he was given one
     */
    public record Outcome(boolean opened, List<String> done, Optional<Slip.Given> slip) {}

    /**
     * Makes it so.
     *
     * @throws CommandRefused if it cannot be; then nothing has changed
     */
    public Outcome apply(HousePlan plan) {
        var known = dealers.byCode(plan.code());
        var done = new ArrayList<String>();
        var slip = Optional.<Slip.Given>empty();
        if (known.isEmpty()) {
            var administrator =
                    plan.administrator().orElseThrow(() -> new CommandRefused("A new dealer needs an administrator."));
            if (plan.stores().isEmpty()) {
                throw new CommandRefused("A new dealer needs at least one store.");
            }
            slip = open(plan, administrator, done);
        }
        int dealer = dealers.byCode(plan.code()).orElseThrow();
        var changes = DealerContext.callAs(
                dealer, () -> Objects.requireNonNull(transaction.execute(_ -> changed(dealer, plan))));
        done.addAll(changes);
        return new Outcome(known.isEmpty(), List.copyOf(done), slip);
    }

    private Optional<Slip.Given> open(HousePlan plan, FirstAdministrator administrator, List<String> done) {
        if (setup.isTaken(administrator.login())) {
            throw new CommandRefused("Somebody in this installation signs in as %s; choose another login."
                    .formatted(administrator.login()));
        }
        administrator
                .password()
                .ifPresent(it -> setup.objection(administrator.login(), it).ifPresent(why -> {
                    throw new CommandRefused(
                            "The administrator's password cannot be taken (%s): use at least ten characters, "
                                            .formatted(why.key())
                                    + "without the login, not a common one.");
                }));
        setup.open(
                plan.code(),
                plan.name(),
                plan.stores().stream().map(StorePlan::store).toList(),
                new DealerSetup.Administrator(
                        administrator.staffNo(),
                        administrator.name(),
                        administrator.login(),
                        // Nobody learns it: the slip below replaces it at once.
                        administrator.password().orElseGet(() -> UUID.randomUUID() + "-" + UUID.randomUUID())));
        done.add("opened the dealer %s %s".formatted(plan.code(), plan.name()));
        plan.stores()
                .forEach(it -> done.add("opened the store %s %s, brands %s"
                        .formatted(
                                it.store().code(),
                                it.store().name(),
                                String.join(", ", it.store().brands()))));
        done.add("opened the login %s of the administrator %s".formatted(administrator.login(), administrator.name()));
        if (administrator.password().isPresent()) {
            return Optional.empty();
        }
        return switch (setup.giveSlip(administrator.login())) {
            case Slip.Given given -> Optional.of(given);
            case Slip.Refused(var why) -> throw new IllegalStateException(why.key());
        };
    }

    private List<String> changed(int dealer, HousePlan plan) {
        var done = new ArrayList<String>();
        var actor = administratorOf(dealer, plan);
        if (storeSetup.rename(actor, plan.name())) {
            done.add("renamed the dealer to " + plan.name());
        }
        for (var wanted : plan.stores()) {
            var code = wanted.store().code();
            var present = stores.byCode(code);
            UUID store;
            if (present.isEmpty()) {
                store = storeSetup.open(actor, wanted.store());
                actor = with(actor, store);
                done.add("opened the store %s %s".formatted(code, wanted.store().name()));
            } else {
                store = present.get().id();
                if (storeSetup.change(actor, present.get(), wanted.store())) {
                    done.add("%s: changed name, zone, area code or first day".formatted(code));
                }
            }
            change(actor, store, code, wanted, done);
        }
        return done;
    }

    private void change(Actor actor, UUID store, String code, StorePlan wanted, List<String> done) {
        if (storeSetup.setBrands(actor, store, wanted.store().brands())) {
            done.add("%s: brands are %s"
                    .formatted(code, String.join(", ", wanted.store().brands())));
        }
        wanted.week().ifPresent(week -> {
            if (!calendar.of(store).week().equals(week)) {
                calendar.setWeek(actor, store, week);
                done.add("%s: set the weekly opening hours".formatted(code));
            }
        });
        var known = calendar.ownDays(store, java.time.LocalDate.EPOCH).stream()
                .collect(Collectors.toMap(OwnDay::day, it -> it));
        for (var day : wanted.days()) {
            if (!day.equals(known.get(day.day()))) {
                calendar.setOwnDay(actor, store, day);
                done.add("%s: %s is %s"
                        .formatted(
                                code,
                                day.day(),
                                day.hours()
                                        .map(it -> it.opens() + "-" + it.closes())
                                        .orElse("closed")));
            }
        }
        wanted.bays().ifPresent(bays -> {
            if (storeSetup.setBays(actor, store, bays)) {
                done.add("%s: bays are %s".formatted(code, String.join(", ", bays)));
            }
        });
        var now = settings.of(actor, store).stream()
                .collect(Collectors.toMap(it -> it.definition().key(), SettingsDesk.Setting::value));
        new TreeMap<>(wanted.settings()).forEach((key, value) -> {
            if (value.equals(now.get(key))) {
                return;
            }
            switch (settings.change(actor, store, key, value)) {
                case SettingChange.Changed() -> {
                    if (!value.strip().equals(now.get(key))) {
                        done.add("%s: %s = %s (was %s)".formatted(code, key, value, now.get(key)));
                    }
                }
                case SettingChange.Refused(var why) ->
                    throw new CommandRefused("%s: %s cannot be %s (%s)".formatted(code, key, value, why.key()));
            }
        });
        new TreeMap<>(wanted.targets()).forEach((brand, targets) -> {
            if (storeSetup.setTargets(actor, store, brand, targets)) {
                done.add("%s: targets of %s are %s".formatted(code, brand, new TreeMap<>(targets)));
            }
        });
    }

    /** In whose name the plan is carried out: the administrator it names, else the first one there is. */
    private Actor administratorOf(int dealer, HousePlan plan) {
        var known = stores.all();
        var all = known.stream().map(Store::id).collect(Collectors.toMap(it -> it, _ -> Set.of(Role.ADMINISTRATOR)));
        var named = plan.administrator().flatMap(it -> accesses.ofLogin(it.login()));
        if (named.isPresent() && named.get().actor().may(UseCase.CHANGE_SETTINGS)) {
            var who = named.get().actor();
            return actor(dealer, who.staffId(), who.login(), who.name(), all);
        }
        return known.stream()
                .flatMap(it -> people.withRole(it.id(), Role.ADMINISTRATOR).stream())
                .findFirst()
                .map(it -> actor(dealer, it, all))
                .orElseThrow(
                        () -> new CommandRefused("The dealer %s has no administrator, in whose name this could be done."
                                .formatted(plan.code())));
    }

    private static Actor actor(int dealer, Person person, Map<UUID, Set<Role>> roles) {
        return actor(dealer, person.id(), person.staffNo(), person.name(), roles);
    }

    private static Actor actor(int dealer, UUID staff, String login, String name, Map<UUID, Set<Role>> roles) {
        return new Actor(dealer, staff, login, name, roles, Locale.SIMPLIFIED_CHINESE, true);
    }

    private static Actor with(Actor actor, UUID store) {
        var roles = new java.util.HashMap<>(actor.roles());
        roles.put(store, Set.of(Role.ADMINISTRATOR));
        return actor(actor.dealerId(), actor.staffId(), actor.login(), actor.name(), roles);
    }
}
