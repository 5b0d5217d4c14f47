/**
 * The three guarantees 三包 (SAMR Order 43): repair days and repairs of one problem by car, substitutes from the sixth day, demands to exchange
 * or return with their two terms, the compensation for use, and the alarms before and at each limit. Events in: {@link
 * org.opendcrc.vehicles.VisitsRecorded}; out: none.
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
            "complaints"
        })
package org.opendcrc.guarantees;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
