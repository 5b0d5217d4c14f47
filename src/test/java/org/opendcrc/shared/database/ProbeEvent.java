package org.opendcrc.shared.database;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/**
 * An event that nobody publishes but a test.
 *
 * @param failures how often its listener is to fail
 */
record ProbeEvent(int dealerId, UUID id, int failures) implements DealerEvent {}
