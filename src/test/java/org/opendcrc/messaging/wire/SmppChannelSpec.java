package org.opendcrc.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jsmpp.bean.MessageState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Found;
import org.opendcrc.messaging.wire.SmsChannel.Health;

/** SMPP 3.4 against a gateway on this machine. */
class SmppChannelSpec {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final UUID TEXT = UUID.fromString("019ab000-0000-7000-8000-0000000000c7");

    private Smsc smsc;
    private final Heard heard = new Heard();
    private SmppChannel line;

    @BeforeEach
    void open() throws Exception {
        smsc = new Smsc();
        line = line(Map.of());
        line.tend(NOW);
    }

    @AfterEach
    void close() throws Exception {
        line.close();
        smsc.close();
    }

    private SmppChannel line(Map<String, String> more) {
        var knobs = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(smsc.port()),
                "account", Smsc.ACCOUNT,
                "sender", "10690001",
                "response-millis", "3000"));
        knobs.putAll(more);
        return new SmppChannel(new Knobs(knobs), Smsc.PASSWORD, heard);
    }

    private static Piece piece(String words) {
        return new Piece(TEXT, 1, 1, "+8613800138000", words);
    }

    @Test
    void a_part_goes_in_ucs_2_with_a_receipt_wanted_and_comes_back_with_the_partners_word() {
        assertThat(line.health()).isEqualTo(Health.UP);
        assertThat(line.hand(piece("【城东店】方先生您好"))).isEqualTo(new Answer.Accepted("m1"));
        assertThat(smsc.submitted).singleElement().satisfies(it -> {
            assertThat(it.to()).isEqualTo("8613800138000");
            assertThat(it.from()).isEqualTo("10690001");
            assertThat(it.coding()).isEqualTo(8);
            assertThat(it.esmClass()).isZero();
            assertThat(it.words()).isEqualTo("【城东店】方先生您好");
        });
    }

    @Test
    void A20_a_text_of_119_characters_goes_in_two_parts_of_67_and_52_with_one_reference() {
        var words = "车".repeat(118) + "好";
        var parts = Parts.split(words);
        assertThat(parts).extracting(String::length).containsExactly(67, 52);
        for (int i = 1; i <= 2; i++) {
            assertThat(line.hand(new Piece(TEXT, i, 2, "+8613800138000", parts.get(i - 1))))
                    .isEqualTo(new Answer.Accepted("m" + i));
        }
        assertThat(smsc.submitted).extracting(it -> it.octets().length).containsExactly(140, 110);
        assertThat(smsc.submitted).allSatisfy(it -> assertThat(it.esmClass()).isEqualTo(0x40));
        assertThat(smsc.submitted.get(0).octets()).startsWith(5, 0, 3, 0xc7, 2, 1);
        assertThat(smsc.submitted.get(1).octets()).startsWith(5, 0, 3, 0xc7, 2, 2);
        assertThat(smsc.submitted.get(0).words() + smsc.submitted.get(1).words())
                .isEqualTo(words);
    }

    @Test
    void A20_an_emoji_is_never_cut_in_half_and_seventy_characters_need_no_parts() {
        assertThat(Parts.split("车".repeat(70))).hasSize(1);
        assertThat(Parts.split("车".repeat(66) + "🚗" + "车".repeat(3)))
                .containsExactly("车".repeat(66), "🚗" + "车".repeat(3));
    }

    @Test
    void refusals_are_told_apart_from_being_too_fast() {
        smsc.manner = (it, _) -> switch (it.words()) {
            case "slow" -> 0x58;
            case "full" -> 0x14;
            case "number" -> 0x0b;
            default -> 0x45;
        };
        assertThat(line.hand(piece("slow"))).isEqualTo(new Answer.Slower("0x00000058"));
        assertThat(line.hand(piece("full"))).isEqualTo(new Answer.Slower("0x00000014"));
        assertThat(line.hand(piece("number"))).isEqualTo(new Answer.Refused("bad-number", "0x0000000B"));
        assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Refused("rejected", "0x00000045"));
    }

    @Test
    void A36_a_line_that_breaks_before_the_answer_leaves_the_outcome_unknown_and_a_broken_line_takes_nothing() {
        line.close();
        line = line(Map.of("response-millis", "300"));
        line.tend(NOW);
        smsc.manner = (_, _) -> null;
        assertThat(line.hand(piece("x"))).isInstanceOf(Answer.Unknown.class);
        assertThat(smsc.submitted).hasSize(1);
        await().until(() -> !line.health().isUp());
        assertThat(line.hand(piece("y"))).isEqualTo(new Answer.NoLine());
        assertThat(smsc.submitted).hasSize(1);
    }

    @Test
    void a_lost_line_is_opened_again_and_one_that_does_not_open_is_tried_ever_more_rarely() throws Exception {
        int port = smsc.port();
        smsc.close();
        await().until(() -> !line.health().isUp());
        line.tend(NOW);
        assertThat(line.health()).isEqualTo(Health.down("unreachable"));
        smsc = new Smsc(port);
        line.tend(NOW.plusMillis(999)); // the first pause is a second
        assertThat(line.health().isUp()).isFalse();
        line.tend(NOW.plusSeconds(1));
        assertThat(line.health()).isEqualTo(Health.UP);
        assertThat(line.hand(piece("again"))).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void a_wrong_password_is_told_and_not_tried_again_for_five_minutes() {
        line.close();
        line = new SmppChannel(
                new Knobs(Map.of("host", "127.0.0.1", "port", "" + smsc.port(), "account", Smsc.ACCOUNT)),
                "wrong",
                heard);
        line.tend(NOW);
        assertThat(line.health()).isEqualTo(Health.down("wrong-password"));
        assertThat(line.hand(piece("x"))).isEqualTo(new Answer.NoLine());
        assertThat(new BackOff()).satisfies(it -> {
            it.failed(NOW, true);
            assertThat(it.isTime(NOW.plusSeconds(299))).isFalse();
            assertThat(it.isTime(NOW.plusSeconds(300))).isTrue();
        });
    }

    @Test
    void receipts_are_read_by_their_text_and_their_fields() throws Exception {
        smsc.receipt("m7", "DELIVRD", "000");
        smsc.receipt("m8", "UNDELIV", "027");
        smsc.receipt("m9", "EXPIRED", "000");
        smsc.receipt("m9", "ACCEPTD", "000");
        assertThat(heard.receipts)
                .containsExactly(
                        new Ear.Receipt("m7", Ear.Outcome.DELIVERED, "", "DELIVRD"),
                        new Ear.Receipt("m8", Ear.Outcome.LOST, "undelivered", "UNDELIV 027"),
                        new Ear.Receipt("m9", Ear.Outcome.LOST, "expired", "EXPIRED"),
                        new Ear.Receipt("m9", Ear.Outcome.ON_ITS_WAY, "", "ACCEPTD"));
    }

    @Test
    void a_receipt_may_carry_the_identifier_by_another_base_than_the_answer() throws Exception {
        line.close();
        line = line(Map.of("receipt-id", "DECIMAL"));
        line.tend(NOW);
        smsc.receipt("255", "DELIVRD", "000");
        assertThat(heard.receipts).extracting(Ear.Receipt::partnerId).containsExactly("ff");
    }

    @Test
    void a_reply_comes_with_its_number_and_words_in_any_coding() throws Exception {
        smsc.reply("8613800138000", "退订！");
        smsc.deliver("13800138000", 0, 0, "TD".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(heard.replies)
                .containsExactly(
                        new Ear.Reply(Optional.empty(), "+8613800138000", "10690001", "退订！"),
                        new Ear.Reply(Optional.empty(), "+8613800138000", "10690001", "TD"));
    }

    @Test
    void what_cannot_be_written_down_is_answered_so_that_the_gateway_tells_it_again() throws Exception {
        heard.deaf = true;
        try {
            smsc.receipt("m1", "DELIVRD", "000");
        } catch (org.jsmpp.extra.NegativeResponseException e) {
            assertThat(e.getCommandStatus()).isEqualTo(0x64);
            return;
        }
        throw new AssertionError("it was thanked for what nobody wrote down");
    }

    @Test
    void A36_the_partner_is_asked_what_became_of_a_part() {
        smsc.knows("m1", MessageState.DELIVERED);
        smsc.knows("m2", MessageState.UNDELIVERABLE);
        smsc.knows("m3", MessageState.ENROUTE);
        assertThat(line.ask(piece("x"), Optional.of("m1"))).isEqualTo(new Found.Delivered());
        assertThat(line.ask(piece("x"), Optional.of("m2"))).isEqualTo(new Found.Lost("undelivered", "UNDELIV 0"));
        assertThat(line.ask(piece("x"), Optional.of("m3"))).isEqualTo(new Found.OnItsWay(Optional.of("m3")));
        assertThat(line.ask(piece("x"), Optional.of("m4"))).isEqualTo(new Found.CannotTell());
        assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.CannotTell());
    }

    @Test
    void no_more_parts_are_on_their_way_than_the_window_allows() throws Exception {
        line.close();
        line = line(Map.of("window", "2"));
        line.tend(NOW);
        var two = new CountDownLatch(2);
        var go = new CountDownLatch(1);
        smsc.manner = (_, number) -> {
            two.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "m" + number;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<Answer>>();
            for (int i = 0; i < 6; i++) {
                all.add(threads.submit(() -> line.hand(piece("x"))));
            }
            two.await();
            assertThat(smsc.submitted).hasSize(2);
            go.countDown();
            for (var it : all) {
                assertThat(it.get()).isInstanceOf(Answer.Accepted.class);
            }
        }
        assertThat(smsc.submitted).hasSize(6);
    }

    /** What an ear heard. */
    static final class Heard implements Ear {

        final List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
        final List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
        volatile boolean deaf;

        @Override
        public void receipt(Receipt receipt) {
            if (deaf) {
                throw new IllegalStateException("the database is gone");
            }
            receipts.add(receipt);
        }

        @Override
        public void reply(Reply reply) {
            if (deaf) {
                throw new IllegalStateException("the database is gone");
            }
            replies.add(reply);
        }
    }
}
