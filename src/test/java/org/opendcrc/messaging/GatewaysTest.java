package org.opendcrc.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jsmpp.bean.MessageState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.ApplicationTest;
import org.opendcrc.TestRows;
import org.opendcrc.messaging.TextRequest.Words;
import org.opendcrc.messaging.wire.Piece;
import org.opendcrc.messaging.wire.SmsChannel;
import org.opendcrc.messaging.wire.Smsc;
import org.opendcrc.organisation.TestHouse;
import org.opendcrc.organisation.TestHouse.House;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of texts through real lines: marks, parts, receipts, replies, killed nodes, several lines. */
@ApplicationTest
@Import({TestHouse.class, OutboxTest.Ears.class})
class GatewaysTest {

    /** Nine in the morning. */
    private static final Instant NINE = Instant.parse("2026-11-21T01:00:00Z");

    @Autowired
    private GatewayDesk desk;

    @Autowired
    private Lines lines;

    @Autowired
    private Carrier carrier;

    @Autowired
    private GatewayJob job;

    @Autowired
    private Texts texts;

    @Autowired
    private TestHouse.Builder builder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OutboxTest.Heard heard;

    private House house;
    private Actor administrator;
    private UUID customer;
    private Smsc smsc;
    private final List<UUID> opened = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        builder.systemClock().set(NINE);
        house = builder.open();
        administrator = builder.actor(house, "he");
        customer = builder.in(house, () -> TestRows.customer(jdbc, "欧阳志强", "MALE"));
        builder.in(
                house,
                () -> jdbc.sql("""
                                insert into customers.phone (dealer_id, customer_id, e164, position)
                                values (:dealer, :customer, '+8613800006621', 1)
                                """)
                        .param("dealer", house.dealer())
                        .param("customer", customer)
                        .update());
        smsc = new Smsc();
    }

    @AfterEach
    void close() throws Exception {
        for (var id : opened) {
            as(() -> desk.remove(
                    administrator,
                    id,
                    as(() -> desk.find(administrator, id, NINE))
                            .seen()
                            .gateway()
                            .version(),
                    NINE));
        }
        lines.refresh();
        smsc.close();
        builder.systemClock().set(NINE);
    }

    @Test
    void A36_the_mark_is_committed_before_the_partner_hears_of_it_and_a_receipt_ends_it() throws Exception {
        line("first", smsc, true, true, 1, Map.of());
        var meanwhile = new AtomicReference<String>();
        var id = write("您好");
        smsc.manner = (_, number) -> {
            meanwhile.set(life(id));
            return "m" + number;
        };
        carry();
        assertThat(meanwhile).hasValue("HANDED HANDED");
        assertThat(life(id)).isEqualTo("SENT ACCEPTED");
        smsc.receipt("m1", "DELIVRD", "000");
        assertThat(life(id)).isEqualTo("DELIVERED DELIVERED");
        smsc.receipt("m1", "UNDELIV", "001"); // doubled, late, and of another opinion
        assertThat(life(id)).isEqualTo("DELIVERED DELIVERED");
        carry();
        assertThat(smsc.submitted).hasSize(1);
        assertThat(heard.failed(id)).isEmpty();
    }

    @Test
    void A20_A30_a_long_text_has_a_life_part_by_part_and_one_lost_part_fails_it_and_owes_a_letter() throws Exception {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("车".repeat(119));
        carry();
        assertThat(smsc.submitted).extracting(it -> it.words().length()).containsExactly(67, 52);
        assertThat(life(id)).isEqualTo("SENT ACCEPTED ACCEPTED");
        smsc.receipt("m2", "DELIVRD", "000"); // out of order
        assertThat(life(id)).isEqualTo("SENT ACCEPTED DELIVERED");
        smsc.receipt("m1", "EXPIRED", "000");
        assertThat(life(id)).isEqualTo("UNDELIVERED FAILED DELIVERED");
        await().until(() -> heard.failed(id).size() == 1);
        assertThat(heard.failed(id)).extracting(TextFailed::reason).containsExactly("expired");
        assertThat(of("select l.reason from messaging.letter l where l.dealer_id = :dealer"))
                .containsExactly("expired");
        smsc.receipt("m1", "EXPIRED", "000");
        assertThat(heard.failed(id)).hasSize(1);
    }

    @Test
    void a_receipt_that_comes_before_the_answer_is_not_lost() {
        line("first", smsc, true, true, 1, Map.of());
        smsc.manner = (_, number) -> {
            try {
                smsc.receipt("m" + number, "DELIVRD", "000");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return "m" + number;
        };
        var id = write("您好");
        carry();
        assertThat(life(id)).isEqualTo("DELIVERED DELIVERED");
    }

    @Test
    void A36_a_node_that_is_killed_after_the_mark_leaves_an_unknown_text_that_is_never_sent_again() {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("您好");
        assertThatThrownBy(() -> carrier.step(killedAt(1), Set.of(TextClass.SERVICE)))
                .isInstanceOf(Killed.class);
        assertThat(life(id)).isEqualTo("HANDED HANDED");
        after(TextLife.LEASE.minusSeconds(1));
        carry();
        assertThat(life(id)).isEqualTo("HANDED HANDED");
        after(Duration.ofSeconds(1));
        carry();
        assertThat(life(id)).isEqualTo("UNKNOWN UNKNOWN");
        assertThat(smsc.submitted).isEmpty();
        assertThat(heard.failed(id)).isEmpty();
    }

    @Test
    void A36_killed_between_two_parts_the_first_is_not_repeated_and_the_second_goes_alone() {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("车".repeat(119));
        assertThatThrownBy(() -> carrier.step(killedAt(2), Set.of(TextClass.SERVICE)))
                .isInstanceOf(Killed.class);
        // The second part was marked: it may have gone.
        assertThat(life(id)).isEqualTo("HANDED ACCEPTED HANDED");
        after(TextLife.LEASE);
        carry();
        assertThat(life(id)).isEqualTo("UNKNOWN ACCEPTED UNKNOWN");
        assertThat(smsc.submitted).isEmpty();

        var other = write("车".repeat(119));
        smsc.manner = (_, number) -> number == 1 ? "m1" : number == 2 ? (Object) 0x58 : "m" + number;
        carry();
        assertThat(life(other)).isEqualTo("QUEUED ACCEPTED WAITING");
        after(Duration.ofSeconds(2));
        carry();
        assertThat(life(other)).isEqualTo("SENT ACCEPTED ACCEPTED");
        assertThat(smsc.submitted).extracting(it -> it.words().length()).containsExactly(67, 52, 52);
    }

    @Test
    void a_text_that_was_claimed_and_not_marked_waits_again_when_the_lease_is_over() {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("您好");
        builder.in(
                house,
                () -> jdbc.sql("""
                                update messaging.text t
                                   set state = 'CLAIMED', claim = :claim, lease_until = '2026-11-21 01:05Z'
                                 where t.dealer_id = :dealer
                                """)
                        .param("claim", Ids.next())
                        .param("dealer", house.dealer())
                        .update());
        carry();
        assertThat(smsc.submitted).isEmpty();
        after(Duration.ofMinutes(5));
        carry();
        assertThat(life(id)).isEqualTo("SENT ACCEPTED");
        assertThat(smsc.submitted).hasSize(1);
    }

    @Test
    void A36_what_a_partner_can_tell_he_is_asked() {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("您好");
        carry();
        smsc.knows("m1", MessageState.DELIVERED);
        after(Duration.ofDays(1).minusSeconds(1));
        assertThat(life(id)).isEqualTo("SENT ACCEPTED");
        after(Duration.ofSeconds(1));
        assertThat(life(id)).isEqualTo("DELIVERED DELIVERED");
    }

    @Test
    void A36_no_more_is_marked_than_the_line_takes_at_once() {
        line("first", smsc, true, true, 1, Map.of("window", "2"), 100);
        for (int i = 0; i < 7; i++) {
            write("您好" + i);
        }
        var most = new AtomicInteger();
        smsc.manner = (_, number) -> {
            var marked = Integer.parseInt(
                    of("select count(*)::text from messaging.text t where t.dealer_id = :dealer and t.state = 'HANDED'")
                            .getFirst());
            most.accumulateAndGet(marked, Math::max);
            return "m" + number;
        };
        carry();
        assertThat(smsc.submitted).hasSize(7);
        assertThat(most).hasValueBetween(1, 2);
    }

    @Test
    void a_refusal_counts_for_what_a_node_has_claimed_and_not_handed_over() {
        line("first", smsc, true, true, 1, Map.of("window", "1"), 100);
        var first = write("优惠", TextClass.COMMERCIAL);
        var second = write("优惠二", TextClass.COMMERCIAL);
        var service = write("您好");
        smsc.manner = (it, number) -> {
            if (it.words().equals("优惠")) {
                assertThat(life(second)).startsWith("CLAIMED");
                reply("R");
            }
            return "m" + number;
        };
        carry();
        assertThat(life(first)).isEqualTo("SENT ACCEPTED");
        assertThat(reason(second)).isEqualTo("opted-out");
        assertThat(life(service)).isEqualTo("SENT ACCEPTED");
        assertThat(smsc.submitted).extracting(Smsc.Submitted::words).containsExactly("您好", "优惠");
    }

    private void reply(String words) {
        try {
            smsc.reply("13800006621", words);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_nodes_carry_each_text_once() throws Exception {
        var held = line("first", smsc, true, true, 1, Map.of(), 100);
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 30; i++) {
            ids.add(write("您好" + i));
        }
        var start = new CountDownLatch(1);
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var both = List.of(nodes.submit(() -> node(held, start)), nodes.submit(() -> node(held, start)));
            start.countDown();
            for (var it : both) {
                it.get();
            }
        }
        assertThat(smsc.submitted)
                .extracting(Smsc.Submitted::words)
                .doesNotHaveDuplicates()
                .hasSize(30);
        assertThat(ids).allSatisfy(it -> assertThat(life(it)).isEqualTo("SENT ACCEPTED"));
    }

    private boolean node(Line held, CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        while (carrier.step(held, Set.of(TextClass.SERVICE)).looked() > 0) {
            // further
        }
        return true;
    }

    @Test
    void what_is_urgent_goes_first_and_no_faster_than_the_line_may() {
        line("first", smsc, true, true, 1, Map.of(), 2);
        var commercial = write("优惠", TextClass.COMMERCIAL);
        write("一");
        write("二");
        carry(); // two a second are saved
        assertThat(smsc.submitted).extracting(Smsc.Submitted::words).containsExactlyInAnyOrder("一", "二");
        carry();
        assertThat(smsc.submitted).hasSize(2);
        builder.systemClock().pass(Duration.ofMillis(499));
        assertThat(as(() -> lines.drain(house.dealer()))).contains(NINE.plusMillis(500));
        assertThat(smsc.submitted).hasSize(2);
        builder.systemClock().pass(Duration.ofMillis(1));
        carry();
        assertThat(life(commercial)).isEqualTo("SENT ACCEPTED");
    }

    @Test
    void a_partner_who_says_too_fast_is_left_alone_for_a_while_and_nothing_is_lost() {
        line("first", smsc, true, true, 1, Map.of());
        smsc.manner = (_, number) -> number <= 2 ? (Object) 0x58 : "m" + number;
        var id = write("您好");
        carry();
        assertThat(life(id)).isEqualTo("QUEUED WAITING");
        assertThat(of("select t.waits_for from messaging.text t where t.dealer_id = :dealer"))
                .containsExactly("slower");
        builder.systemClock().pass(Duration.ofMillis(999));
        carry();
        assertThat(smsc.submitted).hasSize(1);
        builder.systemClock().pass(Duration.ofMillis(101)); // a second's pause and the pace of ten a second
        carry();
        assertThat(smsc.submitted).hasSize(2);
        builder.systemClock().pass(Duration.ofMillis(2100));
        carry();
        assertThat(life(id)).isEqualTo("SENT ACCEPTED");
    }

    @Test
    void a_line_that_is_down_is_passed_over_and_without_another_texts_wait_and_go_on_when_it_is_up() throws Exception {
        var second = new Smsc();
        try (second) {
            line("first", smsc, true, false, 1, Map.of());
            line("second", second, true, false, 2, Map.of());
            smsc.close();
            awaitDown(0);
            var id = write("您好");
            carry();
            assertThat(second.submitted).hasSize(1);
            assertThat(life(id)).isEqualTo("SENT ACCEPTED");

            second.close();
            awaitDown(1);
            var waiting = write("还在吗");
            carry();
            after(Duration.ofMinutes(10));
            carry();
            assertThat(life(waiting)).startsWith("QUEUED");
            smsc = new Smsc(smsc.port());
            lines.of(house.dealer()).forEach(lines::tend);
            carry();
            assertThat(life(waiting)).isEqualTo("SENT ACCEPTED");
            assertThat(smsc.submitted).extracting(Smsc.Submitted::words).containsExactly("还在吗");
        }
    }

    /** The job looks after the lines again and again; so does the test. */
    private void awaitDown(int line) {
        await().until(() -> {
            lines.of(house.dealer()).forEach(lines::tend);
            return !lines.of(house.dealer()).get(line).channel().health().isUp();
        });
    }

    @Test
    void service_and_commercial_texts_go_by_their_own_lines() throws Exception {
        try (var advertising = new Smsc()) {
            line("service", smsc, true, false, 1, Map.of());
            line("advertising", advertising, false, true, 1, Map.of());
            write("您好");
            write("优惠", TextClass.COMMERCIAL);
            carry();
            assertThat(smsc.submitted).extracting(Smsc.Submitted::words).containsExactly("您好");
            assertThat(advertising.submitted).extracting(Smsc.Submitted::words).containsExactly("优惠");
        }
    }

    @Test
    void what_has_waited_for_a_day_is_given_up() {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("您好");
        after(Duration.ofDays(1).minusSeconds(1));
        assertThat(life(id)).isEqualTo("QUEUED");
        after(Duration.ofSeconds(1));
        assertThat(life(id)).isEqualTo("NOT_SENT");
        await().until(() -> heard.failed(id).size() == 1);
    }

    @Test
    void A30_a_refused_text_says_why_in_words_and_the_chapter_is_told() {
        line("first", smsc, true, true, 1, Map.of());
        smsc.manner = (_, _) -> 0x0b;
        var id = write("您好");
        carry();
        assertThat(life(id)).isEqualTo("NOT_SENT FAILED");
        await().until(() -> heard.failed(id).size() == 1);
        assertThat(heard.failed(id)).extracting(TextFailed::reason).containsExactly("bad-number");
    }

    @Test
    void RC_8_commercial_texts_rest_at_noon_and_in_the_evening_and_service_texts_go_until_nine() {
        line("first", smsc, true, true, 1, Map.of());
        builder.systemClock().set(Instant.parse("2026-11-21T04:00:00Z")); // noon
        var commercial = write("优惠", TextClass.COMMERCIAL);
        carry();
        assertThat(of("select t.waits_for from messaging.text t where t.dealer_id = :dealer"))
                .containsExactly("hours");
        builder.systemClock().set(Instant.parse("2026-11-21T05:30:00Z"));
        carry();
        assertThat(life(commercial)).isEqualTo("SENT ACCEPTED");
        builder.systemClock().set(Instant.parse("2026-11-21T13:00:00Z")); // nine in the evening
        var service = write("您好");
        carry();
        assertThat(life(service)).isEqualTo("QUEUED");
        builder.systemClock().set(Instant.parse("2026-11-22T01:00:00Z"));
        carry();
        assertThat(life(service)).isEqualTo("SENT ACCEPTED");
    }

    @Test
    void RC_8_at_most_three_commercial_texts_in_seven_days_and_none_without_consent() {
        line("first", smsc, true, true, 1, Map.of());
        for (int i = 0; i < 3; i++) {
            write("优惠" + i, TextClass.COMMERCIAL);
        }
        carry();
        var fourth = write("优惠", TextClass.COMMERCIAL);
        carry();
        assertThat(reason(fourth)).isEqualTo("too-many");
        builder.systemClock().pass(Duration.ofDays(7));
        var later = write("优惠", TextClass.COMMERCIAL);
        carry();
        assertThat(life(later)).isEqualTo("SENT ACCEPTED");
        builder.in(
                house,
                () -> jdbc.sql("update customers.customer c set sms_consent = false where c.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .update());
        var without = write("优惠", TextClass.COMMERCIAL);
        var service = write("您好");
        carry();
        assertThat(reason(without)).isEqualTo("no-consent");
        assertThat(life(service)).isEqualTo("SENT ACCEPTED");
    }

    @Test
    void RC_8_of_four_commercial_texts_that_a_node_claims_together_three_go() {
        line("first", smsc, true, true, 1, Map.of(), 100);
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) {
            ids.add(write("优惠" + i, TextClass.COMMERCIAL));
        }
        carry();
        assertThat(smsc.submitted).hasSize(3);
        assertThat(ids.stream().map(this::life)).filteredOn("NOT_SENT"::equals).hasSize(1);
    }

    @Test
    void a_reply_that_refuses_counts_at_once_for_what_waits_and_for_all_who_have_the_number() throws Exception {
        line("first", smsc, true, true, 1, Map.of());
        var first = write("优惠", TextClass.COMMERCIAL);
        carry();
        var queued = write("优惠二", TextClass.COMMERCIAL);
        smsc.reply("13800006621", "　Ｔ Ｄ！！");
        assertThat(reason(queued)).isEqualTo("opted-out");
        assertThat(of("select c.sms_consent::text from customers.customer c where c.dealer_id = :dealer"))
                .containsExactly("false");
        assertThat(of("select k.channel || ' ' || k.evidence from customers.consent k where k.dealer_id = :dealer"))
                .containsExactly("MESSAGE Ｔ Ｄ！！");
        assertThat(of("select r.kind || ' ' || (r.text_id is not null) || ' ' || (r.customer_id is not null)"
                        + " from messaging.reply r where r.dealer_id = :dealer"))
                .containsExactly("OPT_OUT true true");
        assertThat(life(first)).isEqualTo("SENT ACCEPTED");
        // A nightly file that says "yes" again does not undo what he said.
        builder.in(
                house,
                () -> jdbc.sql("update customers.customer c set sms_consent = true where c.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .update());
        var after = write("优惠三", TextClass.COMMERCIAL);
        var service = write("您好");
        carry();
        assertThat(reason(after)).isEqualTo("opted-out");
        assertThat(life(service)).isEqualTo("SENT ACCEPTED");
    }

    @Test
    void other_replies_land_before_the_clerk_with_their_text() throws Exception {
        line("first", smsc, true, true, 1, Map.of());
        var id = write("您好");
        carry();
        smsc.reply("8613800006621", "R you open on Sunday?");
        assertThat(of(
                        "select r.kind || ' ' || r.body from messaging.reply r where r.dealer_id = :dealer and r.text_id = '"
                                + id + "'"))
                .containsExactly("WORDS R you open on Sunday?");
    }

    @Test
    void a_line_is_tried_with_a_message_and_its_secret_stays_sealed() throws Exception {
        var held = line("first", smsc, true, true, 1, Map.of());
        as(() -> desk.tryIt(administrator, held.gateway().id(), "+8613800138000", "试一试", NINE));
        assertThat(one(held).trials())
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(GatewayTrial.State.ACCEPTED));
        smsc.receipt("m1", "DELIVRD", "000");
        assertThat(one(held).trials())
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(GatewayTrial.State.DELIVERED));
        assertThat(one(held).seen().nodes())
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(SmsChannel.Health.State.UP));
        assertThat(
                        of(
                                "select encode(g.secret, 'escape') || g.knobs::text from messaging.gateway g where g.dealer_id = :dealer"))
                .noneMatch(it -> it.contains(Smsc.PASSWORD));
    }

    private GatewayDesk.One one(Line held) {
        return as(() -> desk.find(administrator, held.gateway().id(), NINE));
    }

    // ---- what the stories are told with

    private Line line(String name, Smsc to, boolean service, boolean commercial, int place, Map<String, String> more) {
        return line(name, to, service, commercial, place, more, 10);
    }

    private Line line(
            String name,
            Smsc to,
            boolean service,
            boolean commercial,
            int place,
            Map<String, String> more,
            int perSecond) {
        var knobs = new java.util.HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(to.port()),
                "account",
                Smsc.ACCOUNT,
                "response-millis",
                "3000"));
        knobs.putAll(more);
        var draft = new GatewayDesk.Draft(
                Optional.empty(),
                GatewayKind.SMPP,
                name,
                true,
                service,
                commercial,
                Integer.toString(place),
                Integer.toString(perSecond),
                knobs,
                Optional.of(Smsc.PASSWORD),
                0);
        var id = ((GatewaySaved.Kept) as(() -> desk.save(administrator, draft, NINE))).id();
        opened.add(id);
        builder.systemClock().pass(Duration.ofSeconds(1)); // idle time of a second is saved
        builder.systemClock().set(NINE);
        builder.in(
                house,
                () -> jdbc.sql(
                                "update messaging.gateway_pace p set free_at = '2026-11-20 00:00Z' where p.dealer_id = :dealer")
                        .param("dealer", house.dealer())
                        .update());
        lines.refresh();
        var held = lines.of(house.dealer()).stream()
                .filter(it -> it.gateway().id().equals(id))
                .findFirst()
                .orElseThrow();
        lines.tend(held);
        return held;
    }

    /** The line of a node that is killed when it hands over its n-th part. */
    private Line killedAt(int part) {
        var gateway = lines.of(house.dealer()).getFirst().gateway();
        return new Line(house.dealer(), gateway, new SmsChannel() {
            @Override
            public Answer hand(Piece piece) {
                if (piece.part() == part) {
                    throw new Killed();
                }
                return new Answer.Accepted("k" + piece.part());
            }
        });
    }

    private static final class Killed extends Error {}

    private void carry() {
        as(() -> lines.drain(house.dealer()));
    }

    /** So much time passes, and the job runs. */
    private void after(Duration time) {
        builder.systemClock().pass(time);
        job.run(builder.systemClock().instant());
    }

    private UUID write(String words) {
        return write(words, TextClass.SERVICE);
    }

    private UUID write(String words, TextClass textClass) {
        var id = Ids.next();
        var request = new TextRequest(
                house.east(), customer, "+8613800006621", new Words.Body(words), textClass, "follow-up", Ids.next());
        builder.in(
                house,
                () -> texts.add(
                        house.dealer(),
                        id,
                        request,
                        Texts.Origin.HOUSE,
                        words,
                        words.length(),
                        builder.systemClock().instant()));
        return id;
    }

    /** The text's state and those of its parts. */
    private String life(UUID id) {
        return String.join(
                        " ",
                        of(
                                "select t.state || coalesce((select string_agg(' ' || p.state, '' order by p.part) from messaging.text_part p"
                                        + " where p.dealer_id = :dealer and p.text_id = t.id), '') from messaging.text t"
                                        + " where t.dealer_id = :dealer and t.id = '" + id + "'"))
                .strip();
    }

    private String reason(UUID id) {
        return Objects.requireNonNull(
                of("select t.state || ' ' || t.reason from messaging.text t where t.dealer_id = :dealer and t.id = '"
                                + id + "'")
                        .getFirst()
                        .replace("NOT_SENT ", ""));
    }

    private List<String> of(String sql) {
        return builder.in(
                house,
                () -> jdbc.sql(sql)
                        .param("dealer", house.dealer())
                        .query(String.class)
                        .list());
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return DealerContext.callAs(house.dealer(), work);
    }
}
