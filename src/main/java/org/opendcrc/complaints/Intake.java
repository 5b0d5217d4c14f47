package org.opendcrc.complaints;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A complaint as it is taken in.
 *
 * @param customerId empty where he is not in the file: anonymous, or somebody complains for him
 * @param grievanceSolved a grievance that was already solved in the call; it is a complaint all the same (FU-10)
 * @param taskId the follow-up that it was born in; each gives birth to one complaint at most
 * @param content the customer's words
 * @param receivedAt when the customer said it: the two hours run from here, not from recording
 * @param spokenAbout the clerk marked that it was spoken about in this very call: that is the first contact (A27)
 */
public record Intake(
        UUID storeId,
        ComplaintSource source,
        ComplaintKind kind,
        boolean grievanceSolved,
        Optional<UUID> customerId,
        Optional<UUID> vehicleId,
        Optional<UUID> orderId,
        Optional<UUID> taskId,
        String content,
        Instant receivedAt,
        boolean spokenAbout) {}
