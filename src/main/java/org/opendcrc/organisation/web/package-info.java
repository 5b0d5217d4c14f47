/** The door and the pages about people: security filters, sign-in, personal page, administration. */
@NullMarked
package org.opendcrc.organisation.web;

import org.jspecify.annotations.NullMarked;
