/**
 * Workbench 工作台: what shows the chapters together, such as everything about one customer. Owns no table and reads the others only
 * through the views that they publish; nobody depends on it. Events: none.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "calendar",
            "complaints",
            "customers",
            "followups",
            "messaging",
            "organisation",
            "questionnaires",
            "shared",
            "site",
            "vehicles"
        })
package org.opendcrc.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
