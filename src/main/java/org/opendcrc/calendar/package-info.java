/**
 * The calendar of a store: opening hours, state holidays and make-up days 调休, the dealer's own days, dayparts, and every deadline
 * that is counted in opening hours or working days. No events in; out: {@link org.opendcrc.shared.Audited}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"organisation", "shared", "shared :: jobs", "site"})
package org.opendcrc.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
