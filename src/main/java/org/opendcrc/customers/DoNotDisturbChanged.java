package org.opendcrc.customers;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * A customer said that he does not want to be called 免打扰, or that he may be called again. Published and heard in the transaction of the
 * change, so that no call is offered that he has just refused.
 *
 * @param dnd whether he does not want calls
 */
public record DoNotDisturbChanged(int dealerId, UUID customerId, boolean dnd) implements DealerEvent {}
