/** The screen frame: layout, menu, forms, errors, message bundles, keyboard. It declares slots; the chapters above fill them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "shared :: live"})
package org.opendcrc.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
