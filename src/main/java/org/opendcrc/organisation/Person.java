package org.opendcrc.organisation;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who works at the dealer, or did.
 *
 * @param staffNo the number of the staff file 工号
 * @param phone in E.164, if known
 * @param active whether the staff file has him in at least one role
 */
public record Person(UUID id, String staffNo, String name, Optional<String> phone, boolean active) {}
