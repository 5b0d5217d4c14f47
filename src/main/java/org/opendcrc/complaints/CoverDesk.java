package org.opendcrc.complaints;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Role;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who acts for a handler while he is away, and what a store expects of each channel (CP-21). */
@Service
@Transactional
public class CoverDesk {

    private final JdbcClient jdbc;
    private final CaseTerms terms;
    private final ApplicationEventPublisher events;

    CoverDesk(JdbcClient jdbc, CaseTerms terms, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.events = events;
    }

    /**
     * Somebody acts for another.
     *
     * @param until not included
     */
    public record Cover(UUID id, String staff, String by, Instant from, Instant until) {}

    /** The answer to the wish to name somebody. */
    public enum Named {
        DONE,
        /** The end lies before the beginning. */
        ENDS_BEFORE_IT_BEGINS,
        /** He is the same, or does not stand high enough in that store to handle cases (CP-4). */
        NOT_HE
    }

    /** Those that hold now or later, the earliest first. */
    @Transactional(readOnly = true)
    public List<Cover> covers(Actor actor, Instant now) {
        actor.require(UseCase.MANAGE_COMPLAINTS);
        return jdbc.sql("""
                        select v.id, a.name as staff, b.name as by, v.from_at, v.until_at
                          from complaints.cover v
                          join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = v.staff_id
                          join organisation.report_staff b on b.dealer_id = :dealer and b.staff_id = v.by_id
                         where v.dealer_id = :dealer
                           and v.ended_at is null
                           and v.until_at > :now
                         order by v.from_at, v.id
                        """)
                .param("dealer", actor.dealerId())
                .param("now", Timestamp.from(now))
                .query((row, _) -> new Cover(
                        row.getObject("id", UUID.class),
                        row.getString("staff"),
                        row.getString("by"),
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("until_at").toInstant()))
                .list();
    }

    /** Those who can handle cases in a store, by name. */
    @Transactional(readOnly = true)
    public List<CaseDetails.Colleague> handlers(Actor actor, UUID store) {
        actor.require(UseCase.MANAGE_COMPLAINTS, store);
        return jdbc.sql("""
                        select r.staff_id, r.name, min(r.role) as role
                          from organisation.report_role r
                         where r.dealer_id = :dealer
                           and r.store_id = :store
                           and r.role in ('CRC_MANAGER', 'SERVICE_MANAGER', 'SALES_MANAGER', 'SERVICE_DIRECTOR', 'SALES_DIRECTOR', 'GENERAL_MANAGER')
                         group by r.staff_id, r.name
                         order by r.name, r.staff_id
                        """)
                .param("dealer", actor.dealerId())
                .param("store", store)
                .query((row, _) -> new CaseDetails.Colleague(
                        row.getObject("staff_id", UUID.class),
                        row.getString("name"),
                        List.of(Role.valueOf(row.getString("role")))))
                .list();
    }

    /**
     * Names who acts for a handler.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not say so in that store
     */
    public Named name(Actor actor, UUID store, UUID staff, UUID by, Instant from, Instant until, Instant now) {
        actor.require(UseCase.MANAGE_COMPLAINTS, store);
        var dealer = actor.dealerId();
        if (!until.isAfter(from)) {
            return Named.ENDS_BEFORE_IT_BEGINS;
        }
        var needed = terms.of(store).rules().handlerRank();
        var high = terms.rankOf(dealer, store, by).filter(it -> it.isAtLeast(needed)); // CP-4
        if (staff.equals(by)
                || high.isEmpty()
                || terms.rankOf(dealer, store, staff).isEmpty()) {
            return Named.NOT_HE;
        }
        var id = Ids.next();
        jdbc.sql("""
                        insert into complaints.cover (dealer_id, id, staff_id, by_id, from_at, until_at, named_by)
                        values (:dealer, :id, :staff, :by, :from, :until, :actor)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("staff", staff)
                .param("by", by)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("actor", actor.staffId())
                .update();
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.cover-named",
                "staff",
                staff,
                Map.of("by", by.toString(), "until", until.toString())));
        return Named.DONE;
    }

    /** Takes it back; twice is harmless. */
    public void end(Actor actor, UUID cover, Instant now) {
        actor.require(UseCase.MANAGE_COMPLAINTS);
        jdbc.sql("""
                        update complaints.cover v
                           set ended_at = :now
                         where v.dealer_id = :dealer
                           and v.id = :id
                           and v.ended_at is null
                        """)
                .param("dealer", actor.dealerId())
                .param("id", cover)
                .param("now", Timestamp.from(now))
                .update();
        events.publishEvent(Audited.by(actor, now, "complaint.cover-ended", "staff", cover, Map.of()));
    }

    /** What the store expects of every channel. */
    @Transactional(readOnly = true)
    public Map<ComplaintSource, ChannelTerms> channels(Actor actor, UUID store) {
        actor.require(UseCase.MANAGE_COMPLAINTS, store);
        var all = new EnumMap<ComplaintSource, ChannelTerms>(ComplaintSource.class);
        for (var source : ComplaintSource.values()) {
            all.put(source, source.terms());
        }
        jdbc.sql("""
                        select h.source, h.reply_hours, h.manner, h.watch_days
                          from complaints.channel h
                         where h.dealer_id = :dealer
                           and h.store_id = :store
                        """).param("dealer", actor.dealerId()).param("store", store).query(row -> {
            all.put(
                    ComplaintSource.valueOf(row.getString("source")),
                    new ChannelTerms(
                            row.getInt("reply_hours"),
                            ReplyManner.valueOf(row.getString("manner")),
                            row.getInt("watch_days")));
        });
        return all;
    }

    /**
     * Says what is expected of a channel from now on; clocks that run already keep their end.
     *
     * @return false if a number is out of bounds; nothing was changed
     * @throws NotFound if the store is not the dealer's
     */
    public boolean expect(Actor actor, UUID store, ComplaintSource source, ChannelTerms expected, Instant now) {
        actor.require(UseCase.MANAGE_COMPLAINTS, store);
        if (expected.replyHours() < 1
                || expected.replyHours() > 720
                || expected.watchDays() < 0
                || expected.watchDays() > 365) {
            return false;
        }
        jdbc.sql("""
                        insert into complaints.channel (dealer_id, store_id, source, reply_hours, manner, watch_days)
                        values (:dealer, :store, :source, :hours, :manner, :days)
                        on conflict (dealer_id, store_id, source) do update
                           set reply_hours = excluded.reply_hours, manner = excluded.manner, watch_days = excluded.watch_days
                        """)
                .param("dealer", actor.dealerId())
                .param("store", store)
                .param("source", source.name())
                .param("hours", expected.replyHours())
                .param("manner", expected.manner().name())
                .param("days", expected.watchDays())
                .update();
        events.publishEvent(Audited.by(
                actor,
                now,
                "complaint.channel-set",
                "store",
                store,
                Map.of(
                        "channel",
                        source.name(),
                        "hours",
                        Integer.toString(expected.replyHours()),
                        "manner",
                        expected.manner().name(),
                        "days",
                        Integer.toString(expected.watchDays()))));
        return true;
    }
}
