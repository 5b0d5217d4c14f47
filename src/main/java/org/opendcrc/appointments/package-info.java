/**
 * Appointments 预约: the book of a store's day, who is there to meet the cars, what may be promised and what is free instead; handbook
 * chapter 预约服务. Events out: {@link org.opendcrc.appointments.AppointmentBooked}, {@link
 * org.opendcrc.appointments.AppointmentMoved}, {@link org.opendcrc.appointments.AppointmentCancelled}, {@link
 * org.opendcrc.appointments.AppointmentArrived}, {@link org.opendcrc.appointments.AppointmentMissed}, {@link
 * org.opendcrc.appointments.AppointmentNotReady}, {@link org.opendcrc.appointments.AppointmentPrepared}; events in: {@link org.opendcrc.vehicles.VisitsRecorded}, after which days are compared
 * with the orders that came, and {@link org.opendcrc.shared.CallFinished}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "shared :: jobs",
            "site",
            "organisation",
            "calendar",
            "customers",
            "vehicles",
            "messaging"
        })
package org.opendcrc.appointments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
