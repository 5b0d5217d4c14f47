package org.opendcrc.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendcrc.messaging.wire.SmppChannelSpec.Heard;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Found;
import org.opendcrc.messaging.wire.SmsChannel.Health;

/** SMPP against a gateway that nobody of this house wrote. */
class IndependentSmscTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final String PHONE = "+8613800138000";

    private static PeerSmsc peer;
    private final Heard heard = new Heard();

    @BeforeAll
    static void open() throws Exception {
        peer = new PeerSmsc();
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private SmppChannel line(PeerSmsc to, String password, Map<String, String> more) {
        var knobs = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(to.port()),
                "account", PeerSmsc.ACCOUNT,
                "sender", "10690001",
                "response-millis", "5000"));
        knobs.putAll(more);
        return new SmppChannel(new Knobs(knobs), password, heard);
    }

    private SmppChannel line(Map<String, String> more) {
        var line = line(peer, PeerSmsc.PASSWORD, more);
        line.tend(NOW);
        assertThat(line.health()).isEqualTo(Health.UP);
        return line;
    }

    private static Piece piece(String words) {
        return new Piece(UUID.randomUUID(), 1, 1, PHONE, words);
    }

    @Test
    void A20_119_characters_arrive_whole_at_a_strangers_gateway_in_two_parts_of_ucs_2() throws Exception {
        try (var line = line(Map.of())) {
            var words = "【城东店】" + "欧阳先生您好".repeat(19);
            assertThat(words).hasSize(119);
            var text = UUID.randomUUID();
            var parts = Parts.split(words);
            assertThat(parts).hasSize(2);
            int before = peer.submitted.size();
            for (int i = 1; i <= 2; i++) {
                assertThat(line.hand(new Piece(text, i, 2, PHONE, parts.get(i - 1))))
                        .isInstanceOf(Answer.Accepted.class);
            }
            assertThat(peer.whole.poll(10, TimeUnit.SECONDS)).isEqualTo(words);
            assertThat(peer.submitted.subList(before, before + 2)).allSatisfy(it -> {
                assertThat(it.to()).isEqualTo("8613800138000");
                assertThat(it.coding()).isEqualTo(8);
                assertThat(it.kind()).isEqualTo(0x40);
                assertThat(it.of()).isEqualTo(2);
            });
        }
    }

    @Test
    void what_the_stranger_tells_is_understood_receipts_replies_too_fast_and_answers_to_questions() {
        try (var line = line(Map.of())) {
            var taken = (Answer.Accepted) line.hand(piece("您好"));
            peer.receipt(taken.partnerId(), "DELIVRD");
            peer.receipt("other", "UNDELIV");
            peer.reply("8613800138000", "退订!!");
            await().until(() -> heard.receipts.size() == 2 && heard.replies.size() == 1);
            assertThat(heard.receipts)
                    .containsExactlyInAnyOrder(
                            new Ear.Receipt(taken.partnerId(), Ear.Outcome.DELIVERED, "", "DELIVRD"),
                            new Ear.Receipt("other", Ear.Outcome.LOST, "undelivered", "UNDELIV"));
            assertThat(heard.replies).containsExactly(new Ear.Reply(Optional.empty(), PHONE, "10690001", "退订!!"));
            assertThat(line.hand(piece("slow"))).isEqualTo(new Answer.Slower("0x00000058"));
            assertThat(line.hand(piece("full"))).isEqualTo(new Answer.Slower("0x00000014"));
            assertThat(line.hand(piece("number"))).isEqualTo(new Answer.Refused("bad-number", "0x0000000B"));
            assertThat(line.ask(piece("x"), Optional.of(taken.partnerId()))).isEqualTo(new Found.Delivered());
        }
    }

    @Test
    void a_wrong_password_is_told_by_name_and_the_right_one_opens_the_line() {
        try (var wrong = line(peer, "wrong", Map.of())) {
            wrong.tend(NOW);
            assertThat(wrong.health()).isEqualTo(Health.down("wrong-password"));
            assertThat(wrong.hand(piece("x"))).isEqualTo(new Answer.NoLine());
        }
        line(Map.of()).close();
    }

    @Test
    void a_full_window_waits_and_what_waits_goes_when_answers_come() throws Exception {
        try (var line = line(Map.of("window", "3"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            peer.hold();
            assertThat(line.ask(piece("x"), Optional.of("n1"))).isEqualTo(new Found.Delivered()); // it has heard
            int before = peer.submitted.size();
            var all = new ArrayList<Future<Answer>>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> line.hand(piece("满"))));
            }
            await().until(() -> peer.submitted.size() == before + 3);
            // A question overtakes the fourth part, which waits in the house.
            assertThat(line.ask(piece("x"), Optional.of("n1"))).isEqualTo(new Found.Delivered());
            assertThat(peer.submitted).hasSize(before + 3);
            peer.release();
            for (var it : all) {
                assertThat(it.get()).isInstanceOf(Answer.Accepted.class);
            }
            await().until(() -> peer.submitted.size() == before + 8);
        }
    }

    @Test
    void a_gateway_that_is_gone_for_ten_minutes_is_tried_ever_more_rarely_and_found_within_a_minute() throws Exception {
        try (var line = line(Map.of())) {
            peer.vanish();
            await().until(() -> !line.health().isUp());
            for (int second = 0; second < 600; second += 5) {
                line.tend(NOW.plusSeconds(second));
                assertThat(line.hand(piece("x"))).isEqualTo(new Answer.NoLine());
            }
            assertThat(line.health()).isEqualTo(Health.down("unreachable"));
            peer.comeBack();
            var found = List.of(0, 15, 30, 45, 60).stream()
                    .filter(it -> {
                        line.tend(NOW.plus(Duration.ofMinutes(10)).plusSeconds(it));
                        return line.health().isUp();
                    })
                    .findFirst();
            assertThat(found).isPresent();
            assertThat(line.hand(piece("again"))).isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    void tls_is_spoken_with_the_certificate_that_was_set_up_and_with_no_other(@TempDir Path folder) throws Exception {
        var certificate = PeerSmsc.Certificate.make(folder);
        try (var secure = new PeerSmsc(certificate);
                var believing =
                        line(secure, PeerSmsc.PASSWORD, Map.of("tls", "true", "authority", certificate.text()));
                var doubting = line(secure, PeerSmsc.PASSWORD, Map.of("tls", "true"));
                var elsewhere = line(
                        secure,
                        PeerSmsc.PASSWORD,
                        Map.of("tls", "true", "authority", certificate.text(), "host", "localhost"))) {
            doubting.tend(NOW);
            assertThat(doubting.health()).as("not of the machine's authorities").isEqualTo(Health.down("certificate"));
            elsewhere.tend(NOW);
            assertThat(elsewhere.health()).as("another host's certificate").isEqualTo(Health.down("certificate"));
            believing.tend(NOW);
            assertThat(believing.health()).isEqualTo(Health.UP);
            assertThat(believing.hand(piece("密"))).isInstanceOf(Answer.Accepted.class);
            await().until(() -> secure.submitted.size() == 1);
        }
    }
}
