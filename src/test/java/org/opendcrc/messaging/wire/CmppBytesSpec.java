package org.opendcrc.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opendcrc.messaging.wire.Cmpp.Version;

/**
 * CMPP octet by octet against messages that a library of others made: those that the tests of {@code bigwhite/gocmpp} (Go, Apache licence,
 * commit 396bbe8, files connect_test, submit_test, deliver_test, receipt_test) hold as right. Proofs, deliveries and receipts are compared
 * whole; of a submission the digest of everything but what the two houses choose differently: the level, who pays, and until when it counts.
 */
class CmppBytesSpec {

    private static final String PROOF = "90d00c1d517abd0b4f65f6bcf8535d16";

    @Test
    void a_connection_is_asked_for_as_others_ask() {
        assertThat(hex(Cmpp.proof("900001", "888888", 1021080510))).isEqualTo(PROOF);
        var asked = Cmpp.message(Cmpp.CONNECT, 0x17, Cmpp.connect(Version.V30, "900001", "888888", 1021080510));
        assertThat(hex(asked))
                .isEqualTo("00000027" + "00000001" + "00000017" + "393030303031" + PROOF + "30" + "3cdc73be");
    }

    @Test
    void the_gateways_own_proof_is_believed_as_others_reckon_it_and_no_other() {
        var proof = HexFormat.of().parseHex(PROOF);
        assertThat(Cmpp.isProved(Version.V20, bytes("00" + "6c0b846e25bab6daa4ed1c466e0f4bd8" + "21"), proof, "888888"))
                .isTrue();
        assertThat(Cmpp.isProved(
                        Version.V30, bytes("00000000" + "7942977274098cf210ab0c16c367bc8d" + "30"), proof, "888888"))
                .isTrue();
        assertThat(Cmpp.isProved(
                        Version.V30, bytes("00000000" + "7942977274098cf210ab0c16c367bc8d" + "30"), proof, "888889"))
                .isFalse();
    }

    @Test
    void a_submission_of_2_0_has_every_field_where_others_have_it() throws Exception {
        var ours = submission(Version.V20);
        assertThat(ours).hasSize(0xbd);
        assertThat(digest(ours, Version.V20))
                .isEqualTo("905e3b8f60754754e8c99d8dfaf010e1e0a4d64dd46f2d663e561705f61c51ce");
    }

    @Test
    void a_submission_of_3_0_has_every_field_where_others_have_it() throws Exception {
        var ours = submission(Version.V30);
        assertThat(ours).hasSize(0xe1);
        assertThat(digest(ours, Version.V30))
                .isEqualTo("1f8b547ba085bedbbfa84be1a6d4cf12edafef0b7d52bc2a5aae43756553209a");
    }

    private static byte[] submission(Version version) {
        var piece = new Piece(UUID.randomUUID(), 1, 1, "+8613500002696", "测试gocmpp submit");
        return Cmpp.message(
                Cmpp.SUBMIT,
                0x17,
                Cmpp.submit(version, new Cmpp.Sender("900001", "test", "900001"), piece, "13500002696"));
    }

    /** Without Msg_level, Fee_terminal_Id, and FeeType to At_Time. */
    private static String digest(byte[] message, Version version) throws Exception {
        int payer = Cmpp.HEADER + 8 + 4 + 10 + 1;
        int price = payer + version.number + (version == Version.V30 ? 1 : 0) + 3 + 6;
        message[Cmpp.HEADER + 11] = 0;
        Arrays.fill(message, payer, payer + version.number, (byte) 0);
        Arrays.fill(message, price, price + 2 + 6 + 17 + 17, (byte) 0);
        return hex(MessageDigest.getInstance("SHA-256").digest(message));
    }

    @Test
    void a_reply_that_others_deliver_is_read() {
        var from = hex("13412340000".getBytes(StandardCharsets.US_ASCII));
        var words = hex("This is a test MO.".getBytes(StandardCharsets.US_ASCII));
        var old = Cmpp.delivery(
                Version.V20,
                bytes("b525628000010000" + "393030303031" + "00".repeat(15) + "00".repeat(10) + "000000" + from
                        + "00".repeat(10) + "00" + "12" + words + "00".repeat(8)));
        assertThat(Cmpp.id(old.id())).isEqualTo("13052947396898652160");
        var fresh = Cmpp.delivery(
                Version.V30,
                bytes("b4c5530000010000" + "393030303031" + "00".repeat(15) + "00".repeat(10) + "000000" + from
                        + "00".repeat(21) + "00" + "00" + "12" + words + "00".repeat(20)));
        assertThat(Cmpp.id(fresh.id())).isEqualTo("13025908756704198656");
        for (var it : new Cmpp.Delivery[] {old, fresh}) {
            assertThat(it.to()).isEqualTo("900001");
            assertThat(it.from()).isEqualTo("13412340000");
            assertThat(it.receipt()).isFalse();
            assertThat(it.header()).isFalse();
            assertThat(Parts.words(it.coding(), it.content())).isEqualTo("This is a test MO.");
        }
    }

    @Test
    void a_receipt_that_others_write_is_read_and_thanked_for_in_their_width() {
        var told = Cmpp.report(bytes("b4c5530000010000" + "44454c49565244" + "31353131313230393535"
                + "31353131313230393537" + "3133343132333430303030" + "00".repeat(10) + "12345678"));
        assertThat(Cmpp.id(told.id())).isEqualTo("13025908756704198656");
        assertThat(told.state()).isEqualTo("DELIVRD");
        assertThat(hex(Cmpp.message(Cmpp.ANSWER | Cmpp.DELIVER, 1, Cmpp.deliveryAnswer(Version.V30, told.id(), 0))))
                .isEqualTo("00000018" + "80000005" + "00000001" + "b4c5530000010000" + "00000000");
        assertThat(hex(Cmpp.message(
                        Cmpp.ANSWER | Cmpp.DELIVER,
                        5,
                        Cmpp.deliveryAnswer(Version.V20, Long.parseUnsignedLong("13052947396898652160"), 0))))
                .isEqualTo("00000015" + "80000005" + "00000005" + "b525628000010000" + "00");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
