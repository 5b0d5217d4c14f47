/**
 * Stores 门店, people and their roles, how they sign in, and each store's settings. Events out: {@link
 * org.opendcrc.organisation.DealerOpened}, {@link org.opendcrc.organisation.StaffLeft}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "shared :: jobs", "site", "audit"})
package org.opendcrc.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
