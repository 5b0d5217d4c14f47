package org.opendcrc.followups;

import java.util.Optional;
import java.util.UUID;
import org.opendcrc.questionnaires.CallFacts;
import org.opendcrc.questionnaires.Questionnaire;
import org.opendcrc.questionnaires.Questionnaires;
import org.opendcrc.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked in a call: the questionnaire of its kind that is meant for such a car and order. */
@Component
class CallQuestions {

    private final JdbcClient jdbc;
    private final Questionnaires questionnaires;

    CallQuestions(JdbcClient jdbc, Questionnaires questionnaires) {
        this.jdbc = jdbc;
        this.questionnaires = questionnaires;
    }

    /**
     * The version for a call, or the one that the clerk has had before him all along.
     *
     * @throws NotFound if the dealer has none for it
     */
    Questionnaire of(CallFile file, Optional<UUID> shown) {
        var order = file.order();
        return of(
                CallKind.shownAs(order.kind()),
                new CallFacts(
                        Optional.of(file.vehicle().brand()).filter(it -> !it.isEmpty()),
                        Optional.of(order.kind()),
                        order.mileageKm()),
                shown);
    }

    private Questionnaire of(CallKind kind, CallFacts call, Optional<UUID> shown) {
        return questionnaires.forCall(kind.questionnaire().orElse(Questionnaire.SERVICE), call, shown);
    }

    /**
     * The version by which the answers of a task are read and counted: the one that was shown, else the one for it.
     *
     * @return empty if that version is none of this kind of call
     */
    Optional<Questionnaire> of(int dealer, UUID task, Optional<UUID> shown) {
        record Row(CallKind kind, CallFacts call) {}
        var row = jdbc.sql("""
                        select t.kind, t.order_kind, t.mileage_km, v.brand
                          from followups.task t
                          join followups.contact c on c.dealer_id = :dealer and c.id = t.contact_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = c.vehicle_id
                         where t.dealer_id = :dealer
                           and t.id = :task
                        """)
                .param("dealer", dealer)
                .param("task", task)
                .query((it, _) -> new Row(
                        CallKind.valueOf(it.getString("kind")),
                        new CallFacts(
                                Optional.ofNullable(it.getString("brand")),
                                Optional.ofNullable(it.getString("order_kind")),
                                Optional.ofNullable(it.getObject("mileage_km", Integer.class)))))
                .single();
        return Optional.of(of(row.kind(), row.call(), shown))
                .filter(it -> shown.isEmpty() || shown.equals(Optional.of(it.id())));
    }
}
