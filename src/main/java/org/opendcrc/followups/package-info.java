/**
 * Follow-up calls 回访: the one queue of owed calls, what a clerk may hold, and what came of each call. Events in: the vehicles'
 * VisitsRecorded, the messaging's TextSent and TextFailed, the appointments' AppointmentBooked, AppointmentMoved, AppointmentCancelled,
 * AppointmentArrived,
 * AppointmentMissed, AppointmentNotReady and AppointmentPrepared; out: {@link org.opendcrc.shared.Audited}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "appointments",
            "appointments :: words",
            "calendar",
            "complaints",
            "customers",
            "messaging",
            "organisation",
            "questionnaires",
            "shared",
            "shared :: jobs",
            "site",
            "vehicles"
        })
package org.opendcrc.followups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
