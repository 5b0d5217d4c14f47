package org.opendcrc.site;

import java.util.List;
import java.util.Optional;
import org.opendcrc.shared.Actor;
import org.opendcrc.shared.Sentence;

/** A place in the bar above every page that a chapter fills: the store, the softphone, the state of the data. Asked once a page. */
public interface TopbarSlot {

    /** What to show this person now; empty for nothing. */
    Optional<Shown> show(Actor actor);

    /** Beside the menu (whose desk is this) or at the far end (how do things stand). */
    enum Place {
        START,
        END
    }

    /**
     * One line in the bar.
     *
     * @param id the element's id, so that live parts can replace it; {@code sync-state} hides on a telephone
     * @param order smaller stands further left
     * @param tone {@code bad} for what burns, which is shown on a telephone too; else empty
     * @param choices if there are any, the line opens them instead of leading somewhere; the choice is posted to {@code href} as
     *     the field "choice", and the way back with it
     */
    record Shown(
            Place place,
            int order,
            String id,
            String icon,
            Sentence text,
            String href,
            String tone,
            List<Choice> choices) {

        public Shown {
            choices = List.copyOf(choices);
        }

        public Shown(Place place, int order, String id, String icon, Sentence text, String href) {
            this(place, order, id, icon, text, href, "", List.of());
        }

        public Shown(Place place, int order, String id, String icon, Sentence text, String href, String tone) {
            this(place, order, id, icon, text, href, tone, List.of());
        }
    }

    /** What can be chosen, and whether it is. */
    record Choice(String value, Sentence label, boolean chosen) {}
}
