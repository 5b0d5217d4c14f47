/** Pages and interface of the complaints. */
@NullMarked
package org.opendcrc.complaints.web;

import org.jspecify.annotations.NullMarked;
