package org.opendcrc.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Health;

/** CMPP 2.0 and 3.0 against a gateway that was written after the specification and knows nothing of ours. */
class CmppChannelSpec {

    private static final Instant NOW = Instant.parse("2026-11-22T01:02:03Z");
    private static final UUID TEXT = UUID.fromString("019ab000-0000-7000-8000-0000000000c7");

    private final SmppChannelSpec.Heard heard = new SmppChannelSpec.Heard();

    private CmppChannel line(CmppGateway gateway, boolean v3, String secret, Map<String, String> more) {
        var knobs = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(gateway.port()),
                "account", CmppGateway.ACCOUNT,
                "service-id", "DCRC",
                "sender", "10690001",
                "response-millis", "3000"));
        knobs.putAll(more);
        var all = new Knobs(knobs);
        return v3 ? CmppChannel.v30(all, secret, heard) : CmppChannel.v20(all, secret, heard);
    }

    private static Piece piece(String words) {
        return new Piece(TEXT, 1, 1, "+8613800138000", words);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_part_arrives_field_by_field_as_the_specification_wants_it(boolean v3) throws Exception {
        try (var gateway = new CmppGateway(v3);
                var line = line(gateway, v3, CmppGateway.SECRET, Map.of())) {
            line.tend(NOW);
            assertThat(line.health()).isEqualTo(Health.UP);
            assertThat(line.hand(piece("方先生您好"))).isEqualTo(new Answer.Accepted("10376293541461622785"));
            assertThat(gateway.submitted).singleElement().satisfies(it -> {
                assertThat(it.pkTotal()).isEqualTo(1);
                assertThat(it.pkNumber()).isEqualTo(1);
                assertThat(it.registeredDelivery()).isEqualTo(1);
                assertThat(it.serviceId()).isEqualTo("DCRC");
                assertThat(it.udhi()).isZero();
                assertThat(it.format()).isEqualTo(8);
                assertThat(it.msgSrc()).isEqualTo(CmppGateway.ACCOUNT);
                assertThat(it.feeType()).isEqualTo("01");
                assertThat(it.srcId()).isEqualTo("10690001");
                assertThat(it.destinations()).isEqualTo(1);
                assertThat(it.destination()).isEqualTo("13800138000");
                assertThat(it.words()).isEqualTo("方先生您好");
                assertThat(it.rest()).isEqualTo(v3 ? 20 : 8);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void A20_a_text_of_119_characters_arrives_whole_in_two_parts(boolean v3) throws Exception {
        try (var gateway = new CmppGateway(v3);
                var line = line(gateway, v3, CmppGateway.SECRET, Map.of())) {
            line.tend(NOW);
            var words = "车".repeat(118) + "好";
            var parts = Parts.split(words);
            for (int i = 1; i <= 2; i++) {
                line.hand(new Piece(TEXT, i, 2, "+8613800138000", parts.get(i - 1)));
            }
            assertThat(gateway.submitted)
                    .extracting(CmppGateway.Submitted::pkNumber)
                    .containsExactly(1, 2);
            assertThat(gateway.submitted).allSatisfy(it -> {
                assertThat(it.udhi()).isEqualTo(1);
                assertThat(it.pkTotal()).isEqualTo(2);
                assertThat(it.content()).startsWith(5, 0, 3, 0xc7, 2);
            });
            assertThat(gateway.submitted.get(0).words()
                            + gateway.submitted.get(1).words())
                    .isEqualTo(words);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reports_and_replies_come_in_and_are_thanked_for_once_they_are_written_down(boolean v3) throws Exception {
        try (var gateway = new CmppGateway(v3);
                var line = line(gateway, v3, CmppGateway.SECRET, Map.of())) {
            line.tend(NOW);
            gateway.report(1, "DELIVRD");
            assertThat(gateway.deliveryResults.take()).isZero();
            gateway.report(2, "MA:0001");
            assertThat(gateway.deliveryResults.take()).isZero();
            assertThat(heard.receipts)
                    .containsExactly(
                            new Ear.Receipt("10376293541461622785", Ear.Outcome.DELIVERED, "", "DELIVRD"),
                            new Ear.Receipt("10376293541461622786", Ear.Outcome.LOST, "undelivered", "MA:0001"));
            gateway.reply(42, "8613800138000", 8, "退订".getBytes(StandardCharsets.UTF_16BE));
            assertThat(gateway.deliveryResults.take()).isZero();
            gateway.reply(43, "13800138000", 15, "退订".getBytes(Charset.forName("GBK")));
            assertThat(gateway.deliveryResults.take()).isZero();
            assertThat(heard.replies)
                    .containsExactly(
                            new Ear.Reply(Optional.of("42"), "+8613800138000", "10690001", "退订"),
                            new Ear.Reply(Optional.of("43"), "+8613800138000", "10690001", "退订"));
            heard.deaf = true;
            gateway.report(3, "DELIVRD");
            assertThat(gateway.deliveryResults.take()).isEqualTo(9);
        }
    }

    @Test
    void results_are_told_apart() throws Exception {
        try (var gateway = new CmppGateway(true);
                var line = line(gateway, true, CmppGateway.SECRET, Map.of())) {
            line.tend(NOW);
            gateway.manner = number -> number == 1 ? 8 : number == 2 ? 13 : 4;
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Slower("CMPP 8"));
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Refused("bad-number", "CMPP 13"));
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Refused("rejected", "CMPP 4"));
        }
    }

    @Test
    void A36_a_line_that_breaks_before_the_answer_leaves_the_outcome_unknown() throws Exception {
        try (var gateway = new CmppGateway(true);
                var line = line(gateway, true, CmppGateway.SECRET, Map.of())) {
            line.tend(NOW);
            gateway.manner = _ -> null;
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.Unknown("line lost"));
            assertThat(gateway.submitted).hasSize(1);
            assertThat(line.hand(piece("x"))).isEqualTo(new Answer.NoLine());
            gateway.manner = _ -> 0;
            line.tend(NOW);
            assertThat(line.hand(piece("x"))).isInstanceOf(Answer.Accepted.class);
        }
    }

    @Test
    void a_wrong_secret_a_wrong_version_and_a_gateway_that_does_not_know_the_secret_are_told() throws Exception {
        try (var gateway = new CmppGateway(true);
                var wrong = line(gateway, true, "4321", Map.of());
                var old = line(gateway, false, CmppGateway.SECRET, Map.of());
                var right = line(gateway, true, CmppGateway.SECRET, Map.of())) {
            wrong.tend(NOW);
            assertThat(wrong.health()).isEqualTo(Health.down("wrong-password"));
            gateway.liar = true;
            right.tend(NOW);
            assertThat(right.health()).isEqualTo(Health.down("wrong-gateway"));
            assertThat(old.hand(piece("x"))).isEqualTo(new Answer.NoLine());
        }
    }

    @Test
    void both_sides_ask_whether_the_other_lives_and_who_misses_three_questions_is_gone() throws Exception {
        try (var gateway = new CmppGateway(true);
                var line = line(gateway, true, CmppGateway.SECRET, Map.of())) {
            line.tend(NOW);
            line.tend(NOW.plusSeconds(29));
            assertThat(gateway.tests).isEmpty();
            line.tend(NOW.plusSeconds(30));
            assertThat(gateway.tests.take()).isPositive();
            gateway.askWhetherItLives();
            gateway.cut();
            await().until(() -> !line.health().isUp());
            assertThat(line.health()).isEqualTo(Health.down("lost"));
        }
    }

    /** The octets of a connect and of a submission, written down by hand from the tables of the specification. */
    @Test
    void the_octets_are_those_of_the_tables() throws Exception {
        var secretProof = HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("MD5")
                        .digest("901234\0\0\0\0\0\0\0\0\0001234"
                                .concat("1122090203")
                                .getBytes(StandardCharsets.US_ASCII)));
        assertThat(HexFormat.of()
                        .formatHex(Cmpp.message(
                                Cmpp.CONNECT, 1, Cmpp.connect(Cmpp.Version.V30, "901234", "1234", 1_122_090_203))))
                .isEqualTo("00000027" + "00000001" + "00000001" + "393031323334" + secretProof + "30" + "42e1bcdb");
        var submit = Cmpp.message(
                Cmpp.SUBMIT,
                2,
                Cmpp.submit(
                        Cmpp.Version.V20,
                        new Cmpp.Sender("901234", "DCRC", "10690001"),
                        new Piece(TEXT, 1, 1, "+8613800138000", "好"),
                        "13800138000"));
        assertThat(HexFormat.of().formatHex(submit))
                .isEqualTo("000000a1" + "00000004" + "00000002"
                        + "0000000000000000" // Msg_Id
                        + "01" + "01" + "01" + "00" // Pk_total, Pk_number, Registered_Delivery, Msg_level
                        + "44435243" + "00".repeat(6) // Service_Id
                        + "02" + "00".repeat(21) // Fee_UserType, Fee_terminal_Id
                        + "00" + "00" + "08" // TP_pId, TP_udhi, Msg_Fmt
                        + "393031323334" // Msg_src
                        + "3031" + "303030303030" // FeeType, FeeCode
                        + "00".repeat(17) + "00".repeat(17) // ValId_Time, At_Time
                        + "3130363930303031" + "00".repeat(13) // Src_Id
                        + "01" + "3133383030313338303030" + "00".repeat(10) // DestUsr_tl, Dest_terminal_Id
                        + "02" + "597d" // Msg_Length, Msg_Content
                        + "00".repeat(8)); // Reserve
    }
}
