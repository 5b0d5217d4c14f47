package org.opendcrc.messaging.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was set up for a line, by key; what was not is as its {@link Knob} says. */
public record Knobs(Map<String, String> values) {

    public Knobs {
        values = Map.copyOf(values);
    }

    String text(Knob knob) {
        return values.getOrDefault(knob.key(), knob.standard());
    }

    int number(Knob knob) {
        return Integer.parseInt(text(knob));
    }

    boolean flag(Knob knob) {
        return Boolean.parseBoolean(text(knob));
    }

    @Nullable
    String given(Knob knob) {
        var value = text(knob);
        return value.isBlank() ? null : value;
    }
}
