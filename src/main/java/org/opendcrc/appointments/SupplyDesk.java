package org.opendcrc.appointments;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where it is said which parts a job needs, when parts come that are short, which campaigns run and what technicians have learnt; offers
 * follow at once (AP-25). Every method throws {@link org.opendcrc.shared.NotAllowed} for a person without the right.
 */
@Service
@Transactional
public class SupplyDesk {

    private static final int LONGEST = 60;
    private static final int MOST_SKILLS = 30;
    private static final int MOST_PLACES = 1000;
    private static final BigDecimal MOST = new BigDecimal("99999");

    private final JdbcClient jdbc;
    private final SupplyReader reader;
    private final Rosters rosters;
    private final ApplicationEventPublisher events;

    SupplyDesk(JdbcClient jdbc, SupplyReader reader, Rosters rosters, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.rosters = rosters;
        this.events = events;
    }

    /** What limits the offers of a store. */
    public Supplies of(Actor actor, UUID store, LocalDate today) {
        if (!actor.may(UseCase.READ_APPOINTMENTS, store)) {
            actor.require(UseCase.MANAGE_CAMPAIGNS, store);
        }
        return reader.of(actor.dealerId(), store, today);
    }

    /** A job needs so much of a part; zero: it does not. One list for all stores of the dealer. */
    public RosterAnswer setPart(
            Actor actor, String jobCode, String partNo, String name, BigDecimal quantity, Instant now) {
        actor.require(UseCase.MANAGE_JOBS);
        var part = partNo.strip();
        var words = name.strip().isEmpty() ? part : name.strip();
        if (part.isEmpty() || part.length() > LONGEST || words.length() > LONGEST) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.words", LONGEST));
        }
        if (isNoQuantity(quantity)) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.quantity"));
        }
        var job = job(actor.dealerId(), jobCode);
        if (quantity.signum() == 0) {
            jdbc.sql("""
                            delete from appointments.job_part p
                             where p.dealer_id = :dealer
                               and p.job_id = :job
                               and p.part_no = :part
                            """)
                    .param("dealer", actor.dealerId())
                    .param("job", job)
                    .param("part", part)
                    .update();
        } else {
            jdbc.sql("""
                            insert into appointments.job_part (dealer_id, job_id, part_no, name, quantity)
                            values (:dealer, :job, :part, :name, :quantity)
                            on conflict (dealer_id, job_id, part_no) do update
                               set name = excluded.name,
                                   quantity = excluded.quantity
                            """)
                    .param("dealer", actor.dealerId())
                    .param("job", job)
                    .param("part", part)
                    .param("name", words)
                    .param("quantity", quantity)
                    .update();
        }
        audit(actor, now, "supplies.part-set", jobCode, Map.of("part", part, "quantity", quantity.toPlainString()));
        return new RosterAnswer.Saved(job, 0);
    }

    private UUID job(int dealer, String code) {
        return jdbc.sql("""
                        select j.id
                          from appointments.job j
                         where j.dealer_id = :dealer
                           and j.code = :code
                        """)
                .param("dealer", dealer)
                .param("code", code.strip())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("job " + code));
    }

    /** So much of a part is expected in a store on a day; zero: it is not. */
    public RosterAnswer expect(
            Actor actor, UUID store, String partNo, LocalDate day, BigDecimal quantity, LocalDate today, Instant now) {
        actor.require(UseCase.PREPARE_PARTS, store);
        var part = partNo.strip();
        if (part.isEmpty() || part.length() > LONGEST) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.words", LONGEST));
        }
        if (day.isBefore(today)) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.past", day.toString()));
        }
        if (isNoQuantity(quantity)) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.quantity"));
        }
        if (quantity.signum() == 0) {
            jdbc.sql("""
                            delete from appointments.part_arrival a
                             where a.dealer_id = :dealer
                               and a.store_id = :store
                               and a.part_no = :part
                               and a.expected_on = :day
                            """)
                    .param("dealer", actor.dealerId())
                    .param("store", store)
                    .param("part", part)
                    .param("day", day)
                    .update();
        } else {
            jdbc.sql("""
                            insert into appointments.part_arrival (dealer_id, store_id, part_no, expected_on, quantity, entered_at, entered_by)
                            values (:dealer, :store, :part, :day, :quantity, :now, :by)
                            on conflict (dealer_id, store_id, part_no, expected_on) do update
                               set quantity = excluded.quantity,
                                   entered_at = excluded.entered_at,
                                   entered_by = excluded.entered_by
                            """)
                    .param("dealer", actor.dealerId())
                    .param("store", store)
                    .param("part", part)
                    .param("day", day)
                    .param("quantity", quantity)
                    .param("now", Timestamp.from(now))
                    .param("by", actor.staffId())
                    .update();
        }
        audit(
                actor,
                now,
                "supplies.arrival-set",
                part,
                Map.of("expected_on", day.toString(), "quantity", quantity.toPlainString()));
        return new RosterAnswer.Saved(store, 0);
    }

    /**
     * A campaign as it is written down; one of that name in the store is changed.
     *
     * @param from with {@code to}: the hours in which it is offered first; both empty: all day
     * @param jobs codes of the price list
     */
    public record CampaignWish(
            String name,
            LocalDate first,
            LocalDate last,
            Optional<LocalTime> from,
            Optional<LocalTime> to,
            int places,
            List<String> jobs,
            boolean active) {

        public CampaignWish {
            name = name.strip();
            jobs = List.copyOf(jobs);
        }
    }

    /** Sets up a campaign or changes it. */
    public RosterAnswer setCampaign(Actor actor, UUID store, CampaignWish wish, Instant now) {
        actor.require(UseCase.MANAGE_CAMPAIGNS, store);
        if (wish.name().isEmpty() || wish.name().length() > LONGEST) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.campaign.name", LONGEST));
        }
        if (wish.last().isBefore(wish.first())
                || wish.from().isPresent() != wish.to().isPresent()
                || wish.from().filter(it -> !it.isBefore(wish.to().orElse(it))).isPresent()) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.campaign.days"));
        }
        if (wish.places() < 1 || wish.places() > MOST_PLACES) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.campaign.places", MOST_PLACES));
        }
        var codes = Supplies.words(wish.jobs());
        if (codes.isEmpty()) {
            return new RosterAnswer.Refused(Sentence.of("supplies.refused.campaign.jobs"));
        }
        var dealer = actor.dealerId();
        var jobs = codes.stream().map(it -> job(dealer, it)).toList();
        var id = jdbc.sql("""
                        insert into appointments.campaign (dealer_id, id, store_id, name, first_day, last_day, from_time, to_time, places, active,
                                                           changed_at)
                        values (:dealer, :id, :store, :name, :first, :last, :from, :to, :places, :active, :now)
                        on conflict (dealer_id, store_id, name) do update
                           set first_day = excluded.first_day,
                               last_day = excluded.last_day,
                               from_time = excluded.from_time,
                               to_time = excluded.to_time,
                               places = excluded.places,
                               active = excluded.active,
                               changed_at = excluded.changed_at
                        returning id
                        """)
                .param("dealer", dealer)
                .param("id", Ids.next())
                .param("store", store)
                .param("name", wish.name())
                .param("first", wish.first())
                .param("last", wish.last())
                .param("from", wish.from().orElse(null), Types.TIME)
                .param("to", wish.to().orElse(null), Types.TIME)
                .param("places", wish.places())
                .param("active", wish.active())
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .single();
        jdbc.sql("""
                        delete from appointments.campaign_job j
                         where j.dealer_id = :dealer
                           and j.campaign_id = :campaign
                        """).param("dealer", dealer).param("campaign", id).update();
        jobs.forEach(it -> jdbc.sql("""
                        insert into appointments.campaign_job (dealer_id, campaign_id, job_id)
                        values (:dealer, :campaign, :job)
                        """)
                .param("dealer", dealer)
                .param("campaign", id)
                .param("job", it)
                .update());
        var facts = new TreeMap<String, String>();
        facts.put("days", wish.first() + "/" + wish.last());
        facts.put("places", Integer.toString(wish.places()));
        facts.put("jobs", String.join(" ", codes));
        facts.put("active", Boolean.toString(wish.active()));
        audit(actor, now, "supplies.campaign-set", wish.name(), facts);
        return new RosterAnswer.Saved(id, 0);
    }

    /**
     * Makes these what a technician has learnt, as jobs of the price list name it.
     *
     * @throws NotFound if he is not of the store's workshop
     */
    public RosterAnswer setSkills(Actor actor, UUID store, UUID technician, List<String> skills, Instant now) {
        actor.require(UseCase.MANAGE_CAMPAIGNS, store);
        if (reader.of(actor.dealerId(), store, LocalDate.EPOCH).technicians().stream()
                .noneMatch(it -> it.id().equals(technician))) {
            throw new NotFound("technician " + technician);
        }
        var wanted = List.copyOf(Supplies.words(skills));
        if (wanted.size() > MOST_SKILLS || wanted.stream().anyMatch(it -> it.length() > LONGEST)) {
            return new RosterAnswer.Refused(Sentence.of("roster.refused.skills", MOST_SKILLS, LONGEST));
        }
        rosters.replaceSkills(actor.dealerId(), store, technician, wanted);
        events.publishEvent(Audited.by(
                actor, now, "roster.skills-set", "staff", technician, Map.of("skills", String.join(", ", wanted))));
        return new RosterAnswer.Saved(technician, 0);
    }

    private static boolean isNoQuantity(BigDecimal quantity) {
        return quantity.signum() < 0
                || quantity.compareTo(MOST) > 0
                || quantity.stripTrailingZeros().scale() > 3;
    }

    private void audit(Actor actor, Instant now, String action, String id, Map<String, String> facts) {
        events.publishEvent(Audited.by(actor, now, action, "supplies", id, facts));
    }
}
