/**
 * The manufacturer 厂家: cases of his centre taken in and reported on, mail to his people, and what his people see of ours; handbook chapter
 * 顾客问题反馈. Events in: {@link org.opendcrc.complaints.ComplaintEnded}; out: none.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "shared :: jobs",
            "site",
            "organisation",
            "calendar",
            "mail",
            "customers",
            "vehicles",
            "complaints"
        })
package org.opendcrc.manufacturer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
