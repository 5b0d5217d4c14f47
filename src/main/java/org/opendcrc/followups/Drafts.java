package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opendcrc.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a clerk has typed on the call page and not saved yet 草稿. Each sees his own only. A draft is kept while he has the call in his
 * hand; it goes when the call is recorded, when he discards it, and a week after it was written at the latest (A29).
 */
@Service
@Transactional
public class Drafts {

    /** How long words about a customer that nobody saved are kept. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;

    Drafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps what is typed, in place of what was kept before; nothing happens unless the call is open and in his hand, so that what
     * arrives late leaves nothing behind. What arrives while the call is being recorded waits for that, and is late then (A29).
     *
     * @param typed the fields of the page by name; more than 20,000 characters are no draft
     */
    public void keep(Actor actor, UUID task, Map<String, String> typed, Instant now) {
        var words = JSON.writeValueAsString(typed.entrySet().stream()
                .filter(it -> !it.getKey().startsWith("_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        if (words.length() > MOST) {
            return;
        }
        jdbc.sql("""
                        insert into followups.draft (dealer_id, task_id, staff_id, typed, saved_at, expires_at)
                        select t.dealer_id, t.id, c.claimed_by, :typed, :now, :expires
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                         where t.dealer_id = :dealer
                           and t.id = :task
                           and t.state in ('PENDING', 'RETRY')
                           and c.claimed_by = :staff
                           and c.claimed_until > :now
                           for share of c
                        on conflict (dealer_id, task_id, staff_id) do update
                           set typed = excluded.typed,
                               saved_at = excluded.saved_at,
                               expires_at = excluded.expires_at
                        """)
                .param("dealer", actor.dealerId())
                .param("task", task)
                .param("staff", actor.staffId())
                .param("typed", words)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(KEPT)))
                .update();
    }

    /** Throws his own draft away; twice is harmless. */
    public void discard(Actor actor, UUID task) {
        jdbc.sql("""
                        delete from followups.draft d
                         where d.dealer_id = :dealer
                           and d.task_id = :task
                           and d.staff_id = :staff
                        """)
                .param("dealer", actor.dealerId())
                .param("task", task)
                .param("staff", actor.staffId())
                .update();
    }
}
