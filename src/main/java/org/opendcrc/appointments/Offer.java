package org.opendcrc.appointments;

import java.time.LocalDate;

/** A place that would be given at the moment of the answer. */
public record Offer(LocalDate day, Place place, String advisorName, OfferKind kind) {}
