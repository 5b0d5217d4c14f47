package org.opendcrc.messaging.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** A gateway that speaks SMPP on this machine: it does what a test tells it, and remembers what it was handed. */
public final class Smsc implements AutoCloseable {

    public static final String ACCOUNT = "opendcrc";
    public static final String PASSWORD = "s3cret";
    private static final int WRONG_PASSWORD = 0x0e;

    /** What it was handed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Submitted(String to, String from, int esmClass, int coding, byte[] octets) {

        /** The words, without a header. */
        public String words() {
            int header = (esmClass & 0x40) == 0 ? 0 : octets[0] + 1;
            return new String(octets, header, octets.length - header, StandardCharsets.UTF_16BE);
        }
    }

    /** What it answers to a submission: its own word for it, or a status; null is no answer at all. */
    public interface Manner extends BiFunction<Submitted, Integer, @Nullable Object> {}

    public final List<Submitted> submitted = java.util.Collections.synchronizedList(new ArrayList<>());
    public final BlockingQueue<SMPPServerSession> bound = new LinkedBlockingQueue<>();
    private final java.util.Map<String, MessageState> states = new ConcurrentHashMap<>();
    private final AtomicInteger counter = new AtomicInteger();
    private final ServerSocket socket;
    private final SMPPServerSessionListener listener;
    public volatile Manner manner = (_, number) -> "m" + number;
    public volatile @Nullable SMPPServerSession session;

    public Smsc() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    public Smsc(int port) throws IOException {
        this(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    }

    Smsc(ServerSocket socket) throws IOException {
        this.socket = socket;
        listener = new SMPPServerSessionListener(socket.getLocalPort(), new Door());
        listener.setMessageReceiverListener(new Taking());
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var fresh = listener.accept();
                Thread.ofVirtual().start(() -> greet(fresh));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void greet(SMPPServerSession fresh) {
        try {
            var bind = fresh.waitForBind(10_000);
            if (bind.getSystemId().equals(ACCOUNT) && bind.getPassword().equals(PASSWORD)) {
                session = fresh;
                fresh.setTransactionTimer(10_000);
                bind.accept("smsc", InterfaceVersion.IF_34);
                bound.add(fresh);
            } else {
                bind.reject(WRONG_PASSWORD);
            }
        } catch (TimeoutException | PDUException | IOException e) {
            fresh.close();
        }
    }

    /** A receipt as gateways write them. */
    public void receipt(String id, String state, String error) throws Exception {
        deliver(
                "13800000000",
                0x04,
                0,
                "id:%s sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:%s err:%s text:x"
                        .formatted(id, state, error)
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** A customer's reply in UCS-2. */
    public void reply(String from, String words) throws Exception {
        deliver(from, 0, 8, words.getBytes(StandardCharsets.UTF_16BE));
    }

    public void deliver(String from, int esmClass, int coding, byte[] octets) throws Exception {
        var line = session;
        if (line == null) {
            throw new IllegalStateException("nobody is bound");
        }
        line.deliverShortMessage(
                "",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                from,
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "10690001",
                new ESMClass(esmClass),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                DataCodings.newInstance((byte) coding),
                octets);
    }

    /** What it will say of a part when it is asked. */
    public void knows(String id, MessageState state) {
        states.put(id, state);
    }

    /** The line breaks, as when a cable is cut. */
    public void cut() {
        var line = session;
        if (line != null) {
            session = null;
            line.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cut();
    }

    private final class Door implements ServerConnectionFactory, ServerConnection {

        @Override
        public ServerConnection listen(int port) {
            return this;
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return this;
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return this;
        }

        @Override
        public Connection accept() throws IOException {
            return new SocketConnection(socket.accept());
        }

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private final class Taking implements ServerMessageReceiverListener {

        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm it, SMPPServerSession source) throws ProcessRequestException {
            var taken = new Submitted(
                    it.getDestAddress(),
                    it.getSourceAddr(),
                    it.getEsmClass(),
                    it.getDataCoding(),
                    it.getShortMessage());
            submitted.add(taken);
            return switch (manner.apply(taken, counter.incrementAndGet())) {
                case String id -> new SubmitSmResult(id(id), new OptionalParameter[0]);
                case Integer status -> throw new ProcessRequestException("no", status);
                case null, default -> {
                    source.close(); // taken, and the line breaks before the answer
                    throw new ProcessRequestException("gone", 0x08);
                }
            };
        }

        private MessageId id(String id) {
            try {
                return new MessageId(id);
            } catch (PDUException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm it, SMPPServerSession source) throws ProcessRequestException {
            var state = states.get(it.getMessageId());
            if (state == null) {
                throw new ProcessRequestException("unknown", 0x67);
            }
            return new QuerySmResult("", state, (byte) 0);
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti it, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm it, SMPPServerSession source) throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public void onAcceptCancelSm(CancelSm it, SMPPServerSession source) throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm it, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm it, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm it, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm it, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }
    }
}
