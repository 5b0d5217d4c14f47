package org.opendcrc.appointments.web;

import org.opendcrc.appointments.AppointmentDesk;
import org.opendcrc.shared.UseCase;
import org.opendcrc.site.CauseLink;
import org.opendcrc.site.MenuEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The appointments' place in the menu, and the way from a text to the appointment that it was written for. */
@Configuration(proxyBeanMethods = false)
class AppointmentMenu {

    static final String KEY = "appointments";

    @Bean
    MenuEntry appointmentsEntry() {
        return new MenuEntry(KEY, "/appointments", "calendar-event", UseCase.READ_APPOINTMENTS, 40).reachedByThumb();
    }

    @Bean
    CauseLink appointmentLink() {
        return new CauseLink(AppointmentDesk.CAUSE, "audit.entity.appointment", "/appointments/{id}");
    }

    @Bean
    CauseLink cancelledAppointmentLink() {
        return new CauseLink("appointment-cancelled", "audit.entity.appointment", "/appointments/{id}");
    }
}
