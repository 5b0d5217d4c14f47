package org.opendcrc.appointments;

import java.time.ZoneId;
import java.util.UUID;

/**
 * A store whose public page is open.
 *
 * @param phone empty if the store has set none
 * @param reachable whether texts leave the house, without which no code arrives (A31)
 * @param codeMinutes how long a code counts
 */
public record PublicStore(
        UUID id, String code, String name, String phone, ZoneId zone, boolean reachable, int codeMinutes) {}
