/** The pages of the import, and the same for programs. */
@NullMarked
package org.opendcrc.dms.web;

import org.jspecify.annotations.NullMarked;
