/**
 * Complaints 投诉: receipt, the first contact within two hours, the path of a case to its end, clocks that were missed; handbook chapter 顾客投诉.
 * Events out: {@link org.opendcrc.complaints.ComplaintReceived}, {@link org.opendcrc.complaints.ComplaintSolved}, {@link
 * org.opendcrc.complaints.ComplaintEnded}, {@link org.opendcrc.complaints.DeadlineMissed}, {@link org.opendcrc.complaints.AlarmRaised}; in:
 * {@link org.opendcrc.shared.CallFinished}, {@link org.opendcrc.organisation.StaffLeft}, {@link org.opendcrc.mail.MailSent}, {@link
 * org.opendcrc.mail.MailNotTaken}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "shared :: jobs",
            "site",
            "organisation",
            "calendar",
            "mail",
            "customers",
            "vehicles"
        })
package org.opendcrc.complaints;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
