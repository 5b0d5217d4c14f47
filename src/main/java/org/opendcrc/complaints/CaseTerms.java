package org.opendcrc.complaints;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Settings.StoreSettings;
import org.opendcrc.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a store has decided about its cases, as it stands. */
@Component
class CaseTerms {

    private static final String BUSINESS = "BUSINESS";

    private final Settings settings;
    private final StoreCalendar calendar;
    private final JdbcClient jdbc;

    CaseTerms(Settings settings, StoreCalendar calendar, JdbcClient jdbc) {
        this.settings = settings;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /**
     * The terms of one store, read once.
     *
     * @param business whether opening hours alone count (A1)
     */
    record OfStore(StoreSettings set, Calendar calendar, boolean business) {

        ZoneId zone() {
            return calendar.zone();
        }

        CaseClock clock(List<CaseClock.Stretch> stood) {
            return new CaseClock(
                    business ? CaseClock.Counting.business(calendar) : CaseClock.Counting.ELAPSED, stood); // A1
        }

        /** So much later, without standing still. */
        Instant after(Instant start, Duration length) {
            return clock(List.of()).dueAt(start, length).orElseThrow();
        }

        CaseRules.Terms rules() {
            return new CaseRules.Terms(authority(), Rank.valueOf(set.text(ComplaintSettings.HANDLER_RANK)), zone());
        }

        Authority authority() {
            return new Authority(
                    set.number(ComplaintSettings.AUTHORITY_STAFF),
                    set.number(ComplaintSettings.AUTHORITY_MANAGER),
                    set.number(ComplaintSettings.AUTHORITY_DIRECTOR));
        }

        /** CP-33: from receipt to the answer in substance. */
        Duration answer(Grade grade) {
            return Duration.ofHours(set.number(
                    switch (grade) {
                        case GENERAL -> ComplaintSettings.ANSWER_GENERAL;
                        case ESCALATED -> ComplaintSettings.ANSWER_ESCALATED;
                        case IMPORTANT -> ComplaintSettings.ANSWER_IMPORTANT;
                    }));
        }

        /** CP-10: days after which a customer who has heard nothing is to hear something; zero for never. */
        int silence() {
            return set.number(ComplaintSettings.SILENCE_DAYS);
        }

        /** CP-12, A3: the last moment of the check call after a solution: the end of the third day. */
        Instant checkBy(Instant solvedAt) {
            return solvedAt.atZone(zone())
                    .toLocalDate()
                    .plusDays(set.number(ComplaintSettings.CHECK_DAYS) + 1L)
                    .atStartOfDay(zone())
                    .toInstant()
                    .minusNanos(1_000);
        }

        Duration help() {
            return Duration.ofMinutes(set.number(ComplaintSettings.HELP_MINUTES)); // CP-2
        }

        Duration report() {
            return Duration.ofMinutes(set.number(ComplaintSettings.REPORT_MINUTES)); // CP-35
        }

        Duration escalation() {
            return Duration.ofHours(set.number(ComplaintSettings.ESCALATION_HOURS)); // CP-28
        }

        Duration crisis() {
            return Duration.ofMinutes(set.number(ComplaintSettings.CRISIS_MINUTES)); // CP-17
        }
    }

    OfStore of(UUID store) {
        var set = settings.of(store);
        return new OfStore(
                set, calendar.of(store), set.text(ComplaintSettings.CLOCK).equals(BUSINESS));
    }

    /** CP-21: what the store expects of a channel, else the default. */
    ChannelTerms channel(int dealer, UUID store, ComplaintSource source) {
        return jdbc.sql("""
                        select h.reply_hours, h.manner, h.watch_days
                          from complaints.channel h
                         where h.dealer_id = :dealer
                           and h.store_id = :store
                           and h.source = :source
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("source", source.name())
                .query((row, _) -> new ChannelTerms(
                        row.getInt("reply_hours"),
                        ReplyManner.valueOf(row.getString("manner")),
                        row.getInt("watch_days")))
                .optional()
                .orElseGet(source::terms);
    }

    /** How high somebody stands in a store; empty if he works there no more. */
    Optional<Rank> rankOf(int dealer, UUID store, UUID staff) {
        var roles = jdbc.sql("""
                        select r.role
                          from organisation.report_role r
                         where r.dealer_id = :dealer
                           and r.store_id = :store
                           and r.staff_id = :staff
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("staff", staff)
                .query((row, _) -> Role.valueOf(row.getString("role")))
                .list();
        return roles.isEmpty() ? Optional.empty() : Optional.of(Rank.of(roles));
    }
}
