/** Pages and interface of the workbench. */
@NullMarked
package org.opendcrc.workbench.web;

import org.jspecify.annotations.NullMarked;
