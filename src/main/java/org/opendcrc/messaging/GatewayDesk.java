package org.opendcrc.messaging;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.opendcrc.messaging.wire.Knob;
import org.opendcrc.messaging.wire.Piece;
import org.opendcrc.messaging.wire.SmsChannel;
import org.opendcrc.messaging.wire.SmsChannel.Answer;
import org.opendcrc.messaging.wire.SmsChannel.Health;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Ids;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.shared.Vault;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the lines to partners are set up and tried. Secrets go in and never come out. */
@Service
public class GatewayDesk {

    private static final int LONGEST_NAME = 60;
    private static final int FASTEST = 10_000;
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int DEAREST_LI = 10_000;
    private static final int EXACT_TO = 3;

    private final Gateways gateways;
    private final GatewayTrials trials;
    private final LineWatch watch;
    private final Prices prices;
    private final TextMarks marks;
    private final Lines lines;
    private final HouseChannel house;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    GatewayDesk(
            Gateways gateways,
            GatewayTrials trials,
            LineWatch watch,
            Prices prices,
            TextMarks marks,
            Lines lines,
            HouseChannel house,
            Vault vault,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.gateways = gateways;
        this.trials = trials;
        this.watch = watch;
        this.prices = prices;
        this.marks = marks;
        this.lines = lines;
        this.house = house;
        this.vault = vault;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A line as somebody wants it.
     *
     * @param id empty for a new one
     * @param secret empty to leave it as it is
     * @param version the one that he saw, 0 for a new one
     */
    public record Draft(
            Optional<UUID> id,
            GatewayKind kind,
            String name,
            boolean on,
            boolean service,
            boolean commercial,
            String place,
            String perSecond,
            Map<String, String> knobs,
            Optional<String> secret,
            int version) {

        public Draft {
            knobs = Map.copyOf(knobs);
        }
    }

    /** How a line is at one node. */
    public record AtNode(String node, Health.State state, Optional<String> trouble, Instant since, Instant seenAt) {}

    /** A line with how it is. */
    public record Seen(Gateway gateway, List<AtNode> nodes) {

        public Seen {
            nodes = List.copyOf(nodes);
        }
    }

    /** All lines, and what waits for them. */
    public record Overview(
            List<Seen> lines, int serviceWaiting, int commercialWaiting, int unknown, boolean simulation) {

        public Overview {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line.
     *
     * @param door the secret end of the address at which the provider tells receipts and replies
     * @param news the last times at which it opened or broke
     * @param failures why parts failed in the last seven days
     * @param prices what it bills, the latest first
     */
    public record One(
            Seen seen,
            String door,
            List<GatewayTrial> trials,
            List<GatewayNews> news,
            List<Trouble> failures,
            List<GatewayPrice> prices) {

        public One {
            trials = List.copyOf(trials);
            news = List.copyOf(news);
            failures = List.copyOf(failures);
            prices = List.copyOf(prices);
        }
    }

    public Overview overview(Actor actor) {
        actor.require(UseCase.MANAGE_GATEWAYS);
        return in(() -> {
            var waiting = gateways.waiting(actor.dealerId());
            return new Overview(
                    seen(actor.dealerId(), gateways.list(actor.dealerId())),
                    waiting.service(),
                    waiting.commercial(),
                    waiting.unknown(),
                    !house.isReal());
        });
    }

    private List<Seen> seen(int dealer, List<Gateway> all) {
        var health = gateways.health(dealer);
        return all.stream()
                .map(it -> new Seen(
                        it,
                        health.stream()
                                .filter(at -> at.gatewayId().equals(it.id()))
                                .map(at -> new AtNode(at.node(), at.state(), at.trouble(), at.since(), at.seenAt()))
                                .toList()))
                .toList();
    }

    /**
     * One line with its trials.
     *
     * @throws NotFound if the dealer has no such line
     */
    public One find(Actor actor, UUID id, Instant now) {
        actor.require(UseCase.MANAGE_GATEWAYS);
        return in(() -> {
            var found = gateways.findWithDoor(actor.dealerId(), id)
                    .filter(it -> it.gateway().state() != Gateway.State.REMOVED)
                    .orElseThrow(() -> new NotFound("gateway " + id));
            var told = watch.told(actor.dealerId(), id, now.minus(LATELY));
            return new One(
                    seen(actor.dealerId(), List.of(found.gateway())).getFirst(),
                    vault.open(found.door()),
                    trials.last(actor.dealerId(), id),
                    told.news(),
                    told.failures(),
                    told.prices());
        });
    }

    private Gateway existing(Actor actor, UUID id) {
        return gateways.find(actor.dealerId(), id)
                .filter(it -> it.state() != Gateway.State.REMOVED)
                .orElseThrow(() -> new NotFound("gateway " + id));
    }

    /** Opens a line or changes one; all nodes take the change up within seconds. */
    public GatewaySaved save(Actor actor, Draft draft, Instant now) {
        actor.require(UseCase.MANAGE_GATEWAYS);
        var faults = faults(draft);
        if (!faults.isEmpty()) {
            return new GatewaySaved.Refused(faults);
        }
        return in(() -> {
            var id = draft.id().orElseGet(Ids::next);
            var kind = draft.id().map(it -> existing(actor, it).kind()).orElse(draft.kind());
            var wanted = new Gateway(
                    id,
                    draft.name().strip(),
                    kind,
                    draft.on() ? Gateway.State.ON : Gateway.State.OFF,
                    draft.service(),
                    draft.commercial(),
                    Integer.parseInt(draft.place().strip()),
                    Integer.parseInt(draft.perSecond().strip()),
                    set(kind, draft.knobs()),
                    draft.version());
            if (draft.id().isEmpty()) {
                var door = door();
                var sealed = new Gateways.Sealed(vault.seal(draft.secret().orElse("")), vault.seal(door));
                gateways.add(actor.dealerId(), wanted, sealed, hash(door), actor.staffId(), now);
            } else if (!gateways.change(
                    actor.dealerId(), wanted, draft.secret().map(vault::seal), actor.staffId(), now)) {
                return new GatewaySaved.Refused(Map.of("version", Sentence.of("gateway.fault.changed-meanwhile")));
            }
            audit(actor, draft.id().isEmpty() ? "gateway-opened" : "gateway-changed", wanted, now);
            return new GatewaySaved.Kept(id);
        });
    }

    private static Map<String, Sentence> faults(Draft draft) {
        var faults = new HashMap<String, Sentence>();
        if (draft.name().isBlank() || draft.name().strip().length() > LONGEST_NAME) {
            faults.put("name", Sentence.of("gateway.fault.name", LONGEST_NAME));
        }
        if (draft.id().isEmpty() && draft.secret().isEmpty()) {
            faults.put("secret", Sentence.of("gateway.fault.missing"));
        }
        if (!draft.service() && !draft.commercial()) {
            faults.put("carries", Sentence.of("gateway.fault.carries"));
        }
        number(faults, "place", draft.place(), 99);
        number(faults, "perSecond", draft.perSecond(), FASTEST);
        for (var knob : draft.kind().knobs()) {
            knob.fault(value(draft.knobs(), knob))
                    .ifPresent(it ->
                            faults.put(knob.key(), Sentence.of("gateway.fault." + it, knob.least(), knob.most())));
        }
        return faults;
    }

    private static void number(Map<String, Sentence> faults, String field, String value, int most) {
        var it = value.strip();
        if (!it.matches("[0-9]{1,5}") || Integer.parseInt(it) < 1 || Integer.parseInt(it) > most) {
            faults.put(field, Sentence.of("gateway.fault.number", 1, most));
        }
    }

    /** What differs from the standard, and nothing that the kind does not know. */
    private static Map<String, String> set(GatewayKind kind, Map<String, String> said) {
        var set = new HashMap<String, String>();
        for (var knob : kind.knobs()) {
            var value = value(said, knob);
            if (!value.equals(knob.standard())) {
                set.put(knob.key(), value);
            }
        }
        return set;
    }

    private static String value(Map<String, String> said, Knob knob) {
        return said.getOrDefault(knob.key(), knob.standard()).strip();
    }

    /**
     * Gives a line up; its secret is forgotten.
     *
     * @return whether it still stood at that version
     */
    public boolean remove(Actor actor, UUID id, int version, Instant now) {
        actor.require(UseCase.MANAGE_GATEWAYS);
        return in(() -> {
            var it = existing(actor, id);
            var removed = gateways.change(
                    actor.dealerId(),
                    new Gateway(
                            id,
                            it.name(),
                            it.kind(),
                            Gateway.State.REMOVED,
                            it.service(),
                            it.commercial(),
                            it.place(),
                            it.perSecond(),
                            it.knobs(),
                            version),
                    Optional.of(vault.seal("")),
                    actor.staffId(),
                    now);
            if (removed) {
                audit(actor, "gateway-removed", it, now);
            }
            return removed;
        });
    }

    /**
     * Writes down what a line bills for one short message from a day on; one of the same day is corrected. What was taken before that day
     * keeps its price.
     *
     * @param from ISO, as the form sends it
     * @param yuan with at most three decimals
     * @return what is wrong, by field; empty if it is kept
     * @throws NotFound if the dealer has no such line
     */
    public Map<String, Sentence> price(
            Actor actor, UUID id, TextClass textClass, String from, String yuan, Instant now) {
        actor.require(UseCase.MANAGE_GATEWAYS);
        var faults = new HashMap<String, Sentence>();
        var day = day(from);
        if (day.isEmpty()) {
            faults.put("from", Sentence.of("gateway.fault.day"));
        }
        var li = li(yuan);
        if (li.isEmpty()) {
            faults.put("yuan", Sentence.of("gateway.fault.price"));
        }
        if (!faults.isEmpty()) {
            return faults;
        }
        return in(() -> {
            var it = existing(actor, id);
            prices.set(actor.dealerId(), id, textClass, day.orElseThrow(), li.orElseThrow(), actor.staffId(), now);
            events.publishEvent(Audited.by(
                    actor,
                    now,
                    "gateway-price",
                    "gateway",
                    id,
                    Map.of(
                            "name",
                            it.name(),
                            "class",
                            textClass.name(),
                            "from",
                            day.orElseThrow().toString(),
                            "li",
                            li.orElseThrow().toString())));
            return Map.of();
        });
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeParseException _) {
            return Optional.empty(); // said at the field
        }
    }

    private static Optional<Integer> li(String yuan) {
        var written = yuan.strip();
        if (!written.matches("[0-9]{1,2}(\\.[0-9]{1,3})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(written).movePointRight(EXACT_TO).intValueExact())
                .filter(it -> it <= DEAREST_LI);
    }

    private void audit(Actor actor, String action, Gateway it, Instant now) {
        events.publishEvent(Audited.by(
                actor,
                now,
                action,
                "gateway",
                it.id(),
                Map.of(
                        "name",
                        it.name(),
                        "kind",
                        it.kind().name(),
                        "state",
                        it.state().name())));
    }

    /**
     * Tries a line with a message of that number's owner, and waits for the partner's answer. A line that is not in use is opened for it, and
     * closed again.
     *
     * @param phone E.164
     * @return the trial
     */
    public UUID tryIt(Actor actor, UUID id, String phone, String words, Instant now) {
        actor.require(UseCase.MANAGE_GATEWAYS);
        int dealer = actor.dealerId();
        var trial = Ids.next();
        var gateway = in(() -> {
            var found = existing(actor, id);
            trials.add(dealer, trial, id, phone, words, actor.staffId(), now); // A36: before the partner is asked
            return found;
        });
        var held = lines.of(dealer).stream()
                .filter(it -> it.gateway().id().equals(id) && it.gateway().version() == gateway.version())
                .findFirst();
        if (held.isPresent()) {
            lines.tend(held.get());
            written(dealer, id, trial, held.get().channel().hand(piece(trial, phone, words)));
        } else {
            try (var own = in(() -> lines.channel(dealer, gateway))) {
                own.tend(now);
                written(dealer, id, trial, own.hand(piece(trial, phone, words)));
                note(dealer, trial, own);
            }
        }
        return trial;
    }

    /** Why there is no line. */
    private void note(int dealer, UUID trial, SmsChannel own) {
        own.health()
                .trouble()
                .ifPresent(it -> in(() -> {
                    trials.trouble(dealer, trial, it);
                    return true;
                }));
    }

    private static Piece piece(UUID trial, String phone, String words) {
        return new Piece(trial, 1, 1, phone, words);
    }

    private void written(int dealer, UUID gateway, UUID trial, Answer answer) {
        var now = clock.instant();
        in(() -> {
            if (answer instanceof Answer.Accepted(var partnerId)) {
                var earlier = marks.meetTrial(dealer, gateway, partnerId, trial, now);
                trials.answered(dealer, trial, answer, now);
                earlier.ifPresent(it -> marks.trialEnded(dealer, trial, it, now));
            } else {
                trials.answered(dealer, trial, answer, now);
            }
            return true;
        });
    }

    /**
     * What a provider tells by HTTP at his secret address; nothing is believed without his signature.
     *
     * @param signature of the header that was set up, by its name
     * @return whether it is written down; {@code false} if nobody knows that address, or the signature is wrong
     * @throws IllegalArgumentException if it cannot be read
     */
    public boolean told(
            String door, boolean receipts, byte[] body, java.util.function.Function<String, String> signature) {
        var open = gateways.behind(hash(door));
        if (open.isEmpty()) {
            return false;
        }
        int dealer = open.get().dealer();
        var line = DealerContext.callAs(
                dealer,
                () -> in(() -> gateways.find(dealer, open.get().gatewayId())
                        .filter(it -> it.kind() == GatewayKind.HTTP)
                        .map(it -> lines.channel(dealer, it))));
        if (line.isEmpty() || !(line.get() instanceof org.opendcrc.messaging.wire.HttpChannel http)) {
            return false;
        }
        if (!http.isGenuine(body, signature.apply(http.signatureHeader()))) {
            return false;
        }
        if (receipts) {
            http.receipts(body);
        } else {
            http.replies(body);
        }
        return true;
    }

    private String door() {
        var bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hash(String door) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(door.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
