package org.opendcrc.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

    /** Judges the texts of one moment; settings of a store are read once. */
    Judge at(int dealer, Instant now) {
        var hours = new HashMap<UUID, Store>();
        var sets = new HashMap<UUID, StoreSettings>();
        return text -> {
            var customer = text.customerId();
            if (customer == null) {
                return Word.GO; // a code, at the hour at which its reader asks for it
            }
            var set = sets.computeIfAbsent(text.storeId(), settings::of);
            if (text.textClass() == TextClass.COMMERCIAL) {
                var why = never(
                        refusals.of(dealer, customer, text.phone(), text.id(), now.minus(COUNTED)),
                        set.number(TextSettings.COMMERCIAL_IN_SEVEN_DAYS));
                if (why.isPresent()) {
                    return new Word.Never(why.get());
                }
            }
            var zone = hours.computeIfAbsent(text.storeId(), stores::get).zone();
            var next = TextHours.of(set).next(text.textClass(), now.atZone(zone));
            return next.isAfter(now) ? new Word.Later(next) : Word.GO;
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
