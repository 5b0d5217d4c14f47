/** Logs hold identifiers and no people: a second guard behind those who write them. */
@NullMarked
package org.opendcrc.shared.logs;

import org.jspecify.annotations.NullMarked;
