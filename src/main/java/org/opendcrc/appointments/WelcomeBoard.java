package org.opendcrc.appointments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.calendar.Calendar;
import org.opendcrc.calendar.StoreCalendar;
import org.opendcrc.organisation.Settings;
import org.opendcrc.organisation.Stores;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Surname;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.Messages;
import org.opendcrc.site.Msg;
import org.opendcrc.vehicles.CarName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The welcome board 欢迎看板: made each evening before closing with the cars of the next opening day, and frozen (AP-18). What is shown
 * leaves out who was moved or cancelled since, and marks who was added.
 */
@Service
@Transactional
public class WelcomeBoard {

    private final JdbcClient jdbc;
    private final StoreCalendar calendars;
    private final Settings settings;
    private final Stores stores;
    private final Msg words;

    WelcomeBoard(JdbcClient jdbc, StoreCalendar calendars, Settings settings, Stores stores, Messages messages) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.settings = settings;
        this.stores = stores;
        this.words = messages.in(Locale.CHINA);
    }

    /**
     * Who is expected on a day, by start.
     *
     * @throws org.opendcrc.shared.NotAllowed if the person may not see that store's board
     */
    public List<BoardRow> of(Actor actor, UUID store, LocalDate day) {
        actor.require(UseCase.READ_WELCOME_BOARD, store);
        return read(actor.dealerId(), store, day);
    }

    private List<BoardRow> read(int dealer, UUID store, LocalDate day) {
        return jdbc.sql("""
                        select a.id, a.start_time, c.name, c.kind, c.sex, a.plate, v.brand, v.series, v.model, p.name as advisor,
                               array_to_string(array(select j.name
                                                       from appointments.appointment_job j
                                                      where j.dealer_id = :dealer
                                                        and j.appointment_id = a.id
                                                      order by j.position), ' ') as jobs,
                               b.made_at is not null and r.appointment_id is null as added
                          from appointments.appointment a
                          join customers.report_customer c on c.dealer_id = :dealer and c.customer_id = a.customer_id
                          join organisation.report_staff p on p.dealer_id = :dealer and p.staff_id = a.advisor_id
                          left join vehicles.report_vehicle v on v.dealer_id = :dealer and v.vehicle_id = a.vehicle_id
                          left join appointments.board b on b.dealer_id = :dealer and b.store_id = a.store_id and b.day = a.day
                          left join appointments.board_row r on r.dealer_id = :dealer and r.appointment_id = a.id
                         where a.dealer_id = :dealer
                           and a.store_id = :store
                           and a.day = :day
                           and a.state not in ('RESCHEDULED', 'CANCELLED_BY_CUSTOMER', 'CANCELLED_BY_DEALER')
                         order by a.start_time, a.number
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .query((row, _) -> row(row))
                .list();
    }

    private BoardRow row(ResultSet row) throws SQLException {
        return new BoardRow(
                row.getObject("id", UUID.class),
                row.getObject("start_time", LocalTime.class),
                guest(row.getString("name"), row.getString("kind").equals("PERSON"), row.getString("sex")),
                Optional.ofNullable(row.getString("plate")),
                CarName.of(row.getString("brand"), row.getString("series"), row.getString("model")),
                row.getString("advisor"),
                row.getString("jobs"),
                row.getBoolean("added"));
    }

    /** 杜先生; never a whole name, whatever is known of him. */
    String guest(String name, boolean person, String sex) {
        var surname = person ? Surname.of(name) : Optional.<String>empty();
        return surname.map(it -> words.t("board.guest." + sex, it)).orElseGet(() -> words.t("board.guest"));
    }

    /** When the board of the next opening day is made for the first time after a moment; empty if the store never opens soon. */
    Optional<Instant> next(UUID store, Instant after) {
        var calendar = calendars.of(store);
        var before = before(store);
        var day = calendar.dayOf(after);
        return madeAt(calendar, day, before)
                .filter(it -> it.isAfter(after))
                .or(() -> madeAt(calendar, calendar.nextOpeningDay(day), before));
    }

    private Duration before(UUID store) {
        return Duration.ofMinutes(settings.of(store).number(AppointmentSettings.BOARD_BEFORE_CLOSING));
    }

    private static Optional<Instant> madeAt(Calendar calendar, LocalDate day, Duration before) {
        return calendar.hours(day).map(it -> calendar.at(day, it.closes()).minus(before));
    }

    /** Makes the boards that are due at a moment; one that is made already stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void makeDue(int dealer, Instant due) {
        for (var store : stores.all()) {
            var calendar = calendars.of(store.id());
            var today = calendar.dayOf(due);
            if (madeAt(calendar, today, before(store.id()))
                    .filter(it -> !it.isAfter(due))
                    .isPresent()) {
                make(dealer, store.id(), calendar.nextOpeningDay(today), due);
            }
        }
    }

    private void make(int dealer, UUID store, LocalDate day, Instant at) {
        var made = jdbc.sql("""
                        insert into appointments.board (dealer_id, store_id, day, made_at)
                        values (:dealer, :store, :day, :at)
                        on conflict (dealer_id, store_id, day) do nothing
                        """)
                .param("dealer", dealer)
                .param("store", store)
                .param("day", day)
                .param("at", Timestamp.from(at))
                .update();
        if (made == 0) {
            return; // AP-18: frozen
        }
        int position = 1;
        for (var row : read(dealer, store, day)) {
            jdbc.sql("""
                            insert into appointments.board_row (dealer_id, store_id, day, position, appointment_id, start_time, guest, plate,
                                                                car, advisor, purpose)
                            values (:dealer, :store, :day, :position, :appointment, :start, :guest, :plate, :car, :advisor, :purpose)
                            """)
                    .param("dealer", dealer)
                    .param("store", store)
                    .param("day", day)
                    .param("position", position++)
                    .param("appointment", row.appointment())
                    .param("start", row.start())
                    .param("guest", row.guest())
                    .param("plate", row.plate().orElse(null))
                    .param("car", row.car())
                    .param("advisor", row.advisor())
                    .param("purpose", row.purpose())
                    .update();
        }
    }
}
