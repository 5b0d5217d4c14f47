package org.opendcrc.appointments;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The dealer's list of jobs with hours and money, from which an appointment is estimated (AP-24). One list for all stores. */
@Service
@Transactional
public class PriceList {

    private static final int LONGEST = 60;
    private static final int MOST_MINUTES = 10_000;
    private static final long MOST_FEN = 1_000_000_000L;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PriceList(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** All jobs by code, those given up too. */
    public List<Job> all(Actor actor) {
        if (!actor.may(UseCase.READ_APPOINTMENTS)) {
            actor.require(UseCase.MANAGE_JOBS);
        }
        return read(actor.dealerId());
    }

    private List<Job> read(int dealer) {
        return jdbc.sql("""
                        select j.id, j.code, j.name, j.minutes, j.price_fen, j.skill, j.active
                          from appointments.job j
                         where j.dealer_id = :dealer
                         order by j.code
                        """)
                .param("dealer", dealer)
                .query((row, _) -> new Job(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("name"),
                        row.getInt("minutes"),
                        row.getLong("price_fen"),
                        Optional.ofNullable(row.getString("skill")),
                        row.getBoolean("active")))
                .list();
    }

    /**
     * Writes a job into the list; one of that code is changed. Appointments keep the price that was told.
     *
     * @param skill empty: everybody's
     * @param active whether it is done still
     */
    public RosterAnswer put(
            Actor actor,
            String code,
            String name,
            int minutes,
            long priceFen,
            String skill,
            boolean active,
            Instant now) {
        actor.require(UseCase.MANAGE_JOBS);
        var key = code.strip();
        var words = name.strip();
        if (key.isEmpty() || key.length() > LONGEST || words.isEmpty() || words.length() > LONGEST) {
            return new RosterAnswer.Refused(Sentence.of("prices.refused.words", LONGEST));
        }
        if (minutes < 1 || minutes > MOST_MINUTES || priceFen < 0 || priceFen > MOST_FEN) {
            return new RosterAnswer.Refused(Sentence.of("prices.refused.figures", MOST_MINUTES));
        }
        var asked = Optional.of(skill.strip()).filter(it -> !it.isEmpty());
        if (asked.filter(it -> it.length() > LONGEST).isPresent()) {
            return new RosterAnswer.Refused(Sentence.of("prices.refused.words", LONGEST));
        }
        var before = read(actor.dealerId()).stream()
                .filter(it -> it.code().equals(key))
                .findFirst();
        var after = new Job(before.map(Job::id).orElseGet(Ids::next), key, words, minutes, priceFen, asked, active);
        if (before.equals(Optional.of(after))) {
            return new RosterAnswer.Saved(after.id(), 0);
        }
        jdbc.sql("""
                        insert into appointments.job (dealer_id, id, code, name, minutes, price_fen, skill, active, changed_at)
                        values (:dealer, :id, :code, :name, :minutes, :price, :skill, :active, :now)
                        on conflict (dealer_id, code) do update
                           set name = excluded.name,
                               minutes = excluded.minutes,
                               price_fen = excluded.price_fen,
                               skill = excluded.skill,
                               active = excluded.active,
                               changed_at = excluded.changed_at
                        """)
                .param("dealer", actor.dealerId())
                .param("id", after.id())
                .param("code", key)
                .param("name", words)
                .param("minutes", minutes)
                .param("price", priceFen)
                .param("skill", asked.orElse(null))
                .param("active", active)
                .param("now", Timestamp.from(now))
                .update();
        events.publishEvent(new Audited(
                actor.dealerId(),
                now,
                Optional.of(actor.staffId()),
                "job-list.changed",
                "job-list",
                key,
                before.map(PriceList::facts).orElse(Map.of()),
                facts(after)));
        return new RosterAnswer.Saved(after.id(), 0);
    }

    private static Map<String, String> facts(Job job) {
        var facts = new TreeMap<String, String>();
        facts.put("name", job.name());
        facts.put("minutes", Integer.toString(job.minutes()));
        facts.put("price_fen", Long.toString(job.priceFen()));
        facts.put("skill", job.skill().orElse(""));
        facts.put("active", Boolean.toString(job.active()));
        return facts;
    }
}
