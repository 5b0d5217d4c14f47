package org.opendcrc.appointments.web;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.opendcrc.appointments.AppointmentState;
import org.opendcrc.appointments.ComingCars;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.DeskList;
import org.springframework.stereotype.Component;

/** The next cars in the middle of the desk of who receives or prepares them; who makes calls finds calls there. */
@Component
class CarsOfTheDay implements DeskList {

    private static final int ROWS = 12;

    private final ComingCars cars;

    CarsOfTheDay(ComingCars cars) {
        this.cars = cars;
    }

    @Override
    public Optional<Shown> show(Actor actor, Optional<UUID> store, Instant now) {
        var readable = store.map(it -> actor.may(UseCase.READ_APPOINTMENTS, it))
                .orElseGet(() -> actor.may(UseCase.READ_APPOINTMENTS));
        if (!readable || actor.may(UseCase.MAKE_FOLLOW_UP_CALLS)) {
            return Optional.empty();
        }
        return Optional.of(new Shown(
                10,
                "desk-cars",
                "appointments",
                Sentence.of(ComingCars.isAdvisorAlone(actor) ? "appointments.desk.mine" : "appointments.desk.all"),
                "/appointments" + store.map(it -> "?store=" + it).orElse(""),
                Sentence.of("appointments.desk.none"),
                "calendar-event",
                cars.next(actor, store, ROWS, now).stream()
                        .map(it -> row(it, now))
                        .toList()));
    }

    private static Row row(ComingCars.Coming car, Instant now) {
        var late = car.state().isAhead() && car.startsAt().isBefore(now);
        var unready = car.state() == AppointmentState.NOT_READY;
        return new Row(
                "/appointments/" + car.id(),
                car.startsAt(),
                car.zone(),
                car.customer(),
                car.person(),
                car.sex(),
                car.plate(),
                car.needs(),
                late ? "warn" : unready ? "bad" : car.state().isAhead() ? "line" : "ok",
                late
                        ? "clock-exclamation"
                        : unready ? "alert-circle" : car.state().isAhead() ? "clock" : "circle-check",
                late ? Sentence.of("appointments.desk.late") : Sentence.of("appointment.state." + car.state()));
    }
}
