package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opendcrc.messaging.wire.Parts;
import org.opendcrc.messaging.wire.Piece;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Changed;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.jobs.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each minute, where a dealer has a line: finds what a node left behind that was killed, asks partners about parts of unknown outcome (A36)
 * and about those that were taken a day ago and never heard of again, gives up what has waited for a day, and receipts that do not come.
 */
@Component
class GatewayJob implements Job {

    private static final Duration EACH = Duration.ofMinutes(1);
    static final Duration GIVE_UP = Duration.ofDays(1);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);
    private static final Duration SILENCE = Duration.ofDays(1);
    private static final int AT_ONCE = 200;

    private final Dealers dealers;
    private final Gateways gateways;
    private final Lines lines;
    private final TextMarks marks;
    private final TextLife life;
    private final HouseChannel house;
    private final Stores stores;
    private final Settings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    GatewayJob(
            Dealers dealers,
            Gateways gateways,
            Lines lines,
            TextMarks marks,
            TextLife life,
            HouseChannel house,
            Stores stores,
            Settings settings,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.dealers = dealers;
        this.gateways = gateways;
        this.lines = lines;
        this.marks = marks;
        this.life = life;
        this.house = house;
        this.stores = stores;
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "messaging.gateways";
    }

    @Override
    public Instant nextDue(Instant after) {
        return house.isReal() && !gateways.open().isEmpty() ? after.plus(EACH) : Instant.MAX;
    }

    @Override
    public Duration recheck() {
        return EACH;
    }

    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> {
            while (life.recover(dealer, due, AT_ONCE) == AT_ONCE) {
                // the next portion
            }
            List<UUID> old;
            do {
                old = marks.tooOld(dealer, due.minus(GIVE_UP), AT_ONCE);
                old.forEach(it -> life.refuse(dealer, it, "gave-up", due));
            } while (old.size() == AT_ONCE);
            giveUpReceipts(dealer, due);
        });
        gateways.open().stream().map(Gateways.Open::dealer).distinct().forEach(it -> {
            ask(it, due);
            lines.nudge(it);
        });
    }

    /** A36: a text of which no receipt came in time is shown as such; one that comes later still counts. */
    private void giveUpReceipts(int dealer, Instant due) {
        var all = stores.all();
        var sets = settings.ofAll(all.stream().map(Store::id).toList());
        var silent = all.stream()
                .map(Store::id)
                .filter(it -> sets.apply(it).number(TextSettings.RECEIPT_HOURS) > 0)
                .map(it -> new TextMarks.Silence(
                        it, due.minus(Duration.ofHours(sets.apply(it).number(TextSettings.RECEIPT_HOURS)))))
                .toList();
        if (!silent.isEmpty() && marks.silent(dealer, silent, due) > 0) {
            events.publishEvent(new Changed(dealer, "texts"));
        }
    }

    /** A36. The partner is asked outside of any transaction. */
    void ask(int dealer, Instant now) {
        var here = lines.of(dealer).stream()
                .filter(it -> it.channel().health().isUp())
                .collect(Collectors.toMap(it -> it.gateway().id(), it -> it));
        if (here.isEmpty()) {
            return;
        }
        var asked = in(
                dealer,
                () -> marks.toAsk(
                        dealer, here.keySet(), now.minus(BETWEEN_QUESTIONS), now.minus(SILENCE), now, AT_ONCE));
        for (var it : asked) {
            var words = it.parts() == 1 ? it.body() : Parts.split(it.body()).get(it.part() - 1);
            var piece = new Piece(it.text(), it.part(), it.parts(), it.phone(), words);
            var found = Objects.requireNonNull(here.get(it.gateway())).channel().ask(piece, it.partnerId());
            in(dealer, () -> {
                life.found(dealer, it.text(), it.part(), it.gateway(), found, now);
                return true;
            });
        }
    }

    private <T> T in(int dealer, Supplier<T> work) {
        return DealerContext.callAs(dealer, () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}
