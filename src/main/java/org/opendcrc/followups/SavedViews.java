package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.UseCase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Each person's own filters. Nobody sees those of others. */
@Service
@Transactional
public class SavedViews {

    /** How long a name may be, in characters. */
    public static final int LONGEST_NAME = 20;

    private final JdbcClient jdbc;

    SavedViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a filter; one of that name is replaced.
     *
     * @return false if the name is empty or too long
     */
    public boolean save(Actor actor, String name, String filter, Instant now) {
        actor.require(UseCase.OPEN_FOLLOW_UPS);
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            return false;
        }
        jdbc.sql("""
                insert into followups.saved_view (dealer_id, id, staff_id, name, filter, saved_at)
                values (:dealer, :id, :staff, :name, :filter, :now)
                on conflict (dealer_id, staff_id, name) do update
                   set filter = excluded.filter
                """)
                .param("dealer", actor.dealerId())
                .param("id", Ids.next())
                .param("staff", actor.staffId())
                .param("name", plain)
                .param("filter", filter)
                .param("now", Timestamp.from(now))
                .update();
        return true;
    }

    /**
     * Gives a view another name.
     *
     * @return false if the name is empty, too long or taken
     */
    public boolean rename(Actor actor, UUID view, String name) {
        actor.require(UseCase.OPEN_FOLLOW_UPS);
        var plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            return false;
        }
        return jdbc.sql("""
                        update followups.saved_view w
                           set name = :name
                         where w.dealer_id = :dealer
                           and w.staff_id = :staff
                           and w.id = :id
                           and not exists (select 1
                                             from followups.saved_view o
                                            where o.dealer_id = :dealer
                                              and o.staff_id = :staff
                                              and o.name = :name
                                              and o.id <> :id)
                        """)
                        .param("dealer", actor.dealerId())
                        .param("staff", actor.staffId())
                        .param("id", view)
                        .param("name", plain)
                        .update()
                == 1;
    }

    /** The person's views, in the order in which they were kept. */
    @Transactional(readOnly = true)
    public List<SavedView> of(Actor actor) {
        return jdbc.sql("""
                        select w.id, w.name, w.filter, w.standard
                          from followups.saved_view w
                         where w.dealer_id = :dealer
                           and w.staff_id = :staff
                         order by w.saved_at, w.id
                        """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .query((row, _) -> new SavedView(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("filter"),
                        row.getBoolean("standard")))
                .list();
    }

    /** Whether the list opens with that view. */
    @Transactional(readOnly = true)
    public boolean isStandard(Actor actor, UUID view) {
        return jdbc.sql("""
                        select count(*)
                          from followups.saved_view w
                         where w.dealer_id = :dealer
                           and w.staff_id = :staff
                           and w.id = :id
                           and w.standard
                        """)
                        .param("dealer", actor.dealerId())
                        .param("staff", actor.staffId())
                        .param("id", view)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Twice is harmless. */
    public void delete(Actor actor, UUID view) {
        actor.require(UseCase.OPEN_FOLLOW_UPS);
        jdbc.sql("""
                delete from followups.saved_view w
                 where w.dealer_id = :dealer
                   and w.staff_id = :staff
                   and w.id = :id
                """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .param("id", view)
                .update();
    }

    /** Opens the list with that view from now on; with the orders of three days ago again if none is named (FU-3). */
    public void makeStandard(Actor actor, Optional<UUID> view) {
        actor.require(UseCase.OPEN_FOLLOW_UPS);
        jdbc.sql("""
                update followups.saved_view w
                   set standard = false
                 where w.dealer_id = :dealer
                   and w.staff_id = :staff
                   and w.standard
                """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .update();
        view.ifPresent(it -> jdbc.sql("""
                update followups.saved_view w
                   set standard = true
                 where w.dealer_id = :dealer
                   and w.staff_id = :staff
                   and w.id = :id
                """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .param("id", it)
                .update());
    }
}
