/** Pages and interface of the book of the cases. */
@NullMarked
package org.opendcrc.casebook.web;

import org.jspecify.annotations.NullMarked;
