package org.opendcrc.messaging.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that speaks CMPP on this machine, written after the tables of the specification and not with the product's own words: it reads
 * field after field and keeps them as they stood.
 */
final class CmppGateway implements AutoCloseable {

    static final String ACCOUNT = "901234";
    static final String SECRET = "1234";

    /** What it was handed, field by field. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Submitted(
            int pkTotal,
            int pkNumber,
            int registeredDelivery,
            String serviceId,
            int udhi,
            int format,
            String msgSrc,
            String feeType,
            String srcId,
            int destinations,
            String destination,
            byte[] content,
            int rest) {

        String words() {
            int header = udhi == 0 ? 0 : content[0] + 1;
            return new String(content, header, content.length - header, StandardCharsets.UTF_16BE);
        }
    }

    final List<Submitted> submitted = Collections.synchronizedList(new ArrayList<>());
    final BlockingQueue<Integer> deliveryResults = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> tests = new LinkedBlockingQueue<>();
    /** Result of the n-th submission; null is no answer, and the line breaks. */
    volatile IntFunction<@Nullable Integer> manner = _ -> 0;

    volatile boolean liar;
    private final boolean v3;
    private final ServerSocket server;
    private volatile @Nullable DataOutputStream out;
    private volatile @Nullable Socket line;
    private int count;

    CmppGateway(boolean v3) throws IOException {
        this.v3 = v3;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    static long idOf(int number) {
        return 0x9000_0000_0000_0000L + number; // above the signed range, as real ones of the autumn are
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var to = new DataOutputStream(socket.getOutputStream());
            while (true) {
                int length = in.readInt();
                int command = in.readInt();
                int sequence = in.readInt();
                var body = new DataInputStream(new java.io.ByteArrayInputStream(in.readNBytes(length - 12)));
                switch (command) {
                    case 0x00000001 -> connect(body, to, sequence, socket);
                    case 0x00000004 -> {
                        submitted.add(submission(body));
                        var result = manner.apply(++count);
                        if (result == null) {
                            return;
                        }
                        answer(to, 0x80000004, sequence, idOf(count), result);
                    }
                    case 0x00000008 -> {
                        tests.add(sequence);
                        say(to, 0x80000008, sequence, new byte[] {0});
                    }
                    case 0x80000005 -> {
                        body.readLong();
                        deliveryResults.add(v3 ? body.readInt() : body.readUnsignedByte());
                    }
                    case 0x00000002 -> {
                        say(to, 0x80000002, sequence, new byte[0]);
                        return;
                    }
                    default -> {}
                }
            }
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private void connect(DataInputStream body, DataOutputStream to, int sequence, Socket socket) throws IOException {
        var account = body.readNBytes(6);
        var proof = body.readNBytes(16);
        int version = body.readUnsignedByte();
        int timestamp = body.readInt();
        // MD5(Source_Addr + 9 octets of 0 + shared secret + timestamp)
        var md5 = md5(account, new byte[9], ascii(SECRET), ascii("%010d".formatted(timestamp)));
        int status = !Arrays.equals(account, ascii(ACCOUNT)) ? 2 : Arrays.equals(md5, proof) ? 0 : 3;
        if (version != (v3 ? 0x30 : 0x20)) {
            status = 4;
        }
        var written = new ByteArrayOutputStream();
        var answer = new DataOutputStream(written);
        result(answer, status);
        // MD5(Status + AuthenticatorSource + shared secret)
        var statusOctets = written.toByteArray();
        answer.write(liar ? new byte[16] : md5(statusOctets, proof, ascii(SECRET)));
        answer.writeByte(version);
        line = socket;
        out = to;
        say(to, 0x80000001, sequence, written.toByteArray());
    }

    private Submitted submission(DataInputStream body) throws IOException {
        int number = v3 ? 32 : 21;
        body.readLong();
        int total = body.readUnsignedByte();
        int part = body.readUnsignedByte();
        int registered = body.readUnsignedByte();
        body.readUnsignedByte(); // Msg_level
        var service = text(body, 10);
        body.readUnsignedByte(); // Fee_UserType
        text(body, number);
        if (v3) {
            body.readUnsignedByte();
        }
        body.readUnsignedByte(); // TP_pId
        int udhi = body.readUnsignedByte();
        int format = body.readUnsignedByte();
        var src = text(body, 6);
        var fee = text(body, 2);
        text(body, 6);
        text(body, 17);
        text(body, 17);
        var from = text(body, 21);
        int destinations = body.readUnsignedByte();
        var to = text(body, number * destinations);
        if (v3) {
            body.readUnsignedByte();
        }
        var content = body.readNBytes(body.readUnsignedByte());
        return new Submitted(
                total,
                part,
                registered,
                service,
                udhi,
                format,
                src,
                fee,
                from,
                destinations,
                to,
                content,
                body.readAllBytes().length);
    }

    /** A status report for the n-th submission. */
    void report(int number, String state) throws IOException {
        var written = new ByteArrayOutputStream();
        var report = new DataOutputStream(written);
        report.writeLong(idOf(number));
        fixed(report, state, 7);
        fixed(report, "2611220900", 10);
        fixed(report, "2611220901", 10);
        fixed(report, "13800138000", v3 ? 32 : 21);
        report.writeInt(77);
        deliver(5_000 + number, "13800138000", 0, 1, written.toByteArray());
    }

    void reply(long id, String from, int format, byte[] content) throws IOException {
        deliver(id, from, format, 0, content);
    }

    private void deliver(long id, String from, int format, int registered, byte[] content) throws IOException {
        var written = new ByteArrayOutputStream();
        var body = new DataOutputStream(written);
        body.writeLong(id);
        fixed(body, "10690001", 21);
        fixed(body, "SVC", 10);
        body.writeByte(0);
        body.writeByte(0);
        body.writeByte(format);
        fixed(body, from, v3 ? 32 : 21);
        if (v3) {
            body.writeByte(0);
        }
        body.writeByte(registered);
        body.writeByte(content.length);
        body.write(content);
        fixed(body, "", v3 ? 20 : 8);
        var to = out;
        if (to == null) {
            throw new IOException("nobody is there");
        }
        say(to, 0x00000005, 900, written.toByteArray());
    }

    void askWhetherItLives() throws IOException {
        var to = out;
        if (to != null) {
            say(to, 0x00000008, 901, new byte[0]);
        }
    }

    private void answer(DataOutputStream to, int command, int sequence, long id, int result) throws IOException {
        var written = new ByteArrayOutputStream();
        var body = new DataOutputStream(written);
        body.writeLong(id);
        result(body, result);
        say(to, command, sequence, written.toByteArray());
    }

    private void result(DataOutputStream body, int result) throws IOException {
        if (v3) {
            body.writeInt(result);
        } else {
            body.writeByte(result);
        }
    }

    private static synchronized void say(DataOutputStream to, int command, int sequence, byte[] body)
            throws IOException {
        to.writeInt(12 + body.length);
        to.writeInt(command);
        to.writeInt(sequence);
        to.write(body);
        to.flush();
    }

    private static void fixed(DataOutputStream to, String text, int width) throws IOException {
        var octets = ascii(text);
        to.write(octets);
        to.write(new byte[width - octets.length]);
    }

    private static String text(DataInputStream from, int width) throws IOException {
        return new String(from.readNBytes(width), StandardCharsets.US_ASCII).replace("\0", "");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] md5(byte[]... pieces) {
        try {
            var md5 = MessageDigest.getInstance("MD5");
            for (var it : pieces) {
                md5.update(it);
            }
            return md5.digest();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void cut() throws IOException {
        var present = line;
        if (present != null) {
            present.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
