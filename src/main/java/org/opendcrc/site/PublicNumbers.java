package org.opendcrc.site;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.opendcrc.shared.Sentence;

/** Numbers that stand on a store's public page, contributed by a chapter as a bean; asked in the dealer's context. */
public interface PublicNumbers {

    /**
     * A number and what it is for.
     *
     * @param phone as it is dialled
     */
    record Line(Sentence label, String phone) {

        /** The address that a telephone dials. */
        public String dial() {
            return "tel:" + phone.replaceAll("[^0-9+]", "");
        }
    }

    /** Those of a store at a moment; empty for none. */
    List<Line> of(UUID store, Instant now);
}
