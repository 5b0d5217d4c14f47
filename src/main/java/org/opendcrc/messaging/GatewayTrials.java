package org.opendcrc.messaging;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of trials. */
@Repository
class GatewayTrials {

    private final JdbcClient jdbc;

    GatewayTrials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int dealer, UUID id, UUID gateway, String phone, String body, UUID by, Instant at) {
        jdbc.sql("""
                insert into messaging.gateway_trial (dealer_id, id, gateway_id, phone, body, state, tried_at, tried_by)
                values (:dealer, :id, :gateway, :phone, :body, 'HANDED', :at, :by)
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("gateway", gateway)
                .param("phone", phone)
                .param("body", body)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    void answered(int dealer, UUID id, Answer answer, Instant at) {
        record Written(String state, Optional<String> reason, Optional<String> code) {}
        var written = switch (answer) {
            case Answer.Accepted _ -> new Written("ACCEPTED", Optional.empty(), Optional.empty());
            case Answer.Refused(var reason, var code) -> new Written("FAILED", Optional.of(reason), Optional.of(code));
            case Answer.Slower(var code) -> new Written("FAILED", Optional.of("slower"), Optional.of(code));
            case Answer.NoLine() -> new Written("NO_LINE", Optional.empty(), Optional.empty());
            case Answer.Unknown(var code) -> new Written("UNKNOWN", Optional.empty(), Optional.of(code));
        };
        jdbc.sql("""
                update messaging.gateway_trial r
                   set state = :state, reason = :reason, code = :code, ended_at = :at
                 where r.dealer_id = :dealer
                   and r.id = :id
                   and r.state = 'HANDED'
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("state", written.state())
                .param("reason", written.reason().orElse(null))
                .param("code", written.code().orElse(null))
                .param("at", Timestamp.from(at))
                .update();
    }

    void trouble(int dealer, UUID id, String trouble) {
        jdbc.sql("""
                update messaging.gateway_trial r
                   set reason = :trouble
                 where r.dealer_id = :dealer
                   and r.id = :id
                   and r.state = 'NO_LINE'
                """)
                .param("dealer", dealer)
                .param("id", id)
                .param("trouble", trouble)
                .update();
    }

    /** The last five, the latest first. */
    List<GatewayTrial> last(int dealer, UUID gateway) {
        return jdbc.sql("""
                        select r.id, r.phone, r.state, r.reason, r.code, r.tried_at, p.name as tried_by, r.ended_at
                          from messaging.gateway_trial r
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = r.tried_by
                         where r.dealer_id = :dealer
                           and r.gateway_id = :gateway
                         order by r.tried_at desc, r.id desc
                         limit 5
                        """)
                .param("dealer", dealer)
                .param("gateway", gateway)
                .query((row, _) -> new GatewayTrial(
                        row.getObject("id", UUID.class),
                        row.getString("phone"),
                        GatewayTrial.State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("reason")),
                        Optional.ofNullable(row.getString("code")),
                        row.getTimestamp("tried_at").toInstant(),
                        row.getString("tried_by"),
                        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant)))
                .list();
    }
}
