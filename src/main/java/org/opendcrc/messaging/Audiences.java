package org.opendcrc.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads whom a batch is for: the only place that asks customers and their cars for it. */
@Repository
class Audiences {

    /** The customers whom a filter means: all that is filled in holds of the same car. */
    private static final String MEANT = """
             from customers.report_customer c
            where c.dealer_id = :dealer
              and c.survivor_id is null
              and (not :byCar
                   or c.customer_id in (select v.customer_id
                                          from vehicles.report_vehicle v
                                          left join (select o.vehicle_id, max(o.sent_in_at) as seen_at
                                                       from vehicles.report_order o
                                                      where o.dealer_id = :dealer
                                                        and o.status <> 'VOID'
                                                        and (:store::uuid is null or o.store_id = :store)
                                                      group by o.vehicle_id) l on l.vehicle_id = v.vehicle_id
                                         where v.dealer_id = :dealer
                                           and (:brand::text is null or v.brand = :brand)
                                           and (:model::text is null or v.model = :model or v.series = :model)
                                           and (:kilometresFrom::int is null or v.mileage_km >= :kilometresFrom)
                                           and (:kilometresTo::int is null or v.mileage_km <= :kilometresTo)
                                           and (:seenFrom::timestamptz is null or l.seen_at >= :seenFrom)
                                           and (:seenBefore::timestamptz is null or l.seen_at < :seenBefore)
                                           and (:store::uuid is null
                                                or l.seen_at is not null
                                                or v.vehicle_id in (select s.vehicle_id
                                                                      from vehicles.report_sale s
                                                                     where s.dealer_id = :dealer
                                                                       and s.store_id = :store
                                                                       and s.status = 'VALID'))))
            """;

    private final JdbcClient jdbc;

    Audiences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The customers that these customer numbers, telephone numbers or plates mean. */
    List<BatchRules.Known> meant(
            int dealer, Collection<String> customerNumbers, Collection<String> phones, Collection<String> plates) {
        return jdbc.sql("""
                        select c.customer_id, c.customer_no, c.name, c.kind, c.sex, c.sms_consent,
                               array(select p.e164
                                       from customers.report_phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = c.customer_id
                                      order by p.position) as numbers,
                               array(select v.plate
                                       from vehicles.report_vehicle v
                                      where v.dealer_id = :dealer
                                        and v.customer_id = c.customer_id
                                        and v.plate = any(:plates)) as plates
                          from customers.report_customer c
                         where c.dealer_id = :dealer
                           and c.survivor_id is null
                           and (c.customer_no = any(:numbers)
                                or c.customer_id in (select o.customer_id
                                                       from customers.report_phone o
                                                      where o.dealer_id = :dealer
                                                        and o.e164 = any(:phones))
                                or c.customer_id in (select w.customer_id
                                                       from vehicles.report_vehicle w
                                                      where w.dealer_id = :dealer
                                                        and w.plate = any(:plates)))
                         order by c.customer_no, c.customer_id
                        """)
                .param("dealer", dealer)
                .param("numbers", customerNumbers.toArray(String[]::new))
                .param("phones", phones.toArray(String[]::new))
                .param("plates", plates.toArray(String[]::new))
                .query(Audiences::known)
                .list();
    }

    /** These customers, in this order; who was merged into another is not among them. */
    List<BatchRules.Known> those(int dealer, List<UUID> customers) {
        return jdbc.sql("""
                        select c.customer_id, c.customer_no, c.name, c.kind, c.sex, c.sms_consent,
                               array(select p.e164
                                       from customers.report_phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = c.customer_id
                                      order by p.position) as numbers,
                               '{}'::text[] as plates
                          from customers.report_customer c
                         where c.dealer_id = :dealer
                           and c.survivor_id is null
                           and c.customer_id = any(:ids)
                         order by array_position(:ids, c.customer_id)
                        """)
                .param("dealer", dealer)
                .param("ids", customers.toArray(UUID[]::new))
                .query(Audiences::known)
                .list();
    }

    /**
     * The customers whom a filter means.
     *
     * @param agreeing only those who agree to commercial texts
     * @param zone of the filter's days
     */
    List<BatchRules.Known> matching(int dealer, AudienceFilter filter, boolean agreeing, ZoneId zone, int limit) {
        return with(jdbc.sql("""
                        select c.customer_id, c.customer_no, c.name, c.kind, c.sex, c.sms_consent,
                               array(select p.e164
                                       from customers.report_phone p
                                      where p.dealer_id = :dealer
                                        and p.customer_id = c.customer_id
                                      order by p.position) as numbers,
                               '{}'::text[] as plates
                        """ + MEANT + """
                           and (c.sms_consent or not :agreeing)
                         order by c.customer_no, c.customer_id
                         limit :limit
                        """), dealer, filter, zone)
                .param("agreeing", agreeing)
                .param("limit", limit)
                .query(Audiences::known)
                .list();
    }

    /** How many somebody means, and how many of them agree to commercial texts. */
    record Count(int customers, int agreeing) {}

    Count count(int dealer, AudienceFilter filter, ZoneId zone) {
        return with(jdbc.sql("""
                        select count(*)::int as customers, count(*) filter (where c.sms_consent)::int as agreeing
                        """ + MEANT), dealer, filter, zone)
                .query((row, _) -> new Count(row.getInt("customers"), row.getInt("agreeing")))
                .single();
    }

    private static JdbcClient.StatementSpec with(
            JdbcClient.StatementSpec statement, int dealer, AudienceFilter it, ZoneId zone) {
        return statement
                .param("dealer", dealer)
                .param("byCar", it.isByCar())
                .param("store", it.store().orElse(null))
                .param("brand", it.brand().orElse(null))
                .param("model", it.model().orElse(null))
                .param("kilometresFrom", it.kilometresFrom().orElse(null))
                .param("kilometresTo", it.kilometresTo().orElse(null))
                .param("seenFrom", begin(it.seenFrom(), zone))
                .param("seenBefore", begin(it.seenBefore(), zone));
    }

    private static @Nullable Timestamp begin(Optional<LocalDate> day, ZoneId zone) {
        return day.map(it -> Timestamp.from(it.atStartOfDay(zone).toInstant())).orElse(null);
    }

    private static BatchRules.Known known(ResultSet row, int number) throws SQLException {
        return new BatchRules.Known(
                row.getObject("customer_id", UUID.class),
                row.getString("customer_no"),
                row.getString("name"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                row.getBoolean("sms_consent"),
                Arrays.asList((String[]) row.getArray("numbers").getArray()),
                Arrays.asList((String[]) row.getArray("plates").getArray()));
    }
}
