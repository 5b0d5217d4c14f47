/**
 * The workbench 工作台: what needs all chapters at once, such as everything about one customer. It owns no table and reads the others
 * through the views that they publish. Events: none.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "appointments",
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
