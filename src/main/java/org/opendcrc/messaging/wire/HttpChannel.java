package org.opendcrc.messaging.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line to any provider who takes texts by HTTP: what is sent is a template with words between braces, what he answers is read at places
 * that are set up. The whole text goes in one request; he cuts it himself. Receipts and replies come to our own address.
 */
public final class HttpChannel implements SmsChannel {

    private static final Logger LOG = LoggerFactory.getLogger(HttpChannel.class);

    private static final Knob URL = Knob.required("url");
    private static final Knob CONTENT_TYPE =
            Knob.choice("content-type", "application/json", "application/x-www-form-urlencoded");
    private static final Knob BODY = Knob.longText(
            "body",
            "{\"account\":\"{account}\",\"phone\":\"{phone}\",\"text\":\"{text}\",\"id\":\"{id}\",\"time\":\"{time}\",\"sign\":\"{sign}\"}");
    private static final Knob HEADERS = Knob.longText("headers", "");
    private static final Knob ACCOUNT = Knob.text("account", "");
    private static final Knob SENDER = Knob.text("sender", "");
    private static final Knob FORM = Knob.choice("number-form", "NATIONAL", "PLUS", "DIGITS");
    private static final Knob SIGN = Knob.choice("sign", "HMAC_SHA256_HEX", "HMAC_SHA256_BASE64", "NONE");
    private static final Knob SIGNED = Knob.longText("signed", "{account}{time}{phone}{text}");
    private static final Knob CODE_AT = Knob.text("code-at", "/code");
    private static final Knob GOOD_CODE = Knob.text("good-code", "0");
    private static final Knob SLOWER_CODE = Knob.text("slower-code", "");
    private static final Knob ID_AT = Knob.text("id-at", "/id");
    private static final Knob ASK_URL = Knob.text("ask-url", "");
    private static final Knob STATE_AT = Knob.text("state-at", "/state");
    private static final Knob DELIVERED = Knob.text("delivered-words", "DELIVRD,delivered,success");
    private static final Knob ON_THE_WAY = Knob.text("on-the-way-words", "ACCEPTD,ENROUTE,sent,pending");
    private static final Knob ERROR_AT = Knob.text("error-at", "/error");
    private static final Knob RECEIPTS_AT = Knob.text("receipts-at", "");
    private static final Knob RECEIPT_ID_AT = Knob.text("receipt-id-at", "/id");
    private static final Knob REPLIES_AT = Knob.text("replies-at", "");
    private static final Knob REPLY_ID_AT = Knob.text("reply-id-at", "/id");
    private static final Knob REPLY_PHONE_AT = Knob.text("reply-phone-at", "/phone");
    private static final Knob REPLY_TEXT_AT = Knob.text("reply-text-at", "/text");
    private static final Knob SIGNATURE_HEADER = Knob.text("signature-header", "X-Signature");
    private static final Knob WINDOW = Knob.number("window", 8, 1, 64);
    private static final Knob RESPONSE = Knob.number("response-millis", 15_000, 100, 60_000);

    /** What can be set up. */
    public static final List<Knob> KNOBS = List.of(
            URL,
            CONTENT_TYPE,
            BODY,
            HEADERS,
            ACCOUNT,
            SENDER,
            FORM,
            SIGN,
            SIGNED,
            CODE_AT,
            GOOD_CODE,
            SLOWER_CODE,
            ID_AT,
            ASK_URL,
            STATE_AT,
            DELIVERED,
            ON_THE_WAY,
            ERROR_AT,
            RECEIPTS_AT,
            RECEIPT_ID_AT,
            REPLIES_AT,
            REPLY_ID_AT,
            REPLY_PHONE_AT,
            REPLY_TEXT_AT,
            SIGNATURE_HEADER,
            WINDOW,
            RESPONSE);

    private static final Pattern FIELD = Pattern.compile("\\{([a-z0-9]+)}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Knobs knobs;
    private final String secret;
    private final Ear ear;
    private final Clock clock;
    private final Semaphore window;
    private volatile @Nullable HttpClient client;
    private volatile Health health = Health.UP;

    /**
     * A line that is not open yet.
     *
     * @param clock for the time that is signed
     */
    public HttpChannel(Knobs knobs, String secret, Ear ear, Clock clock) {
        this.knobs = knobs;
        this.secret = secret;
        this.ear = ear;
        this.clock = clock;
        this.window = new Semaphore(knobs.number(WINDOW));
    }

    @Override
    public int window() {
        return knobs.number(WINDOW);
    }

    @Override
    public int parts(String words) {
        return 1;
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public Answer hand(Piece piece) {
        window.acquireUninterruptibly();
        try {
            var answer = send(request(piece));
            health = Health.UP;
            return read(answer.statusCode(), answer.body(), piece);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            health = Health.down("unreachable");
            return new Answer.NoLine();
        } catch (IOException e) {
            return new Answer.Unknown("line lost");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown("interrupted");
        } finally {
            window.release();
        }
    }

    /** HTTP keeps no line open; after a failure the next part may try again. */
    @Override
    public void tend(Instant now) {
        health = Health.UP;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Made when it is needed first: what a provider tells needs none. */
    private synchronized HttpClient client() {
        var made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofMillis(knobs.number(RESPONSE)))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public void close() {
        var made = client;
        if (made != null) {
            made.shutdown();
        }
    }

    private HttpRequest request(Piece piece) {
        var values = values(piece);
        var form = knobs.text(CONTENT_TYPE).contains("form");
        var builder = HttpRequest.newBuilder(URI.create(filled(knobs.text(URL), values, HttpChannel::urlWord)))
                .timeout(Duration.ofMillis(knobs.number(RESPONSE)))
                .header("Content-Type", knobs.text(CONTENT_TYPE) + "; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(
                        filled(knobs.text(BODY), values, form ? HttpChannel::urlWord : HttpChannel::jsonWord)));
        headers(values).forEach(builder::header);
        return builder.build();
    }

    private Map<String, String> headers(Map<String, String> values) {
        var all = new HashMap<String, String>();
        for (var line : knobs.text(HEADERS).split("\\R", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                all.put(
                        line.substring(0, colon).strip(),
                        filled(line.substring(colon + 1).strip(), values, UnaryOperator.identity()));
            }
        }
        return all;
    }

    private Map<String, String> values(Piece piece) {
        var values = new HashMap<String, String>();
        values.put("account", knobs.text(ACCOUNT));
        values.put("sender", knobs.text(SENDER));
        values.put("phone", Numbers.written(piece.phone(), Numbers.Form.valueOf(knobs.text(FORM))));
        values.put("text", piece.words());
        values.put("id", piece.ownId());
        values.put("time", Long.toString(clock.instant().getEpochSecond()));
        values.put("sign", sign(filled(knobs.text(SIGNED), values, UnaryOperator.identity())));
        return values;
    }

    private String sign(String words) {
        return switch (knobs.text(SIGN)) {
            case "HMAC_SHA256_HEX" -> HexFormat.of().formatHex(hmac(words));
            case "HMAC_SHA256_BASE64" -> Base64.getEncoder().encodeToString(hmac(words));
            default -> "";
        };
    }

    private byte[] hmac(String words) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills each field once, so that braces in a customer's words stay words. */
    private static String filled(String template, Map<String, String> values, UnaryOperator<String> written) {
        return FIELD.matcher(template).replaceAll(it -> {
            var value = values.get(it.group(1));
            return Matcher.quoteReplacement(value == null ? it.group() : written.apply(value));
        });
    }

    private static String urlWord(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String jsonWord(String value) {
        var quoted = JSON.writeValueAsString(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    private Answer read(int status, String body, Piece piece) {
        var code = "HTTP " + status;
        if (status == 429) {
            return new Answer.Slower(code);
        }
        if (status >= 500) {
            return new Answer.Unknown(code); // he may have taken it before he fell
        }
        if (status >= 300) {
            return new Answer.Refused(status == 401 || status == 403 ? "account-refused" : "rejected", code);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            return new Answer.Unknown("nonsense");
        }
        var said = at(answer, CODE_AT).orElse("");
        if (said.equals(knobs.text(GOOD_CODE))) {
            return new Answer.Accepted(at(answer, ID_AT).orElseGet(piece::ownId));
        }
        if (!knobs.text(SLOWER_CODE).isBlank() && words(SLOWER_CODE).contains(said)) {
            return new Answer.Slower(said);
        }
        return said.isEmpty() ? new Answer.Unknown("nonsense") : new Answer.Refused("rejected", said);
    }

    private Optional<String> at(JsonNode answer, Knob place) {
        var path = knobs.text(place);
        if (path.isBlank()) {
            return Optional.empty();
        }
        var found = answer.at(path);
        return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found.asString());
    }

    private List<String> words(Knob knob) {
        return Arrays.stream(knobs.text(knob).split(",", -1)).map(String::strip).toList();
    }

    @Override
    public Found ask(Piece piece, Optional<String> partnerId) {
        var url = knobs.given(ASK_URL);
        if (url == null) {
            return new Found.CannotTell();
        }
        var values = values(piece);
        values.put("partnerid", partnerId.orElse(""));
        try {
            var request = HttpRequest.newBuilder(URI.create(filled(url, values, HttpChannel::urlWord)))
                    .timeout(Duration.ofMillis(knobs.number(RESPONSE)));
            headers(values).forEach(request::header);
            var answer = send(request.GET().build());
            if (answer.statusCode() == 404) {
                return new Found.Lost(
                        "never-came",
                        "HTTP 404"); // he never had it: the only case that may be written again by a person
            }
            if (answer.statusCode() != 200) {
                return new Found.CannotTell();
            }
            var told = JSON.readTree(answer.body());
            var state = at(told, STATE_AT);
            if (state.isEmpty()) {
                return new Found.CannotTell();
            }
            return switch (outcome(state.get())) {
                case DELIVERED -> new Found.Delivered();
                case ON_ITS_WAY -> new Found.OnItsWay(at(told, ID_AT).or(() -> partnerId));
                case LOST -> new Found.Lost("undelivered", code(told, state.get()));
            };
        } catch (IOException | JacksonException e) {
            LOG.debug("the partner does not tell what became of {}", piece.ownId(), e);
            return new Found.CannotTell();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.CannotTell();
        }
    }

    private Ear.Outcome outcome(String state) {
        return words(DELIVERED).contains(state)
                ? Ear.Outcome.DELIVERED
                : words(ON_THE_WAY).contains(state) ? Ear.Outcome.ON_ITS_WAY : Ear.Outcome.LOST;
    }

    private String code(JsonNode told, String state) {
        return at(told, ERROR_AT).map(it -> state + " " + it).orElse(state);
    }

    /** The name of the header in which the provider signs what he tells. */
    public String signatureHeader() {
        return knobs.text(SIGNATURE_HEADER);
    }

    /** Whether it was the provider who told that: HMAC-SHA-256 of the body under the common secret, hexadecimal or base64. */
    public boolean isGenuine(byte[] body, String signature) {
        if (secret.isEmpty()) {
            return false;
        }
        var right = hmac(new String(body, StandardCharsets.UTF_8));
        var said = signature.strip().getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(HexFormat.of().formatHex(right).getBytes(StandardCharsets.US_ASCII), said)
                || MessageDigest.isEqual(
                        Base64.getEncoder().encodeToString(right).getBytes(StandardCharsets.US_ASCII), said);
    }

    /**
     * Receipts that the provider tells, one or several.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    public void receipts(byte[] body) {
        for (var told : each(body, RECEIPTS_AT)) {
            var id = at(told, RECEIPT_ID_AT);
            var state = at(told, STATE_AT);
            if (id.isEmpty() || state.isEmpty()) {
                throw new IllegalArgumentException("a receipt without identifier or state");
            }
            var outcome = outcome(state.get());
            ear.receipt(new Ear.Receipt(
                    id.get(), outcome, outcome == Ear.Outcome.LOST ? "undelivered" : "", code(told, state.get())));
        }
    }

    /**
     * Replies that the provider tells, one or several.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    public void replies(byte[] body) {
        for (var told : each(body, REPLIES_AT)) {
            var phone = at(told, REPLY_PHONE_AT);
            var words = at(told, REPLY_TEXT_AT);
            if (phone.isEmpty() || words.isEmpty()) {
                throw new IllegalArgumentException("a reply without number or words");
            }
            ear.reply(new Ear.Reply(at(told, REPLY_ID_AT), Numbers.read(phone.get()), knobs.text(SENDER), words.get()));
        }
    }

    private Iterable<JsonNode> each(byte[] body, Knob place) {
        try {
            var all = JSON.readTree(body);
            var path = knobs.text(place);
            var told = path.isBlank() ? all : all.at(path);
            if (told.isMissingNode() || told.isNull()) {
                throw new IllegalArgumentException("nothing at " + path);
            }
            return told.isArray() ? told : List.of(told);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }
}
