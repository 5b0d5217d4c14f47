/** Pages and interface of the appointments. */
@NullMarked
package org.opendcrc.appointments.web;

import org.jspecify.annotations.NullMarked;
