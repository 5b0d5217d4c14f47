package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.organisation.Store;
import org.opendcrc.organisation.Stores;
import org.springframework.stereotype.Component;

/** Whether a text may go at this very moment: whatever was right when it was written, a customer may have refused since. */
@Component
class SendingLaw {

    /** Commercial texts are counted over so many days. */
    static final Duration COUNTED = Duration.ofDays(7);

    private final Refusals refusals;
    private final Settings settings;
    private final Stores stores;

    SendingLaw(Refusals refusals, Settings settings, Stores stores) {
        this.refusals = refusals;
        this.settings = settings;
        this.stores = stores;
    }

    /** What the law says to a text. */
    sealed interface Word {

        Word GO = new Go();

        record Go() implements Word {}

        /** Not at this hour. */
        record Later(Instant until) implements Word {}

        /**
         * Not at all.
         *
         * @param reason a key below {@code text.reason.}
         */
        record Never(String reason) implements Word {}
    }

    /**
     * Judges the texts of one moment, each once; settings of a store and the customers are read once. What it lets go counts for the next
     * one.
     */
    Judge at(int dealer, List<TextMarks.Waiting> texts, Instant now) {
        var hours = new HashMap<UUID, Store>();
        var sets = new HashMap<UUID, StoreSettings>();
        var standings = refusals.of(
                dealer,
                texts.stream()
                        .filter(it -> it.textClass() == TextClass.COMMERCIAL && it.customerId() != null)
                        .map(TextMarks.Waiting::id)
                        .toList(),
                now.minus(COUNTED));
        var gone = new ArrayList<TextMarks.Waiting>();
        return text -> {
            var customer = text.customerId();
            if (customer == null) {
                return Word.GO; // a code, at the hour at which its reader asks for it
            }
            var set = sets.computeIfAbsent(text.storeId(), settings::of);
            if (text.textClass() == TextClass.COMMERCIAL) {
                var before = (int) gone.stream()
                        .filter(it -> it.phone().equals(text.phone()) || customer.equals(it.customerId()))
                        .count();
                var why = never(
                        Objects.requireNonNull(standings.get(text.id())).and(before),
                        set.number(TextSettings.COMMERCIAL_IN_SEVEN_DAYS));
                if (why.isPresent()) {
                    return new Word.Never(why.get());
                }
            }
            var zone = hours.computeIfAbsent(text.storeId(), stores::get).zone();
            var next = TextHours.of(set).next(text.textClass(), now.atZone(zone));
            if (next.isAfter(now)) {
                return new Word.Later(next);
            }
            if (text.textClass() == TextClass.COMMERCIAL) {
                gone.add(text);
            }
            return Word.GO;
        };
    }

    /** Says what the law says to a text. */
    interface Judge {
        Word word(TextMarks.Waiting text);
    }

    /** Why a commercial text may not go to somebody at all; a key below {@code text.reason.} */
    static Optional<String> never(Refusals.Standing it, int atMost) {
        if (it.optedOut()) {
            return Optional.of("opted-out");
        }
        if (!it.consent()) {
            return Optional.of("no-consent");
        }
        if (it.dnd()) {
            return Optional.of("do-not-disturb");
        }
        return it.sent() >= atMost ? Optional.of("too-many") : Optional.empty();
    }
}
