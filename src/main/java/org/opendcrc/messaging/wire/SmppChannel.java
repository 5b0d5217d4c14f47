package org.opendcrc.messaging.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line by SMPP 3.4, bound as transceiver: parts go out and receipts and replies come in over one connection. */
public final class SmppChannel implements SmsChannel {

    private static final Logger LOG = LoggerFactory.getLogger(SmppChannel.class);

    private static final Knob HOST = Knob.required("host");
    private static final Knob PORT = Knob.number("port", 2775, 1, 65_535);
    private static final Knob TLS = Knob.flag("tls");
    private static final Knob AUTHORITY = Knob.longText("authority", "");
    private static final Knob ACCOUNT = Knob.required("account");
    private static final Knob SYSTEM_TYPE = Knob.text("system-type", "");
    private static final Knob SENDER = Knob.text("sender", "");
    private static final Knob FORM = Knob.choice("number-form", "DIGITS", "PLUS", "NATIONAL");
    private static final Knob WINDOW = Knob.number("window", 10, 1, 200);
    private static final Knob RESPONSE = Knob.number("response-millis", 10_000, 100, 60_000);
    private static final Knob ENQUIRE = Knob.number("enquire-seconds", 30, 1, 300);
    private static final Knob RECEIPT_ID = Knob.choice("receipt-id", "SAME", "DECIMAL", "HEXADECIMAL");

    /** What can be set up. */
    public static final List<Knob> KNOBS = List.of(
            HOST, PORT, TLS, AUTHORITY, ACCOUNT, SYSTEM_TYPE, SENDER, FORM, WINDOW, RESPONSE, ENQUIRE, RECEIPT_ID);

    private static final byte UCS_2 = 8;
    private static final int HEADER_IN_FRONT = 0x40;
    private static final int KIND_OF_MESSAGE = 0x3c;
    private static final int RECEIPT = 0x04;
    private static final int REPLY = 0x00;

    private static final int ALREADY_BOUND = 0x05;
    private static final int SYSTEM_ERROR = 0x08;
    private static final int BAD_SENDER = 0x0a;
    private static final int BAD_RECEIVER = 0x0b;
    private static final int BIND_FAILED = 0x0d;
    private static final int WRONG_PASSWORD = 0x0e;
    private static final int WRONG_ACCOUNT = 0x0f;
    private static final int QUEUE_FULL = 0x14;
    private static final int THROTTLED = 0x58;
    private static final int TELL_ME_AGAIN = 0x64;

    private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*(\\S+)");
    private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*(\\S+)");
    private static final Pattern ERROR = Pattern.compile("(?i)\\berr:\\s*(\\S+)");

    private final Knobs knobs;
    private final String password;
    private final Ear ear;
    private final Semaphore window;
    private final BackOff backOff = new BackOff();
    private volatile @Nullable SMPPSession session;
    private volatile Health health = new Health(Health.State.NEW, Optional.empty());
    private volatile boolean closed;

    public SmppChannel(Knobs knobs, String password, Ear ear) {
        this.knobs = knobs;
        this.password = password;
        this.ear = ear;
        this.window = new Semaphore(knobs.number(WINDOW));
    }

    @Override
    public int window() {
        return knobs.number(WINDOW);
    }

    @Override
    public Health health() {
        var present = session;
        return present != null && !present.getSessionState().isBound() ? Health.down("lost") : health;
    }

    @Override
    public synchronized void tend(Instant now) {
        var present = session;
        if (closed || (present != null && present.getSessionState().isBound()) || !backOff.isTime(now)) {
            return;
        }
        if (present != null) {
            session = null;
            present.close();
        }
        var fresh = new SMPPSession(
                (host, port) -> new SocketConnection(Dial.open(host, port, knobs.flag(TLS), knobs.given(AUTHORITY))));
        fresh.setEnquireLinkTimer(knobs.number(ENQUIRE) * 1000);
        fresh.setTransactionTimer(knobs.number(RESPONSE));
        fresh.setMessageReceiverListener(new Receiver());
        try {
            fresh.connectAndBind(
                    knobs.text(HOST),
                    knobs.number(PORT),
                    new BindParameter(
                            BindType.BIND_TRX,
                            knobs.text(ACCOUNT),
                            password,
                            knobs.text(SYSTEM_TYPE),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    knobs.number(RESPONSE));
            session = fresh;
            health = Health.UP;
            backOff.succeeded();
        } catch (IOException e) {
            fresh.close();
            var trouble = trouble(e);
            health = Health.down(trouble);
            backOff.failed(now, trouble.startsWith("wrong"));
            LOG.warn("SMPP {}:{} does not open: {}", knobs.text(HOST), knobs.number(PORT), trouble);
        }
    }

    /** A key below {@code gateway.trouble.}. */
    private static String trouble(IOException why) {
        return switch (why.getCause()) {
            case NegativeResponseException no ->
                switch (no.getCommandStatus()) {
                    case WRONG_PASSWORD -> "wrong-password";
                    case WRONG_ACCOUNT -> "wrong-account";
                    case BIND_FAILED -> "wrong-account-or-password";
                    case ALREADY_BOUND -> "already-bound";
                    default -> "refused";
                };
            case ResponseTimeoutException _ -> "no-answer";
            case null, default -> why instanceof javax.net.ssl.SSLException ? "certificate" : "unreachable";
        };
    }

    @Override
    public Answer hand(Piece piece) {
        var present = session;
        if (present == null || !present.getSessionState().isTransmittable()) {
            return new Answer.NoLine();
        }
        window.acquireUninterruptibly();
        try {
            // The line may have broken while others were in front.
            return present.getSessionState().isTransmittable() ? submit(present, piece) : new Answer.NoLine();
        } finally {
            window.release();
        }
    }

    private Answer submit(SMPPSession line, Piece piece) {
        var sender = knobs.text(SENDER);
        var form = Numbers.Form.valueOf(knobs.text(FORM));
        try {
            var taken = line.submitShortMessage(
                    "",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN,
                    sender,
                    form == Numbers.Form.NATIONAL ? TypeOfNumber.UNKNOWN : TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    Numbers.written(piece.phone(), form),
                    new ESMClass(piece.parts() > 1 ? HEADER_IN_FRONT : 0),
                    (byte) 0,
                    (byte) 0,
                    null,
                    null,
                    new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                    (byte) 0,
                    DataCodings.newInstance(UCS_2),
                    (byte) 0,
                    Parts.octets(piece));
            return new Answer.Accepted(taken.getMessageId());
        } catch (PDUException e) { // nothing went over the line
            return new Answer.Refused("rejected", "PDU");
        } catch (NegativeResponseException e) {
            return refused(e.getCommandStatus());
        } catch (ResponseTimeoutException e) {
            return new Answer.Unknown("timeout");
        } catch (InvalidResponseException e) {
            return new Answer.Unknown("nonsense");
        } catch (IOException e) {
            return new Answer.Unknown("line lost");
        }
    }

    private static Answer refused(int status) {
        var code = "0x%08X".formatted(status);
        return switch (status) {
            case THROTTLED, QUEUE_FULL, SYSTEM_ERROR -> new Answer.Slower(code);
            case BAD_RECEIVER -> new Answer.Refused("bad-number", code);
            case BAD_SENDER -> new Answer.Refused("bad-sender", code);
            default -> new Answer.Refused("rejected", code);
        };
    }

    @Override
    public Found ask(Piece piece, Optional<String> partnerId) {
        var present = session;
        if (partnerId.isEmpty() || present == null || !present.getSessionState().isTransmittable()) {
            return new Found.CannotTell();
        }
        try {
            var told = present.queryShortMessage(
                    partnerId.get(), TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, knobs.text(SENDER));
            var error = Integer.toString(Byte.toUnsignedInt(told.getErrorCode()));
            return found(partnerId.get(), told.getMessageState(), error);
        } catch (PDUException
                | NegativeResponseException
                | ResponseTimeoutException
                | InvalidResponseException
                | IOException e) {
            LOG.debug("the partner does not tell what became of {}", partnerId.get(), e);
            return new Found.CannotTell();
        }
    }

    private static Found found(String id, @Nullable MessageState state, String error) {
        return switch (state) {
            case DELIVERED -> new Found.Delivered();
            case ENROUTE, ACCEPTED -> new Found.OnItsWay(Optional.of(id));
            case EXPIRED -> new Found.Lost("expired", "EXPIRED " + error);
            case DELETED -> new Found.Lost("deleted", "DELETED " + error);
            case UNDELIVERABLE -> new Found.Lost("undelivered", "UNDELIV " + error);
            case REJECTED -> new Found.Lost("rejected", "REJECTD " + error);
            case null, default -> new Found.CannotTell();
        };
    }

    @Override
    public void close() {
        closed = true;
        var present = session;
        if (present != null) {
            present.unbindAndClose();
        }
    }

    /** What the partner tells by himself. */
    private final class Receiver implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm told) throws ProcessRequestException {
            try {
                switch (told.getEsmClass() & KIND_OF_MESSAGE) {
                    case RECEIPT -> receipt(told);
                    case REPLY -> reply(told);
                    default -> LOG.debug("a note on the way, esm_class {}", told.getEsmClass());
                }
            } catch (RuntimeException e) {
                LOG.error("What the gateway told could not be written down; it will tell it again", e);
                throw new ProcessRequestException("not now", TELL_ME_AGAIN, e);
            }
        }

        private void receipt(DeliverSm told) {
            var words = new String(octets(told), StandardCharsets.ISO_8859_1);
            var named = told.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
            var id = named != null
                    ? Optional.of(named.getValueAsString())
                    : first(ID, words).map(this::asAnswered);
            var state = told.getOptionalParameter(OptionalParameter.Message_state.class);
            var word = first(STATE, words).or(() -> Optional.ofNullable(state).map(it -> stateWord(it.getValue())));
            if (id.isEmpty() || word.isEmpty()) {
                LOG.warn("A receipt without identifier or state: {}", words.replaceAll("(?i)text:.*", ""));
                return;
            }
            ear.receipt(States.receipt(id.get(), word.get(), first(ERROR, words).orElse("")));
        }

        /** Some write the identifier in receipts by another base than in their answers. */
        private String asAnswered(String id) {
            try {
                return switch (knobs.text(RECEIPT_ID)) {
                    case "DECIMAL" -> Long.toHexString(Long.parseLong(id));
                    case "HEXADECIMAL" -> Long.toString(Long.parseLong(id, 16));
                    default -> id;
                };
            } catch (NumberFormatException e) {
                return id;
            }
        }

        private void reply(DeliverSm told) {
            var octets = octets(told);
            var words = Parts.words(
                    told.getDataCoding(),
                    (told.getEsmClass() & HEADER_IN_FRONT) != 0 ? Parts.withoutHeader(octets) : octets);
            ear.reply(
                    new Ear.Reply(Optional.empty(), Numbers.read(told.getSourceAddr()), told.getDestAddress(), words));
        }

        private static byte[] octets(DeliverSm told) {
            var payload = told.getOptionalParameter(OptionalParameter.Message_payload.class);
            return told.getShortMessage().length == 0 && payload != null ? payload.getValue() : told.getShortMessage();
        }

        private static Optional<String> first(Pattern pattern, String words) {
            var match = pattern.matcher(words);
            return match.find() ? Optional.of(match.group(1)) : Optional.empty();
        }

        private static String stateWord(byte state) {
            return switch (state) {
                case 1 -> "ENROUTE";
                case 2 -> "DELIVRD";
                case 3 -> "EXPIRED";
                case 4 -> "DELETED";
                case 5 -> "UNDELIV";
                case 6 -> "ACCEPTD";
                case 8 -> "REJECTD";
                default -> "UNKNOWN";
            };
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification told) {
            LOG.debug("alert of {}", told.getSourceAddr());
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm told, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("data_sm is not spoken here", 0x03);
        }
    }
}
