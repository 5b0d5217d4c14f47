/** Pages of the follow-up calls. */
@NullMarked
package org.opendcrc.followups.web;

import org.jspecify.annotations.NullMarked;
