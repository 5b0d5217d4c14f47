package org.opendcrc.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Found;
import org.opendcrc.messaging.wire.SmsChannel.Health;

/**
 * SMPP against a gateway that nobody of this house wrote ({@code src/test/peers/smpp.js}). {@code SMPP_PEER} names the folder whose
 * {@code node_modules} has the package {@code smpp}.
 */
@EnabledIfEnvironmentVariable(named = "SMPP_PEER", matches = ".+")
class IndependentSmscTest {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    @Test
    void A20_119_characters_arrive_whole_with_receipts_replies_and_too_fast() throws Exception {
        var program = new ProcessBuilder(
                "node", Path.of("src/test/peers/smpp.js").toAbsolutePath().toString());
        program.environment()
                .put(
                        "NODE_PATH",
                        Path.of(System.getenv("SMPP_PEER"), "node_modules").toString());
        var peer = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8))) {
            var told = new LinkedBlockingQueue<Object>();
            var knobs = new Knobs(Map.of("host", "127.0.0.1", "port", said.readLine(), "account", "opendcrc"));
            try (var wrong = new SmppChannel(knobs, "wrong", ear(told));
                    var line = new SmppChannel(knobs, "s3cret", ear(told))) {
                wrong.tend(NOW);
                assertThat(wrong.health()).isEqualTo(Health.down("wrong-password"));
                line.tend(NOW);
                assertThat(line.health()).isEqualTo(Health.UP);
                var words = "车".repeat(118) + "?";
                var parts = Parts.split(words);
                var text = UUID.randomUUID();
                assertThat(line.hand(new Piece(text, 1, 2, "+8613800138000", parts.get(0))))
                        .isEqualTo(new Answer.Accepted("n1"));
                assertThat(line.hand(new Piece(text, 2, 2, "+8613800138000", parts.get(1))))
                        .isEqualTo(new Answer.Accepted("n2"));
                var first = said.readLine();
                var second = said.readLine();
                assertThat(List.of(first, second))
                        .allSatisfy(it ->
                                assertThat(it).contains("\"to\":\"8613800138000\"", "\"coding\":8", "\"kind\":64"));
                assertThat(first).contains("\"" + parts.get(0) + "\"");
                assertThat(second).contains("\"" + parts.get(1) + "\"");
                assertThat(List.of(next(told), next(told), next(told)))
                        .containsExactlyInAnyOrder(
                                new Ear.Receipt("n1", Ear.Outcome.DELIVERED, "", "DELIVRD"),
                                new Ear.Receipt("n2", Ear.Outcome.DELIVERED, "", "DELIVRD"),
                                new Ear.Reply(Optional.empty(), "+8613800138000", "", "退订!!"));
                assertThat(line.hand(new Piece(text, 1, 1, "+8613800138000", "slow")))
                        .isEqualTo(new Answer.Slower("0x00000058"));
                assertThat(line.ask(new Piece(text, 1, 1, "+8613800138000", "x"), Optional.of("n1")))
                        .isEqualTo(new Found.Delivered());
            }
        } finally {
            peer.destroy();
        }
    }

    private static Object next(LinkedBlockingQueue<Object> told) throws InterruptedException {
        var it = told.poll(10, TimeUnit.SECONDS);
        assertThat(it).as("the gateway tells nothing").isNotNull();
        return java.util.Objects.requireNonNull(it);
    }

    private static Ear ear(LinkedBlockingQueue<Object> told) {
        return new Ear() {
            @Override
            public void receipt(Receipt receipt) {
                told.add(receipt);
            }

            @Override
            public void reply(Reply reply) {
                told.add(reply);
            }
        };
    }
}
