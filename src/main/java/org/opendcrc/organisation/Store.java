package org.opendcrc.organisation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A store 门店 of the dealer.
 *
 * @param zone in which its clocks hang
 * @param areaCode telephone area code for numbers written without one, such as {@code 0571}; empty if not known
 * @param openedOn first day that reports look at, in the store's zone
 */
public record Store(UUID id, String code, String name, ZoneId zone, String areaCode, LocalDate openedOn) {}
