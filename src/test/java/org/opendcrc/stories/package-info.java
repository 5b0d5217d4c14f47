@NullMarked
package org.opendcrc.stories;

import org.jspecify.annotations.NullMarked;
