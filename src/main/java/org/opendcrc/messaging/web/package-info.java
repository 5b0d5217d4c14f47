/** Pages and interface of the messaging. */
@NullMarked
package org.opendcrc.messaging.web;

import org.jspecify.annotations.NullMarked;
