package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendcrc.organisation.Settings;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Audited;
import org.opendcrc.shared.DealerContext;
import org.opendcrc.shared.NotFound;
import org.opendcrc.shared.Surname;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Appointments for calendar programs (RFC 5545): one as a file, and all of an advisor under an address of his own that programs read
 * again and again without a login. It tells surname and title, plate and need of a customer and nothing else.
 */
@Service
@Transactional
public class CalendarDesk {

    private static final int TOKEN_BYTES = 32;
    private static final int DAYS_BACK = 31;
    private static final int DAYS_AHEAD = 366;
    private static final int LONGEST_NEEDS = 60;

    private final PublicLinks doors;
    private final SelfLinks links;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Messages messages;
    private final ApplicationEventPublisher events;

    CalendarDesk(
            PublicLinks doors,
            SelfLinks links,
            Settings settings,
            JdbcClient jdbc,
            Clock clock,
            Messages messages,
            ApplicationEventPublisher events) {
        this.doors = doors;
        this.links = links;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.messages = messages;
        this.events = events;
    }

    /**
     * One appointment as a file.
     *
     * @throws NotFound if it is in no store whose book the person may see
     */
    @Transactional(readOnly = true)
    public String file(Actor actor, UUID id) {
        actor.require(UseCase.READ_APPOINTMENTS);
        return one(actor.dealerId(), id, actor.storesFor(UseCase.READ_APPOINTMENTS))
                .map(it -> text(it, messages.in(actor.language())))
                .orElseThrow(() -> new NotFound("appointment " + id));
    }

    /** A customer's own appointment as a file: when and where, nothing of himself. Empty if his link counts no more. */
    public Optional<String> own(String token, Instant now, Msg msg) {
        var dealer = DealerContext.require();
        return links.find(dealer, token, now)
                .flatMap(it -> one(dealer, it.appointment(), List.of(it.store())))
                .map(it -> {
                    var entry = entry(it, takes(List.of(it)), msg);
                    return CalendarText.of(
                            "",
                            it.zone(),
                            List.of(new CalendarEntry(
                                    entry.series(),
                                    entry.sequence(),
                                    entry.cancelled(),
                                    entry.startsAt(),
                                    entry.takes(),
                                    entry.changedAt(),
                                    entry.zone(),
                                    entry.store(),
                                    it.store(),
                                    msg.t("calendar.own.title", it.store()),
                                    "",
                                    true)));
                });
    }

    /** When the address of the person's calendar was made; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<Instant> made(Actor actor) {
        actor.require(UseCase.SUBSCRIBE_CALENDAR);
        return jdbc.sql("""
                        select f.made_at
                          from appointments.calendar_feed f
                         where f.dealer_id = :dealer
                           and f.staff_id = :staff
                        """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .query((row, _) -> row.getTimestamp("made_at").toInstant())
                .optional();
    }

    /** Makes an address for the person's calendar; the one before, if there was one, leads nowhere from now on. Shown this once. */
    public String renew(Actor actor) {
        actor.require(UseCase.SUBSCRIBE_CALENDAR);
        var now = clock.instant();
        remove(actor);
        var token = PublicLinks.token(TOKEN_BYTES);
        var hash = PublicLinks.hash(token);
        doors.remember(hash, PublicLinks.Kind.CALENDAR);
        jdbc.sql("""
                        insert into appointments.calendar_feed (dealer_id, staff_id, token_hash, made_at)
                        values (:dealer, :staff, :hash, :now)
                        """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .update();
        events.publishEvent(Audited.by(actor, now, "calendar.address-made", "calendar", actor.staffId(), Map.of()));
        return "/feeds/" + token + ".ics";
    }

    /** Takes the address away; a second time changes nothing. */
    public void end(Actor actor) {
        actor.require(UseCase.SUBSCRIBE_CALENDAR);
        if (remove(actor)) {
            events.publishEvent(Audited.by(
                    actor, clock.instant(), "calendar.address-ended", "calendar", actor.staffId(), Map.of()));
        }
    }

    private boolean remove(Actor actor) {
        var old = jdbc.sql("""
                        delete from appointments.calendar_feed
                         where dealer_id = :dealer
                           and staff_id = :staff
                        returning token_hash
                        """)
                .param("dealer", actor.dealerId())
                .param("staff", actor.staffId())
                .query((row, _) -> row.getBytes("token_hash"))
                .optional();
        old.ifPresent(doors::forget);
        return old.isPresent();
    }

    /** Whose calendar that is; empty if it is none of ours, or no more. What it holds is asked in that dealer's context. */
    public Optional<Integer> dealerOf(String token) {
        return doors.dealerOf(token, PublicLinks.Kind.CALENDAR);
    }

    /** An advisor's calendar; empty if the address counts no more, or he is an advisor no more. */
    @Transactional(readOnly = true)
    public Optional<String> feed(String token, Instant now) {
        record Whose(UUID staff, String name) {}
        var dealer = DealerContext.require();
        return jdbc.sql("""
                        select distinct f.staff_id, r.name
                          from appointments.calendar_feed f
                          join organisation.report_advisor r on r.dealer_id = :dealer and r.staff_id = f.staff_id
                         where f.dealer_id = :dealer
                           and f.token_hash = :hash
                        """)
                .param("dealer", dealer)
                .param("hash", PublicLinks.hash(token))
                .query((row, _) -> new Whose(row.getObject("staff_id", UUID.class), row.getString("name")))
                .optional()
                .map(it -> {
                    var msg = messages.in(Messages.CHINESE);
                    var rows = of(dealer, it.staff(), now);
                    var takes = takes(rows);
                    var zone = rows.stream().findFirst().map(Row::zone).orElse(ZoneId.of("Asia/Shanghai"));
                    return CalendarText.of(
                            msg.t("calendar.name", it.name()),
                            zone,
                            rows.stream().map(row -> entry(row, takes, msg)).toList());
                });
    }

    private record Row(
            UUID series,
            int sequence,
            AppointmentState state,
            Instant startsAt,
            Instant changedAt,
            UUID storeId,
            ZoneId zone,
            String store,
            String bay,
            String customer,
            boolean person,
            String sex,
            @Nullable String plate,
            String needs,
            List<String> jobs) {}

    private Optional<Row> one(int dealer, UUID id, List<UUID> stores) {
        return jdbc.sql("""
                        select coalesce(a.series_id, a.id) as series, a.sequence, a.state, a.starts_at,
                               coalesce(a.ended_at, a.booked_at) as changed_at, a.store_id, s.zone, s.name as store, b.name as bay,
                               c.name as customer, c.kind, c.sex, a.plate, a.needs,
                               array(select j.name
                                       from appointments.appointment_job j
                                      where j.dealer_id = :dealer
                                        and j.appointment_id = a.id
                                      order by j.position) as jobs
                          from appointments.appointment a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                          left join organisation.report_bay b on b.dealer_id = :dealer and b.bay_id = a.bay_id
                         where a.dealer_id = :dealer
                           and a.id = :id
                           and a.store_id = any(:stores)
                        """)
                .param("dealer", dealer)
                .param("id", id)
                .param("stores", stores.toArray(UUID[]::new))
                .query(CalendarDesk::row)
                .optional();
    }

    /**
     * What an advisor has and had of each chain of moves: the last that was his. One that went to a colleague is cancelled in his
     * calendar.
     */
    private List<Row> of(int dealer, UUID advisor, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return jdbc.sql("""
                        select distinct on (a.series) a.series, a.sequence, a.state, a.starts_at, a.changed_at, a.store_id,
                               s.zone, s.name as store, b.name as bay, c.name as customer, c.kind, c.sex, a.plate, a.needs,
                               array(select j.name
                                       from appointments.appointment_job j
                                      where j.dealer_id = :dealer
                                        and j.appointment_id = a.id
                                      order by j.position) as jobs
                          from (select o.id, coalesce(o.series_id, o.id) as series, o.sequence, o.state, o.starts_at, o.store_id, o.bay_id,
                                       o.customer_id, o.plate, o.needs, coalesce(o.ended_at, o.booked_at) as changed_at,
                                       o.dealer_id
                                  from appointments.appointment o
                                  left join appointments.appointment m on m.dealer_id = :dealer and m.id = o.moved_to
                                 where o.dealer_id = :dealer
                                   and o.advisor_id = :advisor
                                   and o.day between :from and :to
                                   and m.advisor_id is distinct from o.advisor_id) a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_store s on s.dealer_id = :dealer and s.store_id = a.store_id
                          left join organisation.report_bay b on b.dealer_id = :dealer and b.bay_id = a.bay_id
                         order by a.series, a.sequence desc
                        """)
                .param("dealer", dealer)
                .param("advisor", advisor)
                .param("from", today.minusDays(DAYS_BACK))
                .param("to", today.plusDays(DAYS_AHEAD))
                .query(CalendarDesk::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("series", UUID.class),
                row.getInt("sequence"),
                AppointmentState.valueOf(row.getString("state")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getObject("store_id", UUID.class),
                ZoneId.of(row.getString("zone")),
                row.getString("store"),
                Optional.ofNullable(row.getString("bay")).orElse(""),
                row.getString("customer"),
                row.getString("kind").equals("PERSON"),
                row.getString("sex"),
                row.getString("plate"),
                row.getString("needs"),
                Arrays.asList((String[]) row.getArray("jobs").getArray()));
    }

    /** How long an advisor is with a car, by store (AP-5). */
    private Function<UUID, Duration> takes(List<Row> rows) {
        var of = settings.ofAll(rows.stream().map(Row::storeId).collect(Collectors.toSet()));
        return store -> Duration.ofMinutes(of.apply(store).number(AppointmentSettings.SPACING));
    }

    private String text(Row row, Msg msg) {
        return CalendarText.of("", row.zone(), List.of(entry(row, takes(List.of(row)), msg)));
    }

    private static CalendarEntry entry(Row it, Function<UUID, Duration> takes, Msg msg) {
        var needs = needs(it, msg);
        var title = new ArrayList<String>();
        title.add(guest(it, msg));
        Optional.ofNullable(it.plate()).ifPresent(title::add);
        if (!needs.isEmpty()) {
            title.add(needs);
        }
        return new CalendarEntry(
                it.series(),
                it.sequence() + (it.state().isLive() ? 0 : 1),
                !it.state().isLive(),
                it.startsAt(),
                takes.apply(it.storeId()),
                it.changedAt(),
                it.zone(),
                it.store(),
                it.bay().isEmpty() ? it.store() : it.store() + " " + it.bay(),
                String.join(" ", title),
                "",
                true);
    }

    private static String guest(Row it, Msg msg) {
        return (it.person() ? Surname.of(it.customer()) : Optional.<String>empty())
                .map(name -> msg.t("board.guest." + it.sex(), name))
                .orElseGet(() -> msg.t("board.guest"));
    }

    private static String needs(Row it, Msg msg) {
        var all = it.jobs().isEmpty() ? it.needs() : String.join(msg.t("site.listSeparator"), it.jobs());
        var line = all.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NEEDS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NEEDS)) + "…";
    }
}
