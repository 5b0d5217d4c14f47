/** Tests of the whole house. */
@NullMarked
package org.opendcrc;

import org.jspecify.annotations.NullMarked;
