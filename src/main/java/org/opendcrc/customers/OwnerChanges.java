package org.opendcrc.customers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.RowKey;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.opendcrc.shared.StagedRows;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of owner data 车主变更 that the dealer system brought, or a person asked for, and that wait for approval, where the dealer uses it (A33). The old value
 * stays in force until then. There is one open request for each field of a customer; a newer value replaces it.
 */
@Component
@Transactional
public class OwnerChanges implements SettingSource {

    /** Whether later changes of owner data wait for approval; the first store's word counts for the dealer. */
    static final SettingDefinition APPROVAL = SettingDefinition.flag("profile.owner-approval", "A33", false);

    private static final Set<String> BY_HAND = Set.of("name", "province", "city", "address", "postcode");

    /** Changes that get their identifiers together. */
    private static final int PIECE = 5_000;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Stores stores;
    private final Settings settings;
    private final CustomerLookup lookup;
    private final ApplicationEventPublisher events;

    OwnerChanges(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            Stores stores,
            Settings settings,
            CustomerLookup lookup,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.stores = stores;
        this.settings = settings;
        this.lookup = lookup;
        this.events = events;
    }

    @Override
    public List<SettingDefinition> settings() {
        return List.of(APPROVAL);
    }

    boolean needApproval() {
        return stores.all().stream()
                .findFirst()
                .filter(it -> settings.of(it.id()).flag(APPROVAL))
                .isPresent();
    }

    /**
     * A request.
     *
     * @param field {@code name}, {@code id_no}, {@code phone}, {@code province}, {@code city}, {@code address} or {@code postcode}
     * @param oldValue what is in force; of an identity number the mask
     */
    public record OwnerChange(
            UUID id,
            UUID customer,
            String customerNo,
            String customerName,
            String field,
            Optional<String> oldValue,
            String newValue,
            Instant askedAt) {}

    /**
     * Open requests, the oldest first.
     *
     * @param after the last row of the piece before
     */
    @Transactional(readOnly = true)
    public List<OwnerChange> pending(Actor actor, Optional<RowKey> after, int limit) {
        actor.require(UseCase.APPROVE_OWNER_CHANGES);
        return jdbc.sql("""
                        select o.id, o.customer_id, c.customer_no, c.name, o.field, o.old_value, o.new_value, o.asked_at
                          from customers.owner_change o
                          join customers.customer c
                            on c.dealer_id = :dealer
                           and c.id = o.customer_id
                         where o.dealer_id = :dealer
                           and o.state = 'PENDING'
                           and (:at::timestamptz is null or (o.asked_at, o.id) > (:at::timestamptz, :id::uuid))
                         order by o.asked_at, o.id
                         limit :limit
                        """)
                .param("dealer", actor.dealerId())
                .param("at", after.map(it -> Timestamp.from(it.at())).orElse(null), Types.TIMESTAMP)
                .param("id", after.map(RowKey::id).orElse(null), Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> change(row))
                .list();
    }

    private static OwnerChange change(ResultSet row) throws SQLException {
        return new OwnerChange(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("customer_no"),
                row.getString("name"),
                row.getString("field"),
                Optional.ofNullable(row.getString("old_value")),
                row.getString("new_value"),
                row.getTimestamp("asked_at").toInstant());
    }

    /** What became of a person's wish to change owner data. */
    public enum Proposed {
        /** It is valid, because the dealer uses no approval. */
        IN_FORCE,
        /** It waits for approval; the old value stays valid until then. */
        WAITS,
        /** Another change of the same field waits; a second one by a person replaces nothing (4h). */
        ANOTHER_WAITS
    }

    /**
     * Asks for a change of owner data, as a person (PF-7). Where the dealer uses no approval it is decided with the same word.
     *
     * @param field {@code name}, {@code province}, {@code city}, {@code address} or {@code postcode}; numbers have a way of their own
     * @throws org.opendcrc.shared.NotAllowed if he puts no data right
     * @throws NotFound if the dealer has no such customer
     */
    public Proposed propose(Actor actor, UUID customer, String field, String value, Instant now) {
        actor.require(UseCase.CORRECT_NUMBERS);
        if (!BY_HAND.contains(field)) {
            throw new IllegalArgumentException("not changed by hand: " + field);
        }
        var id = Ids.next();
        var asked = jdbc.sql("""
                        insert into customers.owner_change (dealer_id, id, customer_id, field, old_value, new_value, state, asked_by, asked_at)
                        select :dealer, :id, c.id, :field,
                               case :field when 'name' then c.name
                                           when 'province' then c.province
                                           when 'city' then c.city
                                           when 'address' then c.address
                                           when 'postcode' then c.postcode end,
                               :value, 'PENDING', :staff, :at
                          from customers.customer c
                         where c.dealer_id = :dealer
                           and c.id = :customer
                            on conflict (dealer_id, customer_id, field) where state = 'PENDING' do nothing
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .param("customer", customer)
                .param("field", field)
                .param("value", value)
                .param("staff", actor.staffId())
                .param("at", Timestamp.from(now))
                .update();
        if (asked == 0) {
            return Proposed.ANOTHER_WAITS;
        }
        if (needApproval()) {
            events.publishEvent(
                    Audited.by(actor, now, "owner-change-asked", "customer", customer, Map.of(field, value)));
            return Proposed.WAITS;
        }
        decide(actor, id, "APPROVED", Optional.empty(), now).ifPresent(it -> apply(it, now));
        return Proposed.IN_FORCE;
    }

    /** What became of a decision: made, or somebody was faster (or a newer file replaced the request). */
    public enum Decided {
        DONE,
        NO_LONGER_OPEN
    }

    /**
     * Puts the new value in force.
     *
     * @throws NotFound if the dealer has no such request
     */
    public Decided approve(Actor actor, UUID id, Instant now) {
        actor.require(UseCase.APPROVE_OWNER_CHANGES);
        var open = decide(actor, id, "APPROVED", Optional.empty(), now);
        open.ifPresent(it -> apply(it, now));
        return open.isPresent() ? Decided.DONE : Decided.NO_LONGER_OPEN;
    }

    /**
     * Leaves the old value in force; the same value from the dealer system is not asked about again.
     *
     * @param words why, if he says so
     */
    public Decided decline(Actor actor, UUID id, Optional<String> words, Instant now) {
        actor.require(UseCase.APPROVE_OWNER_CHANGES);
        return decide(actor, id, "DECLINED", words, now).isPresent() ? Decided.DONE : Decided.NO_LONGER_OPEN;
    }

    private Optional<OwnerChange> decide(Actor actor, UUID id, String state, Optional<String> words, Instant now) {
        var change = jdbc.sql("""
                        select o.id, o.customer_id, c.customer_no, c.name, o.field, o.old_value, o.new_value, o.asked_at, o.state
                          from customers.owner_change o
                          join customers.customer c
                            on c.dealer_id = :dealer
                           and c.id = o.customer_id
                         where o.dealer_id = :dealer
                           and o.id = :id
                           for no key update
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .query((row, _) -> Map.entry(row.getString("state"), change(row)))
                .optional()
                .orElseThrow(() -> new NotFound("owner change " + id));
        if (!change.getKey().equals("PENDING")) {
            return Optional.empty();
        }
        jdbc.sql("""
                        update customers.owner_change o
                           set state = :state,
                               decided_by = :staff,
                               decided_at = :at,
                               words = :words
                         where o.dealer_id = :dealer
                           and o.id = :id
                        """)
                .param("dealer", actor.dealerId())
                .param("id", id)
                .param("state", state)
                .param("staff", actor.staffId())
                .param("at", Timestamp.from(now))
                .param(
                        "words",
                        words.map(String::strip).filter(it -> !it.isEmpty()).orElse(null))
                .update();
        var it = change.getValue();
        var before = new HashMap<String, String>();
        it.oldValue().ifPresent(value -> before.put(it.field(), value));
        events.publishEvent(new Audited(
                actor.dealerId(),
                now,
                Optional.of(actor.staffId()),
                state.equals("APPROVED") ? "owner-change-approved" : "owner-change-declined",
                "customer",
                it.customer().toString(),
                before,
                Map.of(it.field(), it.newValue())));
        return Optional.of(it);
    }

    private void apply(OwnerChange change, Instant now) {
        jdbc.sql("""
                        update customers.customer c
                           set name = case when o.field = 'name' then o.new_value else c.name end,
                               phone = case when o.field = 'phone' then o.new_value else c.phone end,
                               province = case when o.field = 'province' then o.new_value else c.province end,
                               city = case when o.field = 'city' then o.new_value else c.city end,
                               address = case when o.field = 'address' then o.new_value else c.address end,
                               postcode = case when o.field = 'postcode' then o.new_value else c.postcode end,
                               id_no_cipher = case when o.field = 'id_no' then o.new_cipher else c.id_no_cipher end,
                               id_no_print = case when o.field = 'id_no' then o.new_print else c.id_no_print end,
                               id_no_tail = case when o.field = 'id_no' then right(o.new_value, 4) else c.id_no_tail end,
                               changed_at = :at,
                               version = c.version + 1
                          from customers.owner_change o
                         where c.dealer_id = :dealer
                           and c.id = o.customer_id
                           and o.dealer_id = :dealer
                           and o.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", change.id())
                .param("at", Timestamp.from(now))
                .update();
        if (change.field().equals("phone")) {
            // The new number is called first, the others behind it in their order.
            jdbc.sql("""
                            insert into customers.phone (dealer_id, customer_id, e164, position)
                            select p.dealer_id, p.customer_id, p.e164, p.position + 1
                              from customers.phone p
                             where p.dealer_id = :dealer
                               and p.customer_id = :customer
                               and p.e164 <> :number
                             union all
                            select :dealer, :customer, :number, 1
                                on conflict (dealer_id, customer_id, e164)
                                do update set position = excluded.position
                            """)
                    .param("dealer", DealerContext.require())
                    .param("customer", change.customer())
                    .param("number", change.newValue())
                    .update();
        }
        lookup.refreshCustomer(change.customer());
    }

    /**
     * Turns the changes of owner data among the staged rows into requests and puts the values in force back into the rows, so that
     * the merge writes those.
     */
    void ask(StagedRows rows, UUID run) {
        number(rows, run);
        rows.run("""
                insert into customers.owner_change (dealer_id, id, customer_id, field, old_value, new_value, new_cipher, new_print,
                                                    state, asked_in_run, asked_at)
                select :dealer, i.id, f.customer_id, f.field, f.old_value, f.new_value, f.new_cipher, f.new_print,
                       'PENDING', :run, :at
                  from (select s.line, s.customer_id, v.field, v.old_value, v.new_value,
                               case when v.field = 'id_no' then s.id_no_cipher end as new_cipher,
                               case when v.field = 'id_no' then s.id_no_print end as new_print
                          from customers.customer_staging s
                          join customers.customer c
                            on c.dealer_id = :dealer
                           and c.id = s.customer_id
                         cross join lateral (values ('name', c.name, s.name),
                                                    ('phone', c.phone, s.phone),
                                                    ('province', c.province, s.province),
                                                    ('city', c.city, s.city),
                                                    ('address', c.address, s.address),
                                                    ('postcode', c.postcode, s.postcode),
                                                    ('id_no', '****' || c.id_no_tail, '****' || s.id_no_tail)) v (field, old_value, new_value)
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state = 'read'
                           and v.new_value is not null
                           and case when v.field = 'id_no' then s.id_no_print is distinct from c.id_no_print
                                    else v.new_value is distinct from v.old_value end) f
                  join customers.owner_change_staging i
                    on i.dealer_id = :dealer
                   and i.run_id = :run
                   and i.line = f.line
                   and i.field = f.field
                  left join lateral (select l.state, l.new_value, l.new_print
                                       from customers.owner_change l
                                      where l.dealer_id = :dealer
                                        and l.customer_id = f.customer_id
                                        and l.field = f.field
                                      order by l.asked_at desc, (l.state = 'PENDING') desc, l.decided_at desc
                                      limit 1) l
                    on true
                 where l.state is null
                    or l.state in ('APPROVED', 'WITHDRAWN')
                    or (l.new_value, l.new_print) is distinct from (f.new_value, f.new_print)
                    on conflict (dealer_id, customer_id, field) where state = 'PENDING'
                    do update set new_value = excluded.new_value,
                                  new_cipher = excluded.new_cipher,
                                  new_print = excluded.new_print,
                                  old_value = excluded.old_value,
                                  asked_in_run = excluded.asked_in_run,
                                  asked_at = excluded.asked_at
                """);
        rows.run("delete from customers.owner_change_staging i where i.dealer_id = :dealer and i.run_id = :run");
        // The file says again what is in force: nothing is left to decide.
        rows.run("""
                update customers.owner_change o
                   set state = 'WITHDRAWN',
                       decided_at = :at
                  from customers.customer_staging s
                  join customers.customer c
                    on c.dealer_id = :dealer
                   and c.id = s.customer_id
                 where o.dealer_id = :dealer
                   and o.customer_id = s.customer_id
                   and o.state = 'PENDING'
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and case o.field when 'name' then s.name = c.name
                                    when 'phone' then s.phone = c.phone
                                    when 'province' then s.province = c.province
                                    when 'city' then s.city = c.city
                                    when 'address' then s.address = c.address
                                    when 'postcode' then s.postcode = c.postcode
                                    else s.id_no_print = c.id_no_print end
                   and o.asked_in_run <> :run
                """);
        keepWhatIsInForce(rows);
    }

    /** A change that could be asked about, by its line and field. */
    private record Spot(int line, String field) {}

    /** Gives each change of the staged rows an identifier, a piece at a time. */
    private void number(StagedRows rows, UUID run) {
        var last = new Spot(0, "");
        while (true) {
            var spots = rows.statement("""
                            select s.line, v.field
                              from customers.customer_staging s
                              join customers.customer c
                                on c.dealer_id = :dealer
                               and c.id = s.customer_id
                             cross join lateral (values ('name', s.name is distinct from c.name),
                                                        ('phone', s.phone is distinct from c.phone),
                                                        ('province', s.province is distinct from c.province),
                                                        ('city', s.city is distinct from c.city),
                                                        ('address', s.address is distinct from c.address),
                                                        ('postcode', s.postcode is distinct from c.postcode),
                                                        ('id_no', s.id_no_print is distinct from c.id_no_print)) v (field, differs)
                             where s.dealer_id = :dealer
                               and s.run_id = :run
                               and s.state = 'read'
                               and v.differs
                               and (s.line, v.field) > (:line, :field)
                             order by s.line, v.field
                             limit :piece
                            """)
                    .param("line", last.line())
                    .param("field", last.field())
                    .param("piece", PIECE)
                    .query((row, _) -> new Spot(row.getInt("line"), row.getString("field")))
                    .list();
            if (spots.isEmpty()) {
                return;
            }
            batches.batchUpdate(
                    """
                            insert into customers.owner_change_staging (dealer_id, run_id, line, field, id)
                            values (:dealer, :run, :line, :field, :id)
                            """,
                    spots.stream()
                            .map(it -> new MapSqlParameterSource()
                                    .addValue("dealer", DealerContext.require())
                                    .addValue("run", run)
                                    .addValue("line", it.line())
                                    .addValue("field", it.field())
                                    .addValue("id", Ids.next()))
                            .toArray(SqlParameterSource[]::new));
            last = spots.getLast();
        }
    }

    private static void keepWhatIsInForce(StagedRows rows) {
        // A number that waits for approval is not called: the row's first number is the one in force.
        rows.run("""
                delete from customers.phone_staging n
                 where n.dealer_id = :dealer
                   and n.run_id = :run
                   and exists (select 1
                                 from customers.customer_staging s
                                 join customers.customer c
                                   on c.dealer_id = :dealer
                                  and c.id = s.customer_id
                                where s.dealer_id = :dealer
                                  and s.run_id = :run
                                  and s.line = n.line
                                  and s.state = 'read'
                                  and s.phone <> c.phone
                                  and n.e164 in (s.phone, c.phone))
                """);
        rows.run("""
                insert into customers.phone_staging (dealer_id, run_id, line, e164, position)
                select s.dealer_id, s.run_id, s.line, c.phone, 1
                  from customers.customer_staging s
                  join customers.customer c
                    on c.dealer_id = :dealer
                   and c.id = s.customer_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and s.phone <> c.phone
                """);
        rows.run("""
                update customers.customer_staging s
                   set requests = (select count(*)
                                     from customers.owner_change o
                                    where o.dealer_id = :dealer
                                      and o.customer_id = c.id
                                      and o.state = 'PENDING'
                                      and o.asked_in_run = :run),
                       name = c.name,
                       phone = c.phone,
                       province = c.province,
                       city = c.city,
                       address = c.address,
                       postcode = c.postcode,
                       id_no_cipher = c.id_no_cipher,
                       id_no_print = c.id_no_print,
                       id_no_tail = c.id_no_tail
                  from customers.customer c
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and c.dealer_id = :dealer
                   and c.id = s.customer_id
                """);
    }
}
