/**
 * Text messages 短信: the outbox, written in the transaction of its cause and sent afterwards, once. Events out: {@link
 * org.opendcrc.messaging.TextQueued}, {@link org.opendcrc.messaging.TextSent}, {@link org.opendcrc.messaging.TextFailed}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "shared :: jobs", "site", "organisation", "customers", "vehicles"})
package org.opendcrc.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
