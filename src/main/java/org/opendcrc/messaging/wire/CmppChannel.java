package org.opendcrc.messaging.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.opendcrc.messaging.wire.Cmpp.Message;
import org.opendcrc.messaging.wire.Cmpp.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line by CMPP 2.0 or 3.0: one long connection, a window of submissions, receipts and replies over the same. */
public final class CmppChannel implements SmsChannel {

    private static final Logger LOG = LoggerFactory.getLogger(CmppChannel.class);

    private static final Knob HOST = Knob.required("host");
    private static final Knob PORT = Knob.number("port", 7890, 1, 65_535);
    private static final Knob TLS = Knob.flag("tls");
    private static final Knob AUTHORITY = Knob.longText("authority", "");
    private static final Knob ACCOUNT = Knob.required("account");
    private static final Knob SERVICE = Knob.text("service-id", "");
    private static final Knob SENDER = Knob.required("sender");
    private static final Knob WINDOW = Knob.number("window", 16, 1, 64);
    private static final Knob RESPONSE = Knob.number("response-millis", 60_000, 100, 120_000);
    private static final Knob ENQUIRE = Knob.number("enquire-seconds", 30, 1, 300);

    /** What can be set up. */
    public static final List<Knob> KNOBS =
            List.of(HOST, PORT, TLS, AUTHORITY, ACCOUNT, SERVICE, SENDER, WINDOW, RESPONSE, ENQUIRE);

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** An active test is missed three times before the line counts as lost (T = 60 s, N = 3 in the specification; here our own pace). */
    private static final int MISSED_TESTS = 3;

    private static final int FLOW_CONTROL = 8;

    private final Version version;
    private final Knobs knobs;
    private final String secret;
    private final Ear ear;
    private final Semaphore window;
    private final BackOff backOff = new BackOff();
    private volatile @Nullable Line line;
    private volatile Health health = new Health(Health.State.NEW, Optional.empty());
    private volatile boolean closed;
    private Instant lastTest = Instant.MIN;

    private CmppChannel(Version version, Knobs knobs, String secret, Ear ear) {
        this.version = version;
        this.knobs = knobs;
        this.secret = secret;
        this.ear = ear;
        this.window = new Semaphore(knobs.number(WINDOW));
    }

    public static CmppChannel v20(Knobs knobs, String secret, Ear ear) {
        return new CmppChannel(Version.V20, knobs, secret, ear);
    }

    public static CmppChannel v30(Knobs knobs, String secret, Ear ear) {
        return new CmppChannel(Version.V30, knobs, secret, ear);
    }

    @Override
    public int window() {
        return knobs.number(WINDOW);
    }

    @Override
    public Health health() {
        var present = line;
        return present != null && present.isBroken() ? Health.down("lost") : health;
    }

    @Override
    public synchronized void tend(Instant now) {
        var present = line;
        if (closed) {
            return;
        }
        if (present != null && !present.isBroken()) {
            if (!now.isBefore(lastTest.plusSeconds(knobs.number(ENQUIRE)))) {
                lastTest = now;
                present.test();
            }
            return;
        }
        if (!backOff.isTime(now)) {
            return;
        }
        line = null;
        try {
            line = open(now);
            lastTest = now;
            health = Health.UP;
            backOff.succeeded();
        } catch (Refused e) {
            health = Health.down(e.trouble);
            backOff.failed(now, e.trouble.startsWith("wrong"));
            LOG.warn("CMPP {}:{} refuses: {}", knobs.text(HOST), knobs.number(PORT), e.trouble);
        } catch (IOException e) {
            var trouble = e instanceof javax.net.ssl.SSLException ? "certificate" : "unreachable";
            health = Health.down(trouble);
            backOff.failed(now, false);
            LOG.warn("CMPP {}:{} does not open: {}", knobs.text(HOST), knobs.number(PORT), trouble);
        }
    }

    private Line open(Instant now) throws IOException {
        var socket = Dial.open(knobs.text(HOST), knobs.number(PORT), knobs.flag(TLS), knobs.given(AUTHORITY));
        var fresh = new Line(socket);
        try {
            int timestamp = Integer.parseInt(TIMESTAMP.format(now.atZone(CHINA)));
            var account = knobs.text(ACCOUNT);
            var answer = fresh.ask(Cmpp.CONNECT, Cmpp.connect(version, account, secret, timestamp));
            if (answer == null) {
                throw new Refused("no-answer");
            }
            if (answer.body().length < version.result + 17) {
                throw new Refused("nonsense");
            }
            int status = Cmpp.result(version, answer.body(), 0);
            if (status != 0) {
                throw new Refused(
                        switch (status) {
                            case 2 -> "wrong-account";
                            case 3 -> "wrong-password";
                            case 4 -> "version";
                            default -> "refused";
                        });
            }
            if (!Cmpp.isProved(version, answer.body(), Cmpp.proof(account, secret, timestamp), secret)) {
                throw new Refused("wrong-gateway");
            }
            return fresh;
        } catch (IOException e) {
            fresh.cut();
            throw e;
        }
    }

    @Override
    public Answer hand(Piece piece) {
        var present = line;
        if (present == null || present.isBroken()) {
            return new Answer.NoLine();
        }
        var body = Cmpp.submit(
                version,
                new Cmpp.Sender(knobs.text(ACCOUNT), knobs.text(SERVICE), knobs.text(SENDER)),
                piece,
                Numbers.written(piece.phone(), Numbers.Form.NATIONAL));
        window.acquireUninterruptibly();
        try {
            if (present.isBroken()) {
                return new Answer.NoLine();
            }
            var answer = present.ask(Cmpp.SUBMIT, body);
            if (answer == null) {
                return new Answer.Unknown(present.isBroken() ? "line lost" : "timeout");
            }
            if (answer.body().length < 8 + version.result) {
                return new Answer.Unknown("nonsense");
            }
            return answer(
                    Cmpp.result(version, answer.body(), 8),
                    ByteBuffer.wrap(answer.body()).getLong());
        } catch (IOException e) {
            return new Answer.Unknown("line lost");
        } finally {
            window.release();
        }
    }

    private static Answer answer(int result, long id) {
        var code = "CMPP " + result;
        return switch (result) {
            case 0 -> new Answer.Accepted(Cmpp.id(id));
            case FLOW_CONTROL -> new Answer.Slower(code);
            case 10, 11 -> new Answer.Refused("bad-sender", code);
            case 9, 13 -> new Answer.Refused("bad-number", code);
            default -> new Answer.Refused("rejected", code);
        };
    }

    @Override
    public void close() {
        closed = true;
        var present = line;
        if (present != null) {
            present.end();
        }
    }

    /** The gateway does not let us in. */
    private static final class Refused extends IOException {

        private final String trouble;

        Refused(String trouble) {
            super(trouble);
            this.trouble = trouble;
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket socket;
        private final AtomicInteger sequence = new AtomicInteger();
        private final ReentrantLock writing = new ReentrantLock();
        private final Map<Integer, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
        private final AtomicInteger missed = new AtomicInteger();
        private volatile boolean broken;

        Line(Socket socket) {
            this.socket = socket;
            Thread.ofVirtual().name("cmpp-line").start(this::listen);
        }

        boolean isBroken() {
            return broken;
        }

        /**
         * Says something and waits for the answer.
         *
         * @return null if none came in time, or the line broke meanwhile
         * @throws IOException if it could not be said
         */
        @Nullable
        Message ask(int command, byte[] body) throws IOException {
            int number = sequence.incrementAndGet();
            var answer = new CompletableFuture<Message>();
            waiting.put(number, answer);
            try {
                say(command, number, body);
                return answer.get(knobs.number(RESPONSE), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            } finally {
                waiting.remove(number);
            }
        }

        private void say(int command, int number, byte[] body) throws IOException {
            writing.lock();
            try {
                var out = socket.getOutputStream();
                out.write(Cmpp.message(command, number, body));
                out.flush();
            } catch (IOException e) {
                cut();
                throw e;
            } finally {
                writing.unlock();
            }
        }

        /** Asks whether the other side lives; whoever has not answered the last three is gone. */
        void test() {
            if (missed.getAndIncrement() >= MISSED_TESTS) {
                cut();
                return;
            }
            try {
                say(Cmpp.ACTIVE_TEST, sequence.incrementAndGet(), new byte[0]);
            } catch (IOException e) {
                LOG.debug("the line broke", e);
            }
        }

        private void listen() {
            try (socket) {
                var in = new DataInputStream(socket.getInputStream());
                while (!broken) {
                    int length = in.readInt();
                    if (length < Cmpp.HEADER || length > Cmpp.LONGEST) {
                        throw new IOException("a message of " + length + " octets");
                    }
                    int command = in.readInt();
                    int number = in.readInt();
                    hear(new Message(command, number, in.readNBytes(length - Cmpp.HEADER)));
                }
            } catch (IOException e) {
                LOG.debug("the line ends", e);
            } finally {
                cut();
            }
        }

        private void hear(Message message) throws IOException {
            missed.set(0);
            if ((message.command() & Cmpp.ANSWER) != 0) {
                var asked = waiting.remove(message.sequence());
                if (asked != null) {
                    asked.complete(message);
                }
                return;
            }
            switch (message.command()) {
                case Cmpp.DELIVER -> // written down elsewhere, so that answers to others are heard meanwhile
                    Thread.ofVirtual().name("cmpp-delivery").start(() -> delivered(message));
                case Cmpp.ACTIVE_TEST -> say(Cmpp.ACTIVE_TEST | Cmpp.ANSWER, message.sequence(), new byte[1]);
                case Cmpp.TERMINATE -> {
                    say(Cmpp.TERMINATE | Cmpp.ANSWER, message.sequence(), new byte[0]);
                    cut();
                }
                default -> LOG.debug("not understood: {}", message.command());
            }
        }

        private void delivered(Message message) {
            int result = 0;
            long id = message.body().length < 8
                    ? 0
                    : ByteBuffer.wrap(message.body()).getLong();
            try {
                var it = Cmpp.delivery(version, message.body());
                if (it.receipt()) {
                    var report = Cmpp.report(it.content());
                    ear.receipt(States.receipt(Cmpp.id(report.id()), report.state(), ""));
                } else {
                    var octets = it.header() ? Parts.withoutHeader(it.content()) : it.content();
                    ear.reply(new Ear.Reply(
                            Optional.of(Cmpp.id(it.id())),
                            Numbers.read(it.from()),
                            it.to(),
                            Parts.words(it.coding(), octets)));
                }
            } catch (BufferUnderflowException e) {
                LOG.warn("A delivery that is shorter than it says");
                result = 1; // wrong structure: it is not told again
            } catch (RuntimeException e) {
                LOG.error("What the gateway told could not be written down; it will tell it again", e);
                result = 9;
            }
            try {
                say(Cmpp.DELIVER | Cmpp.ANSWER, message.sequence(), Cmpp.deliveryAnswer(version, id, result));
            } catch (IOException e) {
                LOG.debug("the line broke", e);
            }
        }

        void end() {
            if (!broken) {
                try {
                    say(Cmpp.TERMINATE, sequence.incrementAndGet(), new byte[0]);
                } catch (IOException e) {
                    LOG.debug("the line broke", e);
                }
            }
            cut();
        }

        void cut() {
            broken = true;
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("the line does not even close", e);
            }
            var lost = new IOException("the line broke");
            waiting.values().forEach(it -> it.completeExceptionally(lost));
        }
    }
}
