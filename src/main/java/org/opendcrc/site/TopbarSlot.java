package org.opendcrc.site;

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
     */
    record Shown(Place place, int order, String id, String icon, Sentence text, String href) {}
}
