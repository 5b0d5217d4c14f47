package org.opendcrc.dms;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.Dealers;
import org.opendcrc.shared.SettingDefinition;
import org.opendcrc.shared.SettingSource;
import org.opendcrc.shared.jobs.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices in the morning that the night's files never came: nothing failed then, so nothing else would tell. Only dealers whose files
 * have been coming by night within two weeks are missed, and only after a day on which one of their stores was open.
 */
@Component
public class MissedNights implements Job, SettingSource {

    static final SettingDefinition EXPECTED = SettingDefinition.flag("import.expect-nightly", "", true);
    static final SettingDefinition MISSED_AT = SettingDefinition.time("import.missed-at", "", "07:00");

    private static final Logger LOG = LoggerFactory.getLogger(MissedNights.class);

    /** For so long a dealer's nightly files are remembered; afterwards nobody waits for them any more. */
    private static final Duration CUSTOM = Duration.ofDays(14);

    private final JdbcClient jdbc;
    private final Stores stores;
    private final Settings settings;
    private final StoreCalendar calendar;
    private final Dealers dealers;
    private final TransactionTemplate transaction;

    MissedNights(
            JdbcClient jdbc,
            Stores stores,
            Settings settings,
            StoreCalendar calendar,
            Dealers dealers,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.settings = settings;
        this.calendar = calendar;
        this.dealers = dealers;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<SettingDefinition> settings() {
        return List.of(EXPECTED, MISSED_AT);
    }

    @Override
    public String name() {
        return "dms.missed-night";
    }

    private record Morning(LocalTime time, ZoneId zone) {

        Instant next(Instant after) {
            var day = after.atZone(zone).toLocalDate();
            var today = day.atTime(time).atZone(zone).toInstant();
            return today.isAfter(after)
                    ? today
                    : day.plusDays(1).atTime(time).atZone(zone).toInstant();
        }

        boolean isAt(Instant moment) {
            return next(moment.minusNanos(1)).equals(moment);
        }
    }

    @Override
    public Instant nextDue(Instant after) {
        return dealers.all().stream()
                .flatMap(it -> inDealer(it, this::morning).stream())
                .map(it -> it.next(after))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** At the hour of some dealers it looks at those; at any other moment, by hand, at all. */
    @Override
    public void run(Instant due) {
        dealers.forEach(dealer -> {
            var morning = morning();
            if (morning.isPresent()
                    && (morning.get().isAt(due)
                            || dealers.all().stream()
                                    .noneMatch(it -> inDealer(it, this::morning)
                                            .filter(other -> other.isAt(due))
                                            .isPresent()))) {
                look(dealer, morning.get().zone(), due);
            }
        });
    }

    /** The night of the present dealer whose files are still missing; empty if they came, or a later run is done. */
    public Optional<LocalDate> open() {
        return Optional.ofNullable(transaction.execute(_ -> jdbc.sql("""
                        select m.night
                          from dms.missed_night m
                         where m.dealer_id = :dealer
                           and not exists (select 1
                                             from dms.run r
                                            where r.dealer_id = :dealer
                                              and r.finished_at > m.noticed_at)
                         order by m.night desc
                         limit 1
                        """)
                        .param("dealer", DealerContext.require())
                        .query(LocalDate.class)
                        .optional()))
                .flatMap(it -> it);
    }

    private void look(int dealer, ZoneId zone, Instant due) {
        var night = due.atZone(zone).toLocalDate().minusDays(1);
        var first = stores.all().getFirst();
        if (!settings.of(first.id()).flag(EXPECTED)
                || stores.all().stream().noneMatch(it -> calendar.isOpenOn(it.id(), night))
                || !cameByNight(due.minus(CUSTOM), due)
                || cameSince(night.atTime(12, 0).atZone(zone).toInstant())) {
            return;
        }
        int added = jdbc.sql("""
                        insert into dms.missed_night (dealer_id, night, noticed_at)
                        values (:dealer, :night, :now)
                        on conflict (dealer_id, night) do nothing
                        """)
                .param("dealer", DealerContext.require())
                .param("night", night)
                .param("now", due.atOffset(ZoneOffset.UTC))
                .update();
        if (added > 0) {
            LOG.warn("No file of the night of {} came for dealer {}", night, dealer);
        }
    }

    private boolean cameByNight(Instant from, Instant until) {
        return jdbc.sql("""
                        select exists (select 1
                                         from dms.run r
                                        where r.dealer_id = :dealer
                                          and r.origin = 'NIGHT'
                                          and r.started_at >= :from
                                          and r.started_at < :until)
                        """)
                .param("dealer", DealerContext.require())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private boolean cameSince(Instant from) {
        return jdbc.sql("""
                        select exists (select 1
                                         from dms.run r
                                        where r.dealer_id = :dealer
                                          and r.started_at >= :from)
                        """)
                .param("dealer", DealerContext.require())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private Optional<Morning> morning() {
        return stores.all().stream()
                .findFirst()
                .map(it -> new Morning(settings.of(it.id()).time(MISSED_AT), it.zone()));
    }

    private <T> Optional<T> inDealer(int dealer, java.util.function.Supplier<Optional<T>> work) {
        return DealerContext.callAs(
                dealer,
                () -> Optional.ofNullable(transaction.execute(_ -> work.get())).flatMap(it -> it));
    }
}
