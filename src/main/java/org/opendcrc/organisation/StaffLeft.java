package org.opendcrc.organisation;

import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** A person left or was disabled: his open work goes back to the team. */
public record StaffLeft(int dealerId, UUID staffId) implements DealerEvent {}
