/**
 * What the operator of an installation does: the first day (page and file), one-time slips from the console, taking the demonstration
 * away, everything as CSV, and what the installation warns of. No events in or out.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"demo", "dms", "organisation", "calendar", "shared", "shared :: jobs", "site"})
package org.opendcrc.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
