package org.opendcrc.followups;

import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.TextField;
import org.opendcrc.messaging.TextSubject;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.site.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a clerk can text about a follow-up call by hand: the car, its advisor and the day of the visit fill in the fields. */
@Component
public class FollowUpTexts implements TextSubject {

    /** Other than {@link FollowUpDesk#CAUSE}: a text by hand does not end the task. */
    public static final String CAUSE = "follow-up-note";

    private final JdbcClient jdbc;
    private final Messages messages;

    FollowUpTexts(JdbcClient jdbc, Messages messages) {
        this.jdbc = jdbc;
        this.messages = messages;
    }

    @Override
    public String cause() {
        return CAUSE;
    }

    @Override
    public Optional<About> about(UUID id) {
        return jdbc.sql("""
                        select t.store_id, c.customer_id, s.zone, coalesce(t.settled_at, t.happened_at) as visited_at, v.plate, a.name as advisor
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = t.store_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                          left join organisation.report_staff a on a.dealer_id = :dealer and a.staff_id = t.advisor_id
                         where t.dealer_id = :dealer
                           and t.id = :id
                        """)
                .param("dealer", DealerContext.require())
                .param("id", id)
                .query((row, _) -> new About(
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        values(
                                Optional.ofNullable(row.getString("plate")),
                                Optional.ofNullable(row.getString("advisor")),
                                row.getTimestamp("visited_at"),
                                ZoneId.of(row.getString("zone")))))
                .optional();
    }

    private Map<TextField, String> values(
            Optional<String> plate, Optional<String> advisor, Timestamp visited, ZoneId zone) {
        var values = new EnumMap<TextField, String>(TextField.class);
        plate.ifPresent(it -> values.put(TextField.PLATE, it));
        advisor.ifPresent(it -> values.put(TextField.ADVISOR, it));
        var day = visited.toInstant().atZone(zone).toLocalDate();
        values.put(TextField.DATE, messages.in(Locale.CHINA).t("text.day", day.getMonthValue(), day.getDayOfMonth()));
        return values;
    }
}
