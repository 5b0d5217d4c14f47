/**
 * The only door for data from the dealer-management system 导入: takes files in, reads and checks them line by line, has the owning
 * modules merge them, and keeps what could not come in until somebody has mended it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "shared :: jobs",
            "site",
            "audit",
            "organisation",
            "calendar",
            "customers",
            "vehicles"
        })
package org.opendcrc.dms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
