package org.opendcrc.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/**
 * Texts a second from the outbox through a line to a gateway on this machine, against the library alone on the same line with as many
 * parts on their way. The program marks each part in the database before and after (A36); the library does not.
 *
 * <p>Arguments: how many texts, the folder with the extracted program, an empty folder to work in.
 */
final class Texts {

    private static final String ACCOUNT = "opendcrc";
    private static final String PASSWORD = "s3cret";
    private static final String WORDS = "【杭州城东店】欧阳先生您好，您的爱车已保养完毕，请来店取车。";
    private static final int WINDOW = 50;

    private Texts() {}

    public static void main(String[] arguments) throws Exception {
        int texts = Integer.parseInt(arguments[0]);
        var folder = Path.of(arguments[2]).toAbsolutePath();
        Files.createDirectories(folder.resolve("data"));
        try (var gateway = new Gateway()) {
            alone(gateway.port(), Math.min(texts, 2_000)); // the library's code is compiled
            gateway.expect(texts);
            alone(gateway.port(), texts);
            double library = gateway.perSecond();
            var house = new House(Path.of(arguments[1]).toAbsolutePath(), folder.resolve("data"));
            try {
                house.start(20);
                gateway.expect(texts);
                write(house, gateway.port(), texts);
                gateway.await();
                double program = gateway.perSecond();
                System.out.printf(
                        "| texts through a line, %,d texts, %d on their way | %,.0f texts/s | jsmpp alone %,.0f texts/s | %.2f |%n",
                        texts, WINDOW, program, library, program / library);
            } finally {
                house.close();
            }
        }
    }

    /** The library alone. */
    private static void alone(int port, int texts) throws IOException, InterruptedException, ExecutionException {
        var line = new SMPPSession();
        line.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        ACCOUNT,
                        PASSWORD,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        try (var threads =
                Executors.newFixedThreadPool(WINDOW, Thread.ofVirtual().factory())) {
            var all = new ArrayList<Future<String>>();
            for (int i = 0; i < texts; i++) {
                all.add(threads.submit(() -> line.submitShortMessage(
                                "",
                                TypeOfNumber.UNKNOWN,
                                NumberingPlanIndicator.UNKNOWN,
                                "10690001",
                                TypeOfNumber.INTERNATIONAL,
                                NumberingPlanIndicator.ISDN,
                                "8613800006621",
                                new ESMClass(0),
                                (byte) 0,
                                (byte) 0,
                                null,
                                null,
                                new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                                (byte) 0,
                                DataCodings.newInstance((byte) 8),
                                (byte) 0,
                                WORDS.getBytes(StandardCharsets.UTF_16BE))
                        .getMessageId()));
            }
            for (var it : all) {
                it.get();
            }
        } finally {
            line.unbindAndClose();
        }
    }

    /** A line is set up on its page; then the texts are written. Their hours are the whole day, for whoever measures at night. */
    private static void write(House house, int port, int texts) throws IOException, SQLException, InterruptedException {
        house.untilFilled();
        try (var connection = house.connect("opendcrc_owner");
                var statement = connection.createStatement()) {
            try (var visitor = new Visitor(house.port())) {
                visitor.signIn("admin", "opendcrc-demo-2026");
                var answer = visitor.form(
                        "/administration/gateways/new?kind=SMPP",
                        "/administration/gateways",
                        "kind=SMPP&name=bench&on=true&service=true&place=1&perSecond=10000&secret=" + PASSWORD
                                + "&knob.host=127.0.0.1&knob.port=" + port + "&knob.account=" + ACCOUNT
                                + "&knob.window="
                                + WINDOW);
                if (answer.status() != 302) {
                    throw new IllegalStateException("the line was answered with " + answer.status());
                }
            }
            statement.execute("""
                    insert into organisation.setting (dealer_id, store_id, key, value, changed_at)
                    select s.dealer_id, s.id, v.key, v.value, now()
                      from organisation.store s
                     cross join (values ('text.from', '00:00'), ('text.service-until', '23:59')) v (key, value)
                    """);
            statement.execute("""
                    insert into messaging.text (dealer_id, id, store_id, customer_id, phone, body, characters, class, cause, cause_id, state,
                                                written_at, urgency)
                    select c.dealer_id, gen_random_uuid(), c.store_id, c.customer_id, '+8613800006621', '%s', %d, 'SERVICE', 'bench',
                           gen_random_uuid(), 'QUEUED', now(), 2
                      from (select x.dealer_id, s.id as store_id, x.id as customer_id
                              from customers.customer x
                              join organisation.store s on s.dealer_id = x.dealer_id
                             limit 1) c
                     cross join generate_series(1, %d)
                    """.formatted(WORDS, WORDS.length(), texts));
        }
    }

    /** Takes everything at once and counts. */
    private static final class Gateway implements AutoCloseable {

        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final SMPPServerSessionListener listener;
        private final int port;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicLong first = new AtomicLong();
        private volatile CountDownLatch awaited = new CountDownLatch(0);
        private volatile int expected;
        private volatile long last;

        Gateway() throws IOException {
            port = door.getLocalPort();
            door.close();
            listener = new SMPPServerSessionListener(port);
            listener.setMessageReceiverListener(new Taking());
            Thread.ofVirtual().start(this::listen);
        }

        int port() {
            return port;
        }

        void expect(int texts) {
            taken.set(0);
            first.set(0);
            expected = texts;
            awaited = new CountDownLatch(1);
        }

        void await() throws InterruptedException {
            if (!awaited.await(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("only " + taken.get() + " texts came");
            }
        }

        double perSecond() {
            return expected * 1e9 / (last - first.get());
        }

        private void listen() {
            try {
                while (true) {
                    var session = listener.accept();
                    Thread.ofVirtual().start(() -> {
                        try {
                            session.waitForBind(10_000).accept("bench", InterfaceVersion.IF_34);
                        } catch (Exception e) {
                            session.close();
                        }
                    });
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }

        private final class Taking implements ServerMessageReceiverListener {

            @Override
            public SubmitSmResult onAcceptSubmitSm(SubmitSm it, SMPPServerSession source)
                    throws ProcessRequestException {
                first.compareAndSet(0, System.nanoTime());
                int number = taken.incrementAndGet();
                if (number == expected) {
                    last = System.nanoTime();
                    awaited.countDown();
                }
                try {
                    return new SubmitSmResult(
                            new MessageId("b" + System.nanoTime() + number), new OptionalParameter[0]);
                } catch (org.jsmpp.PDUStringException e) {
                    throw new ProcessRequestException("no identifier", 8, e);
                }
            }

            @Override
            public QuerySmResult onAcceptQuerySm(QuerySm it, SMPPServerSession source) throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti it, SMPPServerSession source)
                    throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public void onAcceptReplaceSm(ReplaceSm it, SMPPServerSession source) throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public void onAcceptCancelSm(CancelSm it, SMPPServerSession source) throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm it, SMPPServerSession source)
                    throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public void onAcceptCancelBroadcastSm(CancelBroadcastSm it, SMPPServerSession source)
                    throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm it, SMPPServerSession source)
                    throws ProcessRequestException {
                throw unspoken();
            }

            @Override
            public DataSmResult onAcceptDataSm(DataSm it, Session source) throws ProcessRequestException {
                throw unspoken();
            }

            private ProcessRequestException unspoken() {
                return new ProcessRequestException("not spoken here", 3);
            }
        }
    }
}
