/** What changed just now, told to every node of the house, so that open pages can look again. */
@NullMarked
@NamedInterface("live")
package org.opendcrc.shared.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
