package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.messaging.BatchDesk.Audience;
import org.opendcrc.messaging.BatchPrepared.Prepared;
import org.opendcrc.messaging.BatchPrepared.Refusal;
import org.opendcrc.messaging.BatchPrepared.Refused;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotAllowed;
import org.opendcrc.shared.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Texts to many at once: prepared, approved, written at a pace, stopped at any moment, and never to whom the law keeps from it. */
@ApplicationTest
@Import({TestHouse.class, OutboxTest.Ears.class})
class BatchesTest {

    /** Nine in the morning. */
    private static final Instant NINE = Instant.parse("2026-11-21T01:00:00Z");

    @Autowired
    private BatchDesk desk;

    @Autowired
    private BatchJob job;

    @Autowired
    private GatewayDesk gateways;

    @Autowired
    private Lines lines;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    private House house;
    private Actor manager;
    private Actor other;
    private Smsc smsc;
    private TestLines line;

    @BeforeEach
    void open() throws Exception {
        builder.systemClock().set(NINE);
        house = builder.open();
        builder.employ(house, "quan", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        builder.agent(house, "zhou");
        builder.employ(house, "rui", Map.of(house.east(), Set.of(Role.CRC_MANAGER)));
        manager = builder.actor(house, "quan");
        other = builder.actor(house, "rui");
        smsc = new Smsc();
        line = new TestLines(gateways, lines, builder, jdbc, house);
        line.open(smsc.port(), 1000, Map.of(), NINE);
    }

    @AfterEach
    void close() throws Exception {
        line.close(NINE);
        smsc.close();
        builder.systemClock().set(NINE);
    }

    @Test
    void who_is_left_out_is_shown_with_the_reason_and_nothing_goes_before_the_manager_approves() {
        customers(8);
        change(
                "update customers.customer c set sms_consent = false where c.dealer_id = :dealer and c.customer_no = 'K2'");
        change("update customers.customer c set dnd = true where c.dealer_id = :dealer and c.customer_no = 'K3'");
        change("update customers.phone p set e164 = '+8657188886666' where p.dealer_id = :dealer and p.e164 = '"
                + phone(4) + "'");
        change("insert into messaging.opt_out (dealer_id, phone, words, opted_at) values (:dealer, '" + phone(5)
                + "', 'TD', '2026-11-01 00:00Z')");
        var id = prepared(new Audience.Typed("K1\r\n13800000001\nK2\nk3\nK4\nK5\n没有这个人\nK6\n"), 60);
        var report = report(id);
        assertThat(report.batch().state()).isEqualTo(Batch.State.PREPARED);
        assertThat(report.leftOut())
                .isEqualTo(Map.of(
                        "twice", 1, "no-consent", 1, "do-not-disturb", 1, "no-number", 1, "opted-out", 1, "nobody", 1));
        assertThat(report.batch().count(BatchLine.State.READY)).isEqualTo(2);
        assertThat(as(() -> desk.lines(manager, id, Optional.of(BatchLine.State.READY), 0, 10)))
                .extracting(it -> it.body().orElseThrow())
                .allSatisfy(it -> assertThat(it).startsWith("【杭州城东店】").endsWith("拒收请回复R"));
        job.run(NINE.plus(Duration.ofHours(1)));
        line.drain();
        assertThat(smsc.submitted).isEmpty();
        assertThatThrownBy(() -> as(() -> desk.approve(builder.actor(house, "zhou"), id, NINE)))
                .isInstanceOf(NotAllowed.class);
        assertThat(as(() -> desk.approve(other, id, NINE))).isEqualTo(BatchStep.DONE);
        assertThat(as(() -> desk.approve(other, id, NINE))).isEqualTo(BatchStep.TOO_LATE);
        line.drain();
        assertThat(smsc.submitted).hasSize(2);
        assertThat(report(id).texts()).isEqualTo(Map.of(TextLine.State.SENT, 2));
        assertThat(report(id).batch().state()).isEqualTo(Batch.State.DONE);
        assertThat(report(id).batch().approvedBy()).contains("rui");
    }

    @Test
    void an_opt_out_in_the_middle_of_a_batch_of_500_counts_at_once_and_for_what_is_still_to_be_written() {
        customers(500);
        var id = prepared(new Audience.Consenting(), 300);
        var told = new AtomicBoolean();
        smsc.manner = (_, number) -> {
            if (number == 150 && told.compareAndSet(false, true)) {
                try {
                    smsc.reply(phone(280).substring(1), "退订!!"); // waits in the outbox
                    smsc.reply(phone(450).substring(1), "ｒ"); // not written yet
                    smsc.reply(phone(1).substring(1), "谢谢"); // wants them
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return "m" + number;
        };
        as(() -> desk.approve(other, id, NINE));
        line.drain();
        assertThat(told).isTrue();
        assertThat(smsc.submitted).hasSize(299);
        line.after(Duration.ofMinutes(1));
        job.run(builder.systemClock().instant());
        line.drain();
        assertThat(smsc.submitted)
                .hasSize(498)
                .extracting(Smsc.Submitted::to)
                .doesNotContain(phone(280).substring(1), phone(450).substring(1))
                .doesNotHaveDuplicates();
        var report = report(id);
        assertThat(report.batch().state()).isEqualTo(Batch.State.DONE);
        assertThat(report.leftOut()).isEqualTo(Map.of("opted-out", 1));
        assertThat(report.texts()).isEqualTo(Map.of(TextLine.State.SENT, 498, TextLine.State.NOT_SENT, 1));
        assertThat(report.replies()).isEqualTo(Map.of(ReplyLine.Kind.WORDS, 1));
        assertThat(report.refusals())
                .isEqualTo(Map.of(BatchDesk.Report.Refusal.TAKEN_BACK, 1, BatchDesk.Report.Refusal.LEFT_OUT, 1));
        assertThat(report.parts()).isEqualTo(499);
    }

    @Test
    void it_is_written_at_its_pace_and_stopped_at_any_moment_with_what_waits_taken_back() {
        customers(5);
        var id = prepared(new Audience.Consenting(), 2);
        as(() -> desk.approve(other, id, NINE));
        line.drain();
        assertThat(smsc.submitted).hasSize(2);
        job.run(NINE.plusSeconds(59));
        assertThat(report(id).batch().count(BatchLine.State.WRITTEN)).isEqualTo(2);
        job.run(NINE.plusSeconds(60));
        assertThat(report(id).batch().count(BatchLine.State.WRITTEN)).isEqualTo(4);
        assertThat(as(() -> desk.stop(manager, id, NINE.plusSeconds(61)))).isTrue();
        builder.systemClock().pass(Duration.ofMinutes(3));
        job.run(builder.systemClock().instant());
        line.drain();
        assertThat(smsc.submitted).hasSize(2);
        var report = report(id);
        assertThat(report.batch().state()).isEqualTo(Batch.State.STOPPED);
        assertThat(report.batch().count(BatchLine.State.STOPPED)).isEqualTo(1);
        assertThat(report.texts()).isEqualTo(Map.of(TextLine.State.SENT, 2, TextLine.State.NOT_SENT, 2));
        assertThat(as(() -> desk.stop(manager, id, NINE.plusSeconds(62)))).isFalse();
    }

    @Test
    void RC_8_a_batch_rests_at_noon_and_goes_on_by_itself() {
        customers(1);
        var noon = NINE.plus(Duration.ofHours(3));
        builder.systemClock().set(noon);
        var id = prepared(new Audience.Consenting(), 60);
        as(() -> desk.approve(other, id, noon));
        assertThat(report(id).batch().nextAt()).contains(noon.plus(Duration.ofMinutes(90)));
        job.run(noon.plus(Duration.ofMinutes(89)));
        assertThat(report(id).batch().state()).isEqualTo(Batch.State.RUNNING);
        job.run(noon.plus(Duration.ofMinutes(90)));
        assertThat(report(id).batch().state()).isEqualTo(Batch.State.DONE);
    }

    @Test
    void what_cannot_be_prepared_says_why() {
        assertThat(refusal("", "offer", "K1", 60)).isEqualTo(new Refusal.NoName());
        assertThat(refusal("名", "offer", " \n ", 60)).isEqualTo(new Refusal.Nobody());
        assertThat(refusal("名", "offer", "K1", 0)).isEqualTo(new Refusal.BadPace(1, 1000));
        assertThat(refusal("名", "letter-unreached", "K1", 60)).isEqualTo(new Refusal.NoTemplate());
        assertThat(refusal("名", "visit-thanks", "K1", 60)).isInstanceOf(Refusal.FieldUnknown.class);
        assertThat(refusal("名", "offer", "K1\n".repeat(10_001), 60)).isEqualTo(new Refusal.TooMany(10_001, 10_000));
    }

    @Test
    void a_batch_that_is_given_up_sends_nothing() {
        customers(1);
        var id = prepared(new Audience.Consenting(), 60);
        assertThat(as(() -> desk.drop(manager, id, NINE))).isTrue();
        assertThat(as(() -> desk.approve(other, id, NINE))).isEqualTo(BatchStep.TOO_LATE);
        assertThat(as(() -> desk.list(manager, Optional.empty(), 10)))
                .extracting(Batch::state)
                .containsExactly(Batch.State.DROPPED);
    }

    @Test
    void whoever_prepared_it_does_not_approve_it_unless_the_store_allows_that() {
        customers(1);
        var id = prepared(new Audience.Consenting(), 60);
        assertThat(as(() -> desk.approve(manager, id, NINE))).isEqualTo(BatchStep.SAME_PERSON);
        assertThat(report(id).batch().state()).isEqualTo(Batch.State.PREPARED);
        change("insert into organisation.setting (dealer_id, store_id, key, value, changed_at)"
                + " select s.dealer_id, s.id, 'text.batch-by-another', 'false', '2026-11-01 00:00Z'"
                + " from organisation.store s where s.dealer_id = :dealer");
        assertThat(as(() -> desk.approve(manager, id, NINE))).isEqualTo(BatchStep.DONE);
    }

    @Test
    void an_opt_out_that_answers_a_batch_counts_though_another_text_came_meanwhile_and_a_week_later_no_more()
            throws Exception {
        customers(3);
        var id = prepared(new Audience.Consenting(), 2);
        as(() -> desk.approve(other, id, NINE));
        line.drain();
        // Somebody whose text went in the first part answers after a service text that came in between.
        change(
                "insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id, state,"
                        + " channel, written_at, decided_at) select :dealer, '00000000-0000-7000-8000-00000000aaaa', s.id, c.id, c.phone, '您好', 2,"
                        + " 'SERVICE', 'x', c.id, 'SENT', 'line', '2026-11-21 01:00:30Z', '2026-11-21 01:00:30Z' from organisation.store s,"
                        + " customers.customer c where s.dealer_id = :dealer and c.dealer_id = :dealer and c.customer_no = 'K1' and s.id = '"
                        + house.east() + "'");
        line.after(Duration.ofMinutes(1));
        smsc.reply(phone(1).substring(1), "TD");
        // And somebody after the preview, before his part is written, who is left out.
        smsc.reply(phone(3).substring(1), "R");
        job.run(builder.systemClock().instant());
        line.drain();
        assertThat(smsc.submitted).hasSize(2);
        var answered = report(id);
        assertThat(answered.refusals())
                .isEqualTo(Map.of(BatchDesk.Report.Refusal.ANSWERED, 1, BatchDesk.Report.Refusal.LEFT_OUT, 1));
        assertThat(answered.optOuts()).isEqualTo(2);
        // A week after his text was written a refusal answers something else.
        builder.systemClock().set(NINE.plus(Duration.ofDays(7)).minusSeconds(1));
        change("insert into messaging.reply (dealer_id, id, gateway_id, phone, body, kind, came_at) select :dealer,"
                + " '00000000-0000-7000-8000-00000000bbbb', g.id, '" + phone(2)
                + "', 'TD', 'OPT_OUT', '2026-11-28 01:00Z'"
                + " from messaging.gateway g where g.dealer_id = :dealer");
        assertThat(report(id).optOuts()).isEqualTo(2);
        change(
                "update messaging.reply r set came_at = '2026-11-28 00:59:59Z' where r.dealer_id = :dealer and r.phone = '"
                        + phone(2) + "'");
        assertThat(report(id).optOuts()).isEqualTo(3);
    }

    @Test
    void an_audience_by_car_visit_plate_or_list_is_counted_and_prepared_by_the_same_reader() {
        customers(4);
        cars();
        assertThat(count(filter(Map.of()))).isEqualTo(new BatchDesk.Count(4, 4, 0));
        assertThat(count(filter(Map.of("brand", "一汽-大众")))).isEqualTo(new BatchDesk.Count(3, 3, 0));
        assertThat(count(filter(Map.of("model", "迈腾"))).customers()).isEqualTo(2);
        // The day itself is in "from" and not in "before".
        assertThat(count(filter(Map.of("seenFrom", "2026-06-01"))).customers()).isEqualTo(2);
        assertThat(count(filter(Map.of("seenFrom", "2026-06-01", "model", "迈腾")))
                        .customers())
                .isEqualTo(1);
        assertThat(count(filter(Map.of("seenFrom", "2026-06-02", "model", "迈腾")))
                        .customers())
                .isZero();
        assertThat(count(filter(Map.of("seenBefore", "2026-06-01"))).customers())
                .isZero();
        assertThat(count(filter(Map.of("seenBefore", "2026-06-02"))).customers())
                .isEqualTo(1);
        assertThat(count(filter(Map.of("from", "30000"))).customers()).isEqualTo(2);
        assertThat(count(filter(Map.of("from", "30001", "model", "迈腾"))).customers())
                .isZero();
        assertThat(count(filter(Map.of("from", "30000", "to", "30000"))).customers())
                .isEqualTo(1);
        assertThat(count(filter(Map.of("from", "30000", "to", "29999"))).customers())
                .isZero();
        assertThat(count(filter(Map.of("store", house.east().toString()))).customers())
                .isEqualTo(2);
        assertThat(count(filter(Map.of("store", house.west().toString()))).customers())
                .isZero();
        // All must hold of one car: K1's Magotan has 30,000 km, and his other car came last in July.
        assertThat(count(filter(Map.of("model", "速腾", "to", "30000"))).customers())
                .isZero();
        assertThat(count(new Audience.Typed("浙A·D0001\n浙ad0002\nK4\n京A99999"))).isEqualTo(new BatchDesk.Count(3, 3, 1));
        change(
                "update customers.customer c set sms_consent = false where c.dealer_id = :dealer and c.customer_no = 'K2'");
        assertThat(count(filter(Map.of("model", "迈腾")))).isEqualTo(new BatchDesk.Count(2, 1, 0));
        var id = prepared(filter(Map.of("model", "迈腾")), 60);
        assertThat(report(id).batch().count(BatchLine.State.READY)).isEqualTo(1);
        assertThat(refusal("名", "offer", new Audience.Listed("none"))).isEqualTo(new Refusal.NoList());
    }

    private BatchDesk.Count count(Audience audience) {
        return as(() -> desk.count(manager, house.east(), audience, NINE));
    }

    private static Audience filter(Map<String, String> it) {
        return new Audience.Filtered(new AudienceFilter(
                Optional.ofNullable(it.get("store")).map(UUID::fromString),
                Optional.ofNullable(it.get("brand")),
                Optional.ofNullable(it.get("model")),
                Optional.ofNullable(it.get("seenFrom")).map(LocalDate::parse),
                Optional.ofNullable(it.get("seenBefore")).map(LocalDate::parse),
                Optional.ofNullable(it.get("from")).map(Integer::valueOf),
                Optional.ofNullable(it.get("to")).map(Integer::valueOf)));
    }

    /** K1 has two cars, one with 30,000 km that came on the first of June, one that came in July; K2's never came; K3 has another brand. */
    private void cars() {
        change("""
                insert into vehicles.vehicle (dealer_id, id, vin, plate, brand, series, model, customer_id, mileage_km, created_at, changed_at)
                select :dealer, ('00000000-0000-7000-8000-00000000c00' || v.n)::uuid, 'LFV2A21J9A300000' || v.n, v.plate, v.brand, v.series,
                       v.model, c.id, v.km, '2026-01-01 00:00Z', '2026-01-01 00:00Z'
                  from (values (1, 'K1', '浙AD0001', '一汽-大众', '迈腾', '迈腾 2.0', 30000),
                               (2, 'K2', '浙AD0002', '一汽-大众', '迈腾', '迈腾 1.4', 10000),
                               (3, 'K3', '浙AD0003', '奥迪', 'A4L', 'A4L 40', 20000),
                               (4, 'K1', '浙AD0004', '一汽-大众', '速腾', '速腾 1.4', 50000),
                               (5, 'K4', '浙AD0005', '一汽-大众', '宝来', '宝来', 60000)) v (n, customer_no, plate, brand, series, model, km)
                  join customers.customer c on c.dealer_id = :dealer and c.customer_no = v.customer_no
                """);
        change("""
                insert into vehicles.repair_order (dealer_id, id, store_id, order_no, vehicle_id, customer_id, kind, kind_given, sent_in_at,
                                                   status, created_at, changed_at)
                select :dealer, ('00000000-0000-7000-8000-00000000d00' || o.n)::uuid, '%s', 'O' || o.n, v.id, v.customer_id, 'GENERAL', '一般',
                       o.sent_in_at::timestamptz, o.status, '2026-01-01 00:00Z', '2026-01-01 00:00Z'
                  from (values (1, 1, '2026-05-31 16:00Z', 'COMPLETED'),
                               (2, 4, '2026-07-10 02:00Z', 'COMPLETED'),
                               (3, 3, '2026-08-10 02:00Z', 'COMPLETED'),
                               (4, 2, '2026-08-10 02:00Z', 'VOID')) o (n, car, sent_in_at, status)
                  join vehicles.vehicle v on v.dealer_id = :dealer and v.vin = 'LFV2A21J9A300000' || o.car
                """.formatted(house.east()));
    }

    // ---- what the stories are told with

    private Refusal refusal(String name, String template, Audience audience) {
        var draft = new BatchDesk.Draft(house.east(), name, template, Locale.CHINA, 60, audience);
        return ((Refused) as(() -> desk.prepare(manager, draft, NINE))).why();
    }

    private Refusal refusal(String name, String template, String lines, int pace) {
        var draft = new BatchDesk.Draft(house.east(), name, template, Locale.CHINA, pace, new Audience.Typed(lines));
        return ((Refused) as(() -> desk.prepare(manager, draft, NINE))).why();
    }

    private UUID prepared(Audience audience, int perMinute) {
        var draft = new BatchDesk.Draft(house.east(), "十一月优惠", "offer", Locale.CHINA, perMinute, audience);
        return ((Prepared) as(
                        () -> desk.prepare(manager, draft, builder.systemClock().instant())))
                .id();
    }

    private BatchDesk.Report report(UUID id) {
        return as(() -> desk.report(manager, id));
    }

    private static String phone(int number) {
        return "+86138%08d".formatted(number);
    }

    private void customers(int count) {
        change("""
                insert into customers.customer (dealer_id, id, customer_no, kind, name, sex, phone, created_at, changed_at)
                select :dealer, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'K' || n, 'PERSON', '欧阳志强', 'MALE',
                       '+86138' || lpad(n::text, 8, '0'), '2026-01-01 00:00Z', '2026-01-01 00:00Z'
                  from generate_series(1, %d) n
                """.formatted(count));
        change("""
                insert into customers.phone (dealer_id, customer_id, e164, position)
                select c.dealer_id, c.id, c.phone, 1 from customers.customer c where c.dealer_id = :dealer
                """);
    }

    private void change(String sql) {
        builder.in(house, () -> jdbc.sql(sql).param("dealer", house.dealer()).update());
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }
}
