/**
 * The book of the cases: papers brought to a complaint, the printable forms kh-03-01 … kh-03-03, the weekly summary, figures by kind, department
 * and cause, measures, training and experience; handbook chapter 顾客投诉. Reads cases through the {@code complaints.paper…} views and the checks'
 * calls through {@code followups.report_…}. Events: none.
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
            "complaints",
            "followups"
        })
package org.opendcrc.casebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
