/**
 * The database below the house: the embedded PostgreSQL or one's own, the roles of owner and application, the dealer told to every
 * transaction, and the event registry that loses nothing.
 */
@NullMarked
package org.opendcrc.shared.database;

import org.jspecify.annotations.NullMarked;
