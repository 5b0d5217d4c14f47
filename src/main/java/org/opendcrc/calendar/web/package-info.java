/** Pages and addresses about time: the catalogue of jobs, the simulated clock. */
@NullMarked
package org.opendcrc.calendar.web;

import org.jspecify.annotations.NullMarked;
