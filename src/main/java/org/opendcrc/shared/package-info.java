/** Values that every chapter speaks, the dealer context, the clock, the catalogue of jobs and the database below them. */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package org.opendcrc.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
