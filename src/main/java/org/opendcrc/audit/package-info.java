/** Who changed what, when, from what to what. Events in: {@link org.opendcrc.shared.Audited}, in the transaction of the change. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package org.opendcrc.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
