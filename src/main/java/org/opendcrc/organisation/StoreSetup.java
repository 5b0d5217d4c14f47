package org.opendcrc.organisation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.opendcrc.organisation.DealerSetup.NewStore;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the dealer's own things after he was opened: name, stores, brands, bays, targets. Each answers whether it changed anything. */
@Component
@Transactional
public class StoreSetup {

    private final JdbcClient jdbc;
    private final Stores stores;
    private final Bays bays;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoreSetup(JdbcClient jdbc, Stores stores, Bays bays, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.bays = bays;
        this.events = events;
        this.clock = clock;
    }

    /** The dealer's name. */
    public boolean rename(Actor actor, String name) {
        actor.require(UseCase.CHANGE_SETTINGS);
        var before = jdbc.sql("""
                        select d.name
                          from directory.dealer d
                         where d.dealer_id = :dealer
                           for update
                        """)
                .param("dealer", DealerContext.require())
                .query(String.class)
                .single();
        if (before.equals(name)) {
            return false;
        }
        jdbc.sql("""
                        update directory.dealer
                           set name = :name
                         where dealer_id = :dealer
                        """)
                .param("name", name)
                .param("dealer", DealerContext.require())
                .update();
        audit(
                actor,
                "dealer-renamed",
                "dealer",
                Integer.toString(actor.dealerId()),
                Map.of("name", before),
                Map.of("name", name));
        return true;
    }

    /** One store more; whoever opens it is its administrator. */
    public UUID open(Actor actor, NewStore store) {
        actor.require(UseCase.CHANGE_SETTINGS);
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
        jdbc.sql("""
                        insert into organisation.staff_role (dealer_id, staff_id, store_id, role)
                        values (:dealer, :staff, :store, :role)
                        """)
                .param("dealer", DealerContext.require())
                .param("staff", actor.staffId())
                .param("store", id)
                .param("role", Role.ADMINISTRATOR.name())
                .update();
        audit(
                actor,
                "store-opened",
                "store",
                id.toString(),
                Map.of(),
                Map.of("code", store.code(), "name", store.name()));
        return id;
    }

    /** Name, zone, area code and first day of a store. */
    public boolean change(Actor actor, Store store, NewStore wanted) {
        actor.require(UseCase.CHANGE_SETTINGS, store.id());
        var before = new TreeMap<String, String>();
        var after = new TreeMap<String, String>();
        differ("name", store.name(), wanted.name(), before, after);
        differ("zone", store.zone().getId(), wanted.zone().getId(), before, after);
        differ("area-code", store.areaCode(), wanted.areaCode(), before, after);
        differ("opened-on", store.openedOn().toString(), wanted.openedOn().toString(), before, after);
        if (after.isEmpty()) {
            return false;
        }
        jdbc.sql("""
                        update organisation.store
                           set name = :name,
                               zone = :zone,
                               area_code = :area,
                               opened_on = :opened
                         where dealer_id = :dealer
                           and id = :id
                        """)
                .param("name", wanted.name())
                .param("zone", wanted.zone().getId())
                .param("area", wanted.areaCode())
                .param("opened", wanted.openedOn())
                .param("dealer", DealerContext.require())
                .param("id", store.id())
                .update();
        audit(actor, "store-changed", "store", store.id().toString(), before, after);
        return true;
    }

    private static void differ(
            String field, String old, String wanted, Map<String, String> before, Map<String, String> after) {
        if (!old.equals(wanted)) {
            before.put(field, old);
            after.put(field, wanted);
        }
    }

    /** Makes these the brands of a store; a brand that goes takes its targets along. */
    public boolean setBrands(Actor actor, UUID store, List<String> wanted) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        lock(store);
        var present = stores.brands(store);
        var names = wanted.stream().distinct().sorted().toList();
        if (present.stream().sorted().toList().equals(names)) {
            return false;
        }
        for (var gone : present.stream().filter(it -> !names.contains(it)).toList()) {
            jdbc.sql("""
                            delete from organisation.target
                             where dealer_id = :dealer
                               and store_id = :store
                               and brand = :brand
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("brand", gone)
                    .update();
            jdbc.sql("""
                            delete from organisation.brand
                             where dealer_id = :dealer
                               and store_id = :store
                               and name = :brand
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("brand", gone)
                    .update();
        }
        for (var added : names.stream().filter(it -> !present.contains(it)).toList()) {
            jdbc.sql("""
                            insert into organisation.brand (dealer_id, store_id, name)
                            values (:dealer, :store, :name)
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("name", added)
                    .update();
        }
        audit(
                actor,
                "brands-set",
                "store",
                store.toString(),
                Map.of("brands", String.join(", ", present)),
                Map.of("brands", String.join(", ", names)));
        return true;
    }

    /** Makes these the bays of a store, in this order. */
    public boolean setBays(Actor actor, UUID store, List<String> wanted) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        lock(store);
        var present = bays.of(store).stream().map(Bays.Bay::name).toList();
        var names = wanted.stream().distinct().toList();
        if (present.equals(names)) {
            return false;
        }
        bays.set(store, names);
        audit(
                actor,
                "bays-set",
                "store",
                store.toString(),
                Map.of("bays", String.join(", ", present)),
                Map.of("bays", String.join(", ", names)));
        return true;
    }

    /** What a brand asks of a store, in percent, by figure; figures that are not named are left as they are. */
    public boolean setTargets(Actor actor, UUID store, String brand, Map<String, Integer> wanted) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        lock(store);
        boolean changed = false;
        for (var figure : new TreeMap<>(wanted).entrySet()) {
            var before = jdbc.sql("""
                            select t.percent
                              from organisation.target t
                             where t.dealer_id = :dealer
                               and t.store_id = :store
                               and t.brand = :brand
                               and t.figure = :figure
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("brand", brand)
                    .param("figure", figure.getKey())
                    .query(Integer.class)
                    .optional();
            if (before.equals(Optional.of(figure.getValue()))) {
                continue;
            }
            jdbc.sql("""
                            insert into organisation.target (dealer_id, store_id, brand, figure, percent)
                            values (:dealer, :store, :brand, :figure, :percent)
                            on conflict (dealer_id, store_id, brand, figure) do update
                               set percent = excluded.percent
                            """)
                    .param("dealer", DealerContext.require())
                    .param("store", store)
                    .param("brand", brand)
                    .param("figure", figure.getKey())
                    .param("percent", figure.getValue())
                    .update();
            var field = brand + " " + figure.getKey();
            audit(
                    actor,
                    "target-set",
                    "store",
                    store.toString(),
                    before.map(it -> Map.of(field, it.toString())).orElse(Map.of()),
                    Map.of(field, figure.getValue().toString()));
            changed = true;
        }
        return changed;
    }

    /** What a brand asks of a store, in percent. */
    public record Target(String brand, String figure, int percent) {}

    /** By brand and figure. */
    public List<Target> targets(Actor actor, UUID store) {
        actor.require(UseCase.READ_SETTINGS, store);
        return jdbc.sql("""
                        select t.brand, t.figure, t.percent
                          from organisation.target t
                         where t.dealer_id = :dealer
                           and t.store_id = :store
                         order by t.brand, t.figure
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query(Target.class)
                .list();
    }

    /** Takes a target away. */
    public boolean clearTarget(Actor actor, UUID store, String brand, String figure) {
        actor.require(UseCase.CHANGE_SETTINGS, store);
        var gone = jdbc.sql("""
                        delete from organisation.target
                         where dealer_id = :dealer
                           and store_id = :store
                           and brand = :brand
                           and figure = :figure
                         returning percent
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .param("brand", brand)
                .param("figure", figure)
                .query(Integer.class)
                .optional();
        gone.ifPresent(it -> audit(
                actor,
                "target-cleared",
                "store",
                store.toString(),
                Map.of(brand + " " + figure, it.toString()),
                Map.of()));
        return gone.isPresent();
    }

    /** What two administrators change at once is changed one after the other. */
    private void lock(UUID store) {
        jdbc.sql("""
                        select s.id
                          from organisation.store s
                         where s.dealer_id = :dealer
                           and s.id = :store
                           for no key update
                        """)
                .param("dealer", DealerContext.require())
                .param("store", store)
                .query(UUID.class)
                .single();
    }

    private void audit(
            Actor actor,
            String action,
            String entity,
            String id,
            Map<String, String> before,
            Map<String, String> after) {
        events.publishEvent(new Audited(
                actor.dealerId(), clock.instant(), Optional.of(actor.staffId()), action, entity, id, before, after));
    }
}
