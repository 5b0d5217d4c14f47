/** Pages and interface of the three guarantees. */
@NullMarked
package org.opendcrc.guarantees.web;

import org.jspecify.annotations.NullMarked;
