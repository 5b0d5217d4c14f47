/**
 * Complaints 投诉: receipt, the first contact within two hours, deadlines that were missed; handbook chapter 顾客投诉. Events out: {@link
 * org.opendcrc.complaints.ComplaintReceived}, {@link org.opendcrc.complaints.DeadlineMissed}, {@link org.opendcrc.complaints.AlarmRaised}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "shared :: jobs", "site", "organisation", "calendar", "customers", "vehicles"})
package org.opendcrc.complaints;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
