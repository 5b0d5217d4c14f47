package org.opendcrc.customers;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Merge;
import org.opendcrc.shared.MergeResult;
import org.opendcrc.shared.MergeRun;
import org.opendcrc.shared.StagedRows;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the rows of a customers file 客户 into the house. An empty cell leaves what is known of a person; 免打扰 and the consents are
 * taken at creation only (A34); a row older than what is stored changes nothing. Where the dealer uses approval, a change of owner
 * data becomes a request (A33).
 */
@Component
public class CustomerMerge implements Merge {

    private static final String STAGING = "customers.customer_staging";

    private final JdbcClient jdbc;
    private final CustomerLookup lookup;
    private final OwnerChanges changes;
    private final ApplicationEventPublisher events;

    CustomerMerge(JdbcClient jdbc, CustomerLookup lookup, OwnerChanges changes, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.lookup = lookup;
        this.changes = changes;
        this.events = events;
    }

    @Override
    public String staging() {
        return STAGING;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public MergeResult merge(MergeRun run) {
        var rows = new StagedRows(jdbc, STAGING, run);
        rows.supersede();
        lock(rows);
        compute(rows);
        if (changes.needApproval()) {
            changes.ask(rows, run.file()); // A33
        }
        count(rows);
        audit(rows, run.at());
        write(rows);
        writePhones(rows);
        writeContacts(rows);
        lookup.refresh(run.file());
        return rows.result();
    }

    private void lock(StagedRows rows) {
        rows.lock("""
                select c.id
                  from customers.customer_staging s
                  join customers.customer c
                    on c.dealer_id = :dealer
                   and c.customer_no = s.customer_no
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                 order by c.id
                   for no key update of c
                """);
    }

    private void compute(StagedRows rows) {
        rows.run("""
                update customers.customer_staging s
                   set state = 'unchanged',
                       warnings = array_append(s.warnings, 'changed_at|older-than-stored')
                  from customers.customer c
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'read'
                   and c.dealer_id = :dealer
                   and c.customer_no = s.customer_no
                   and s.erp_changed_at < c.erp_changed_at
                """);
        // A34: who is not to be called, and what he agreed to, is ours to say once he is known.
        rows.run("""
                update customers.customer_staging s
                   set customer_id = coalesce(f.customer_id, s.id),
                       kind = coalesce(s.kind, f.kind, 'PERSON'),
                       kind_given = case when s.kind is null then f.kind_given else s.kind_given end,
                       sex = coalesce(s.sex, f.sex, 'UNKNOWN'),
                       id_no_cipher = case when s.id_no_print is null or s.id_no_print = f.id_no_print
                                           then coalesce(f.id_no_cipher, s.id_no_cipher) else s.id_no_cipher end,
                       id_no_tail = coalesce(s.id_no_tail, f.id_no_tail),
                       id_no_print = coalesce(s.id_no_print, f.id_no_print),
                       province = coalesce(s.province, f.province),
                       city = coalesce(s.city, f.city),
                       address = coalesce(s.address, f.address),
                       postcode = coalesce(s.postcode, f.postcode),
                       dnd = coalesce(f.dnd, s.dnd, false),
                       sms_consent = coalesce(f.sms_consent, s.sms_consent, true),
                       survey_consent = coalesce(f.survey_consent, s.survey_consent, true),
                       erp_changed_at = coalesce(s.erp_changed_at, f.erp_changed_at),
                       version = coalesce(f.version, 0) + 1
                  from (select r.line, c.id as customer_id, c.kind, c.kind_given, c.sex, c.id_no_cipher, c.id_no_tail, c.id_no_print,
                               c.province, c.city, c.address, c.postcode, c.dnd, c.sms_consent, c.survey_consent,
                               c.erp_changed_at, c.version
                          from customers.customer_staging r
                          left join customers.customer c
                            on c.dealer_id = :dealer
                           and c.customer_no = r.customer_no
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    private void count(StagedRows rows) {
        rows.run("""
                update customers.customer_staging s
                   set state = f.state
                  from (select r.line,
                               case when c.id is null then 'new'
                                    when r.requests > 0 then 'changed'
                                    when (r.kind, r.kind_given, r.name, r.sex, r.phone, r.id_no_print, r.province, r.city, r.address, r.postcode)
                                         is distinct from
                                         (c.kind, c.kind_given, c.name, c.sex, c.phone, c.id_no_print, c.province, c.city, c.address, c.postcode)
                                    then 'changed'
                                    when exists (select 1
                                                   from customers.phone_staging n
                                                  where n.dealer_id = :dealer
                                                    and n.run_id = :run
                                                    and n.line = r.line
                                                    and not exists (select 1
                                                                      from customers.phone p
                                                                     where p.dealer_id = :dealer
                                                                       and p.customer_id = c.id
                                                                       and p.e164 = n.e164))
                                    then 'changed'
                                    when r.contact_name is not null
                                         and not exists (select 1
                                                           from customers.contact k
                                                          where k.dealer_id = :dealer
                                                            and k.customer_id = c.id
                                                            and k.name = r.contact_name
                                                            and (k.phone is not null or r.contact_phone is null)
                                                            and (k.relation is not null or r.contact_relation is null))
                                    then 'changed'
                                    else 'unchanged' end as state
                          from customers.customer_staging r
                          left join customers.customer c
                            on c.dealer_id = :dealer
                           and c.customer_no = r.customer_no
                         where r.dealer_id = :dealer
                           and r.run_id = :run
                           and r.state = 'read') f
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.line = f.line
                """);
    }

    /** A33: changes of owner data are written down one by one; a customer's first row is none. */
    private void audit(StagedRows rows, Instant at) {
        var dealer = DealerContext.require();
        try (var changed = rows
                .statement("""
                        select c.id, c.name, s.name as new_name, c.phone, s.phone as new_phone, c.province, s.province as new_province,
                               c.city, s.city as new_city, c.address, s.address as new_address, c.postcode, s.postcode as new_postcode,
                               c.id_no_tail, s.id_no_tail as new_id_no_tail,
                               c.id_no_print is distinct from s.id_no_print as id_no_changed
                          from customers.customer_staging s
                          join customers.customer c
                            on c.dealer_id = :dealer
                           and c.id = s.customer_id
                         where s.dealer_id = :dealer
                           and s.run_id = :run
                           and s.state = 'changed'
                           and (c.name, c.phone, c.province, c.city, c.address, c.postcode, c.id_no_print) is distinct from
                               (s.name, s.phone, s.province, s.city, s.address, s.postcode, s.id_no_print)
                        """)
                .withFetchSize(500)
                .query((row, _) -> {
                    var before = new HashMap<String, String>();
                    var after = new HashMap<String, String>();
                    for (var field : OWNER_FIELDS) {
                        changed(field, row.getString(field), row.getString("new_" + field), before, after);
                    }
                    if (row.getBoolean("id_no_changed")) {
                        before.put("id_no", masked(row.getString("id_no_tail")));
                        after.put("id_no", masked(row.getString("new_id_no_tail")));
                    }
                    return new Audited(
                            dealer,
                            at,
                            Optional.empty(),
                            "customer-changed-by-import",
                            "customer",
                            row.getString("id"),
                            before,
                            after);
                })
                .stream()) {
            changed.forEach(events::publishEvent);
        }
    }

    private static final String[] OWNER_FIELDS = {"name", "phone", "province", "city", "address", "postcode"};

    private static void changed(
            String field,
            @Nullable String old,
            @Nullable String now,
            Map<String, String> before,
            Map<String, String> after) {
        if (now != null && !now.equals(old)) {
            before.put(field, old == null ? "" : old);
            after.put(field, now);
        }
    }

    private static String masked(@Nullable String tail) {
        return tail == null ? "" : "****" + tail;
    }

    private void write(StagedRows rows) {
        rows.run("""
                insert into customers.customer (dealer_id, id, customer_no, kind, kind_given, name, sex, phone,
                                                id_no_cipher, id_no_tail, id_no_print, province, city, address, postcode,
                                                dnd, sms_consent, survey_consent, erp_changed_at, created_at, changed_at, version)
                select s.dealer_id, s.customer_id, s.customer_no, s.kind, s.kind_given, s.name, s.sex, s.phone,
                       s.id_no_cipher, s.id_no_tail, s.id_no_print, s.province, s.city, s.address, s.postcode,
                       s.dnd, s.sms_consent, s.survey_consent, s.erp_changed_at, :at, :at, s.version
                  from customers.customer_staging s
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                    on conflict (dealer_id, customer_no)
                    do update set kind = excluded.kind,
                                  kind_given = excluded.kind_given,
                                  name = excluded.name,
                                  sex = excluded.sex,
                                  phone = excluded.phone,
                                  id_no_cipher = excluded.id_no_cipher,
                                  id_no_tail = excluded.id_no_tail,
                                  id_no_print = excluded.id_no_print,
                                  province = excluded.province,
                                  city = excluded.city,
                                  address = excluded.address,
                                  postcode = excluded.postcode,
                                  erp_changed_at = excluded.erp_changed_at,
                                  changed_at = excluded.changed_at,
                                  version = excluded.version
                """);
        // Only a newer 更新时间: nothing changed, but it is what the next row is measured against.
        rows.run("""
                update customers.customer c
                   set erp_changed_at = s.erp_changed_at
                  from customers.customer_staging s
                 where c.dealer_id = :dealer
                   and c.id = s.customer_id
                   and s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'unchanged'
                   and s.erp_changed_at > coalesce(c.erp_changed_at, '-infinity')
                """);
    }

    /** The file's numbers go first, in its order; those known from before stay behind them, wrong ones marked. */
    private void writePhones(StagedRows rows) {
        rows.run("""
                insert into customers.phone (dealer_id, customer_id, e164, position)
                select s.dealer_id, s.customer_id, n.e164, n.position
                  from customers.customer_staging s
                  join customers.phone_staging n
                    on n.dealer_id = :dealer
                   and n.run_id = :run
                   and n.line = s.line
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                 union all
                select p.dealer_id, p.customer_id, p.e164, 100 + p.position % 100
                  from customers.customer_staging s
                  join customers.phone p
                    on p.dealer_id = :dealer
                   and p.customer_id = s.customer_id
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state = 'changed'
                   and not exists (select 1
                                     from customers.phone_staging n
                                    where n.dealer_id = :dealer
                                      and n.run_id = :run
                                      and n.line = s.line
                                      and n.e164 = p.e164)
                    on conflict (dealer_id, customer_id, e164)
                    do update set position = excluded.position
                """);
    }

    /** Contact persons are ours to keep (A34): a file adds one, or fills what is missing. */
    private void writeContacts(StagedRows rows) {
        rows.run("""
                insert into customers.contact (dealer_id, id, customer_id, name, phone, relation)
                select s.dealer_id, s.contact_id, s.customer_id, s.contact_name,
                       coalesce(k.phone, s.contact_phone), coalesce(k.relation, s.contact_relation)
                  from customers.customer_staging s
                  left join customers.contact k
                    on k.dealer_id = :dealer
                   and k.customer_id = s.customer_id
                   and k.name = s.contact_name
                 where s.dealer_id = :dealer
                   and s.run_id = :run
                   and s.state in ('new', 'changed')
                   and s.contact_name is not null
                    on conflict (dealer_id, customer_id, name)
                    do update set phone = excluded.phone,
                                  relation = excluded.relation
                """);
    }
}
