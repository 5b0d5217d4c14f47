/** Customers as programs see them. */
@NullMarked
package org.opendcrc.customers.web;

import org.jspecify.annotations.NullMarked;
