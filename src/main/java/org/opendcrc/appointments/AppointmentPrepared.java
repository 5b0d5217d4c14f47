package org.opendcrc.appointments;

import java.time.Instant;
import java.util.UUID;
import org.opendcrc.shared.DealerEvent;

/** An appointment that was not ready in time is ready now, or its customer knows how it stands: nobody has to call him about it any more. */
public record AppointmentPrepared(int dealerId, UUID appointmentId, UUID storeId, Instant at) implements DealerEvent {}
