/**
 * The ways out for texts: what is spoken on the line with each partner, and nothing of the house. Whoever hands over a part has committed
 * his mark before (A36); what the partner tells later comes in at {@link org.opendcrc.messaging.wire.Ear}.
 */
@NullMarked
package org.opendcrc.messaging.wire;

import org.jspecify.annotations.NullMarked;
