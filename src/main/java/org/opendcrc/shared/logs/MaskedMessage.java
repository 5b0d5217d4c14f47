package org.opendcrc.shared.logs;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Objects;

/** A line of the log without people's numbers. */
public class MaskedMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return Mask.of(Objects.requireNonNullElse(super.convert(event), ""));
    }
}
