package org.opendcrc.messaging;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a line bills for one short message.
 *
 * @param from the first day on which it holds, until the next one
 * @param li thousandths of a yuan 厘
 */
public record GatewayPrice(TextClass textClass, LocalDate from, int li, Instant setAt, String setBy) {}
