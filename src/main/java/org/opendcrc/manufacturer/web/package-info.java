/** Pages and interface for and about the manufacturer. */
@NullMarked
package org.opendcrc.manufacturer.web;

import org.jspecify.annotations.NullMarked;
