package org.opendcrc.dms;

import java.util.Arrays;
import java.util.Optional;

/** The columns whose words a dealer may explain to us, because another word than those we know is no fault. */
public enum WordTopic {
    /** The kind of a repair order: one of our seven. */
    ORDER_KIND("kind", "kind-of-order-unknown"),
    /** The brand of a car: one of the stores', or a further one kept as it is written. */
    BRAND("brand", "brand-unknown");

    private final String column;
    private final String why;

    WordTopic(String column, String why) {
        this.column = column;
        this.why = why;
    }

    /** The canonical column. */
    public String column() {
        return column;
    }

    /** The topic of a warning that a word is not known. */
    static Optional<WordTopic> ofWarning(String why) {
        return Arrays.stream(values()).filter(it -> it.why.equals(why)).findFirst();
    }
}
