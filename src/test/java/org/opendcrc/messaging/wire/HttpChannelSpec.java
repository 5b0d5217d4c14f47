package org.opendcrc.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Found;

/** A provider who takes texts by HTTP, played by a real server on this machine. */
class HttpChannelSpec {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T01:00:00Z"), ZoneOffset.UTC);
    private static final UUID TEXT = UUID.fromString("019ab000-0000-7000-8000-0000000000c7");
    private static final String OWN = "019ab00000007000800000000000" + "00c7";

    private record Asked(String method, String path, String type, String key, String body) {}

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final SmppChannelSpec.Heard heard = new SmppChannelSpec.Heard();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{\"code\":\"0\",\"id\":\"p-1\"}";

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (status == 0) {
                exchange.close(); // taken, and no answer
                return;
            }
            var octets = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private HttpChannel line(Map<String, String> more) {
        var knobs = new HashMap<>(
                Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/send", "account", "dcrc"));
        knobs.putAll(more);
        return new HttpChannel(new Knobs(knobs), "s3cret", heard, CLOCK);
    }

    private static Piece piece(String words) {
        return new Piece(TEXT, 1, 1, "+8613800138000", words);
    }

    private static String hmac(String words) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(words.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_text_goes_whole_in_the_template_signed_and_with_our_own_identifier() throws Exception {
        var words = "车".repeat(100) + "\"{phone}\"\n";
        try (var line = line(Map.of("headers", "X-Key: k-{account}"))) {
            assertThat(line.parts(words)).isEqualTo(1);
            assertThat(line.hand(piece(words))).isEqualTo(new Answer.Accepted("p-1"));
        }
        var said = new tools.jackson.databind.json.JsonMapper()
                .readTree(asked.getFirst().body());
        assertThat(asked.getFirst().type()).startsWith("application/json");
        assertThat(asked.getFirst().key()).isEqualTo("k-dcrc");
        assertThat(said.get("text").asString()).isEqualTo(words);
        assertThat(said.get("phone").asString()).isEqualTo("13800138000");
        assertThat(said.get("id").asString()).isEqualTo(OWN);
        assertThat(said.get("sign").asString())
                .isEqualTo(hmac("dcrc" + CLOCK.instant().getEpochSecond() + "13800138000" + words));
    }

    @Test
    void a_form_is_written_for_a_form() {
        try (var line = line(Map.of(
                "content-type",
                "application/x-www-form-urlencoded",
                "body",
                "m={phone}&c={text}",
                "number-form",
                "PLUS"))) {
            line.hand(piece("好&=+"));
        }
        assertThat(asked.getFirst().body()).isEqualTo("m=%2B8613800138000&c=%E5%A5%BD%26%3D%2B");
        assertThat(URLDecoder.decode("%E5%A5%BD%26%3D%2B", StandardCharsets.UTF_8))
                .isEqualTo("好&=+");
    }

    @Test
    void A36_refused_is_certain_and_all_else_is_unknown() throws Exception {
        try (var line = line(Map.of("slower-code", "busy,wait"))) {
            answer = "{\"code\":\"12\"}";
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Refused("rejected", "12"));
            answer = "{\"code\":\"busy\"}";
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Slower("busy"));
            answer = "<html>";
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Unknown("nonsense"));
            status = 429;
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Slower("HTTP 429"));
            status = 403;
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Refused("account-refused", "HTTP 403"));
            status = 502;
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Unknown("HTTP 502"));
            status = 0;
            assertThat(line.hand(piece("x"))).isInstanceOf(Answer.Unknown.class);
            server.stop(0);
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.NoLine());
            assertThat(line.health().isUp()).isFalse();
        }
    }

    @Test
    void A36_a_provider_who_can_tell_is_asked_by_our_own_identifier() {
        try (var line =
                line(Map.of("ask-url", "http://127.0.0.1:" + server.getAddress().getPort() + "/ask?id={id}"))) {
            answer = "{\"id\":\"p-9\",\"state\":\"sent\"}";
            assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.OnItsWay(Optional.of("p-9")));
            answer = "{\"state\":\"delivered\"}";
            assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.Delivered());
            answer = "{\"state\":\"dead\",\"error\":\"E7\"}";
            assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.Lost("undelivered", "dead E7"));
            status = 404;
            assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.Lost("never-came", "HTTP 404"));
            status = 500;
            assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.CannotTell());
        }
        assertThat(asked.getFirst().path()).isEqualTo("/ask?id=" + OWN);
        try (var line = line(Map.of())) {
            assertThat(line.ask(piece("x"), Optional.empty())).isEqualTo(new Found.CannotTell());
        }
    }

    @Test
    void what_a_provider_tells_is_believed_with_his_signature_alone_and_read_one_or_several() throws Exception {
        try (var line = line(Map.of("receipts-at", "/reports", "reply-text-at", "/content"))) {
            var body =
                    "{\"reports\":[{\"id\":\"p-1\",\"state\":\"delivered\"},{\"id\":\"p-2\",\"state\":\"dead\",\"error\":\"E7\"}]}"
                            .getBytes(StandardCharsets.UTF_8);
            assertThat(line.isGenuine(body, hmac(new String(body, StandardCharsets.UTF_8))))
                    .isTrue();
            assertThat(line.isGenuine(body, hmac("other"))).isFalse();
            assertThat(line.isGenuine(body, "")).isFalse();
            line.receipts(body);
            assertThat(heard.receipts)
                    .containsExactly(
                            new Ear.Receipt("p-1", Ear.Outcome.DELIVERED, "", "delivered"),
                            new Ear.Receipt("p-2", Ear.Outcome.LOST, "undelivered", "dead E7"));
            line.replies(
                    "{\"id\":\"r1\",\"phone\":\"13800138000\",\"content\":\"退订\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(heard.replies).containsExactly(new Ear.Reply(Optional.of("r1"), "+8613800138000", "", "退订"));
            assertThatThrownBy(() -> line.receipts("{}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> line.replies("no".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
