/**
 * Reports 报表: the figures of a day as they stand and as they hung on the wall; handbook chapter 统计报表. Reads the other chapters
 * only through the {@code report_…} views that they publish, freezes each day at nine of the next opening day and never changes
 * what was frozen. Events: none (a signature is audited).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "complaints",
            "customers",
            "followups",
            "organisation",
            "questionnaires",
            "shared",
            "shared :: jobs",
            "site",
            "vehicles"
        })
package org.opendcrc.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
