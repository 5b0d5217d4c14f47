package org.opendcrc.messaging.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The words of CMPP (中国移动通信互联网短信网关接口协议) 2.0 and 3.0, octet by octet. All numbers are big-endian; texts of a fixed width are filled
 * with zeros behind. The versions differ in the width of numbers and results and in a few fields.
 */
final class Cmpp {

    static final int HEADER = 12;
    static final int LONGEST = 4096;

    static final int CONNECT = 0x01;
    static final int TERMINATE = 0x02;
    static final int SUBMIT = 0x04;
    static final int DELIVER = 0x05;
    static final int ACTIVE_TEST = 0x08;
    static final int ANSWER = 0x8000_0000;

    static final byte UCS_2 = 8;

    private Cmpp() {}

    enum Version {
        V20(0x20, 21, 1, 8),
        V30(0x30, 32, 4, 20);

        final int octet;
        /** The width of a telephone number. */
        final int number;
        /** The width of a result. */
        final int result;
        /** The width of what stands behind a message: reserved in 2.0, LinkID in 3.0. */
        final int tail;

        Version(int octet, int number, int result, int tail) {
            this.octet = octet;
            this.number = number;
            this.result = result;
            this.tail = tail;
        }
    }

    /** A message off the line. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(int command, int sequence, byte[] body) {}

    static byte[] message(int command, int sequence, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(HEADER + body.length)
                .putInt(command)
                .putInt(sequence)
                .put(body)
                .array();
    }

    /** @param timestamp MMDDHHMMSS as a number */
    static byte[] connect(Version version, String account, String secret, int timestamp) {
        return ByteBuffer.allocate(27)
                .put(fixed(account, 6))
                .put(proof(account, secret, timestamp))
                .put((byte) version.octet)
                .putInt(timestamp)
                .array();
    }

    /** MD5 of the account, nine zeros, the secret and the time in ten digits: proves the secret without saying it. */
    static byte[] proof(String account, String secret, int timestamp) {
        var md5 = md5();
        md5.update(account.getBytes(StandardCharsets.US_ASCII));
        md5.update(new byte[9]);
        md5.update(secret.getBytes(StandardCharsets.US_ASCII));
        md5.update("%010d".formatted(timestamp).getBytes(StandardCharsets.US_ASCII));
        return md5.digest();
    }

    /** Whether the gateway knows the secret, too: MD5 of its status, our proof and the secret. */
    static boolean isProved(Version version, byte[] answer, byte[] ourProof, String secret) {
        var md5 = md5();
        md5.update(answer, 0, version.result);
        md5.update(ourProof);
        md5.update(secret.getBytes(StandardCharsets.US_ASCII));
        return answer.length >= version.result + 16
                && MessageDigest.isEqual(md5.digest(), Arrays.copyOfRange(answer, version.result, version.result + 16));
    }

    static int result(Version version, byte[] body, int at) {
        return version.result == 1 ? body[at] & 0xff : ByteBuffer.wrap(body).getInt(at);
    }

    /**
     * What a submission says of its sender.
     *
     * @param account 企业代码 Msg_src
     * @param service 业务标识 Service_Id
     * @param sender 接入号 Src_Id
     */
    record Sender(String account, String service, String sender) {}

    static byte[] submit(Version version, Sender from, Piece piece, String number) {
        var content = Parts.octets(piece);
        var v3 = version == Version.V30;
        var body = ByteBuffer.allocate(8
                + 4
                + 10
                + 1
                + version.number
                + (v3 ? 1 : 0)
                + 3
                + 6
                + 2
                + 6
                + 17
                + 17
                + 21
                + 1
                + version.number
                + (v3 ? 1 : 0)
                + 1
                + content.length
                + version.tail);
        body.putLong(0); // Msg_Id, given by the gateway
        body.put((byte) piece.parts());
        body.put((byte) piece.part());
        body.put((byte) 1); // Registered_Delivery: a receipt is wanted
        body.put((byte) 0); // Msg_level
        body.put(fixed(from.service(), 10));
        body.put((byte) 2); // Fee_UserType: the sender pays
        body.put(fixed("", version.number));
        if (v3) {
            body.put((byte) 0); // Fee_terminal_type
        }
        body.put((byte) 0); // TP_pId
        body.put((byte) (piece.parts() > 1 ? 1 : 0)); // TP_udhi: a header stands in front
        body.put(UCS_2); // Msg_Fmt
        body.put(fixed(from.account(), 6));
        body.put(fixed("01", 2)); // FeeType: free for the customer
        body.put(fixed("000000", 6));
        body.put(fixed("", 17)); // ValId_Time
        body.put(fixed("", 17)); // At_Time
        body.put(fixed(from.sender(), 21));
        body.put((byte) 1); // DestUsr_tl
        body.put(fixed(number, version.number));
        if (v3) {
            body.put((byte) 0); // Dest_terminal_type: a real number
        }
        body.put((byte) content.length);
        body.put(content);
        body.put(fixed("", version.tail));
        return body.array();
    }

    /**
     * What the gateway delivers: a reply, or a receipt.
     *
     * @param id Msg_Id of this delivery
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delivery(long id, String to, boolean header, int coding, String from, boolean receipt, byte[] content) {}

    /** @throws java.nio.BufferUnderflowException if it is shorter than it says */
    static Delivery delivery(Version version, byte[] octets) {
        var body = ByteBuffer.wrap(octets);
        long id = body.getLong();
        var to = text(body, 21);
        text(body, 10); // Service_Id
        body.get(); // TP_pid
        boolean header = body.get() != 0;
        int coding = body.get() & 0xff;
        var from = text(body, version.number);
        if (version == Version.V30) {
            body.get(); // Src_terminal_type
        }
        boolean receipt = body.get() == 1;
        var content = new byte[body.get() & 0xff];
        body.get(content);
        return new Delivery(id, to, header, coding, from, receipt, content);
    }

    /**
     * A receipt within a delivery.
     *
     * @param id Msg_Id of the submission that it speaks of
     */
    record Report(long id, String state) {}

    static Report report(byte[] content) {
        var body = ByteBuffer.wrap(content);
        return new Report(body.getLong(), text(body, 7));
    }

    static byte[] deliveryAnswer(Version version, long id, int result) {
        var body = ByteBuffer.allocate(8 + version.result).putLong(id);
        return (version.result == 1 ? body.put((byte) result) : body.putInt(result)).array();
    }

    /** Msg_Id as we write it: 20 digits at most, never negative. */
    static String id(long id) {
        return Long.toUnsignedString(id);
    }

    static byte[] fixed(String text, int width) {
        var octets = text.getBytes(StandardCharsets.US_ASCII);
        if (octets.length > width) {
            throw new IllegalArgumentException("longer than " + width + ": " + text);
        }
        return Arrays.copyOf(octets, width);
    }

    private static String text(ByteBuffer body, int width) {
        var octets = new byte[width];
        body.get(octets);
        int end = 0;
        while (end < width && octets[end] != 0) {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.US_ASCII).strip();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5"); // the protocol wants it
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
